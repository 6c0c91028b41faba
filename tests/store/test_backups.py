"""Backups: verified when written, never offered when altered."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BackupFailed
from csdesk.domain.ids import AccountId
from csdesk.store.backups import Backup, Since, back_up, backups_in, folder_for, since
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


def test_a_folder_of_two_books_keeps_the_newest_of_each(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "book.csdesk") as mine, Book.create(tmp_path / "b" / "book.csdesk") as other:
        first = back_up(other, folder, reason="the other book", now=NOW - timedelta(days=500))
        for _ in range(5):
            back_up(mine, folder, reason="mine", now=NOW)
    kept = backups_in(folder)
    assert first in kept
    assert len(kept) == 6


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    folder.mkdir()
    (folder / "thesis.tmp").write_text("precious")
    (folder / "old.csdesk-part").write_text("cut off")
    os.utime(folder / "old.csdesk-part", (0, 0))
    with Book.create(tmp_path / "a.csdesk") as book:
        back_up(book, folder, reason="asked for", now=NOW)
    names = {p.name for p in folder.iterdir()}
    assert "thesis.tmp" in names
    assert "old.csdesk-part" not in names


def test_a_backup_that_fails_leaves_nothing_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "a.csdesk") as book:
        good = back_up(book, folder, reason="good", now=NOW)
        (folder / "a-20251124-120000-00002.csdesk.csdesk-part").mkdir()
        with pytest.raises(BackupFailed):
            back_up(book, folder, reason="fails", now=NOW)
    assert backups_in(folder) == [good]


def test_backups_made_at_the_same_moment_are_all_whole_and_listed(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csdesk", tmp_path / "safe"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        book.put_all(Account(id=AccountId(uid), account=f"Corvid {uid}") for uid in book.new_ids(2_000))

    def made(_: int) -> Backup:
        with Book.view(path) as book:
            return back_up(book, folder, reason="asked for", now=NOW)

    with ThreadPoolExecutor(8) as beside:
        together = [*beside.map(made, range(8))]
    assert sorted(b.number for b in together) == [*range(1, 9)]
    assert {b.number for b in backups_in(folder)} == {*range(1, 9)}
    assert {f.name for f in folder.iterdir()} == {"manifest.json", *(b.file for b in together)}


def test_a_whole_backup_that_no_manifest_lists_is_found_again(tmp_path: Path) -> None:
    folder = folder_for(tmp_path / "a.csdesk")
    with Book.create(tmp_path / "a.csdesk") as book:
        made = [back_up(book, folder, reason="asked for", now=NOW) for _ in range(3)]
        (folder / "manifest.json").unlink()
        (folder / made[1].file).write_bytes(b"half")
        (folder / "holidays.csdesk").write_bytes((folder / made[0].file).read_bytes())
        last = back_up(book, folder, reason="asked for", now=NOW)
    kept = backups_in(folder)
    assert [(b.number, b.file, b.reason) for b in kept] == [
        (4, last.file, "asked for"),
        (3, made[2].file, "found again"),
        (1, made[0].file, "found again"),
    ]
    assert {b.sha256 for b in kept} == {made[0].sha256}
    assert (folder / made[1].file).read_bytes() == b"half", "what is not good is not offered, and not removed"


def test_in_a_folder_of_ones_own_a_book_with_a_backups_name_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "a.csdesk") as book:
        first = back_up(book, folder, reason="asked for", now=NOW)
        (folder / "manifest.json").unlink()
        second = back_up(book, folder, reason="asked for", now=NOW + timedelta(seconds=1))
    assert backups_in(folder) == [second]
    assert (folder / first.file).exists()


def test_a_backup_that_somebody_works_in_is_never_thinned_out(tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    with Book.create(tmp_path / "a.csdesk") as book:
        used = back_up(book, folder, reason="asked for", now=NOW - timedelta(days=900))
        idle = back_up(book, folder, reason="asked for", now=NOW - timedelta(days=900))
        with Book.open(folder / used.file) as work, work.change(Verb.ADD, today=DAY):
            work.put(Account(id=AccountId("a-1"), account="Corvid"))
        for _ in range(4):
            back_up(book, folder, reason="asked for", now=NOW)
    assert (folder / used.file).exists()
    assert not (folder / idle.file).exists()


def test_a_backup_says_what_it_holds(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.csdesk") as book:
        empty = back_up(book, tmp_path / "safe", reason="empty", now=NOW)
        add(book, "Corvid")
        made = back_up(book, tmp_path / "safe", reason="one", now=NOW)
        ((at,),) = book.rows("SELECT at FROM operations")
    assert (empty.accounts, empty.touches, empty.last_change) == (0, 0, None)
    assert (made.accounts, made.touches, made.last_change) == (1, 0, at)


def test_what_was_changed_after_a_backup_is_counted_by_the_journal(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.csdesk") as book:
        add(book, "Corvid")
        made = back_up(book, tmp_path / "safe", reason="one", now=NOW)
        assert since(book, made) == Since(0, 0, apart=False)
        add(book, "Halden", "Yarrow")
        add(book, "Meridian")
        assert since(book, made) == Since(2, 3, apart=False)


def test_a_backup_with_changes_that_the_book_has_not_is_told_apart(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.csdesk", clock=lambda: NOW) as book:
        add(book, "Corvid")
        add(book, "Halden")
        made = back_up(book, tmp_path / "safe", reason="one", now=NOW)
    with Book.create(tmp_path / "b.csdesk", clock=lambda: NOW + timedelta(hours=1)) as book:
        add(book, "Corvid")
        assert since(book, made).apart
        add(book, "Yarrow")
        assert since(book, made).apart


def add(book: Book, *names: str) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put_all([Account(id=AccountId(book.new_id()), account=name) for name in names])
