"""Backups: verified when written, never offered when altered."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.backups import back_up, backups_in
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)


def test_a_backup_opens_and_holds_what_the_book_held(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.csdesk") as book:
        account = Account(id=AccountId(book.new_id()), account="Corvid")
        with book.change(Verb.ADD, today=DAY):
            book.put(account)
        made = back_up(book, tmp_path / "safe", reason="asked for", now=NOW)
    with Book.view(tmp_path / "safe" / made.file) as kept:
        assert kept.all(Account) == [account]
    assert backups_in(tmp_path / "safe") == [made]


def test_an_altered_or_empty_backup_is_not_offered(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "a.csdesk") as book:
        first = back_up(book, folder, reason="one", now=NOW)
        second = back_up(book, folder, reason="two", now=NOW)
        third = back_up(book, folder, reason="three", now=NOW)
    (folder / second.file).write_bytes(b"")
    body = bytearray((folder / third.file).read_bytes())
    body[4000] ^= 1
    (folder / third.file).write_bytes(bytes(body))
    assert backups_in(folder) == [first]


def test_old_backups_are_thinned_and_the_newest_three_stay_whatever_the_clock_says(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "a.csdesk") as book:
        for day in range(40):
            back_up(book, folder, reason="daily", now=NOW + timedelta(days=day))
        for _ in range(3):
            newest = back_up(book, folder, reason="clock set back", now=NOW - timedelta(days=400))
    kept = backups_in(folder)
    assert newest == kept[0]
    assert [b.reason for b in kept[:3]] == ["clock set back"] * 3
    assert 15 <= len(kept) <= 24
    assert len(list(folder.glob("*.csdesk"))) == len(kept)
