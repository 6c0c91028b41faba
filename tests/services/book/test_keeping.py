"""Keeping: a second place, what is told of it, and a backup before much is changed at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from csdesk import settings
from csdesk.domain.accounts import Account
from csdesk.services.accounts.merging import merge
from csdesk.services.book import keeping
from csdesk.store.book import Book
from tests.accounts import add

DAY = date(2025, 11, 24)
NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "mine.csdesk", clock=lambda: NOW) as book:
        add(book, "Corvid")
    return tmp_path / "mine.csdesk"


def choose(place: Path | str) -> None:
    settings.save(replace(settings.load(), second_place=str(place)))


def reasons(path: Path) -> list[str]:
    return [b.reason for b in keeping.backups(path)[1]]


def test_every_backup_is_copied_to_the_second_place_which_thins_by_itself(path: Path, tmp_path: Path) -> None:
    choose(tmp_path / "stick")
    with Book.open(path) as book:
        kept = keeping.keep(book, now=NOW, reason="on closing")
    assert kept.fault is None
    assert kept.second is not None
    assert kept.second.is_relative_to(tmp_path / "stick")
    _, first, _ = keeping.backups(path)
    _, second, _ = keeping.backups(path, kept.second.parent)
    assert [(b.reason, b.accounts) for b in first] == [(b.reason, b.accounts) for b in second]


def test_a_second_place_that_is_not_there_takes_nothing_from_the_first(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    choose(tmp_path / "file" / "stick")
    with Book.open(path) as book:
        kept = keeping.keep(book, now=NOW, reason="on closing")
    assert kept.second is None
    assert kept.fault is not None
    assert reasons(path) == ["on closing"]


@pytest.mark.parametrize(("days", "said"), [(2, False), (4, True)])
def test_only_on_this_computer_is_said_after_three_days(path: Path, days: int, said: bool) -> None:
    with Book.view(path) as book:
        assert keeping.only_here(book, now=NOW + timedelta(days=days)) is said


@pytest.mark.parametrize("choice", ["/media/stick", settings.DECLINED])
def test_only_on_this_computer_is_said_until_a_second_place_is_set_or_declined(
    path: Path, choice: str
) -> None:
    choose(choice)
    with Book.view(path) as book:
        assert not keeping.only_here(book, now=NOW + timedelta(days=40))


def test_declining_a_second_place_makes_none(path: Path) -> None:
    choose(settings.DECLINED)
    assert keeping.second_place() is None
    with Book.open(path) as book:
        assert keeping.keep(book, now=NOW, reason="on closing").second is None


def test_a_merge_is_preceded_by_a_backup(path: Path) -> None:
    with Book.open(path, clock=lambda: NOW) as book:
        one, other = add(book, "Halden"), add(book, "Halden Ltd")
        merge(book, "account", one.id, other.id, {}, today=DAY)
    assert reasons(path) == ["before a merge"]


def test_a_restore_backs_up_what_no_backup_has_and_keeps_the_book_beside(path: Path) -> None:
    with Book.open(path) as book:
        keeping.keep(book, now=NOW, reason="on closing")
        add(book, "Halden")
    done = keeping.restore("1", path, now=NOW)
    assert done.kept_as is not None
    assert reasons(path) == ["before a restore", "on closing"]
    with Book.view(path) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid"]
    keeping.restore("2", path, now=NOW)
    with Book.view(path) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid", "Halden"]
    assert len(reasons(path)) == 2
