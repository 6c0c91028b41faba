"""Whereabouts: a book that is not where it was, or not what it was, is not written in."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.errors import BookForeign, BookGone, BookReplaced, CsdeskError
from csdesk.services.book import keeping
from csdesk.store.book import Book
from tests.accounts import add

DAY = date(2025, 11, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "work" / "a.csdesk") as book:
        add(book, "Corvid")
    return tmp_path / "work" / "a.csdesk"


def replaced_by_a_move(path: Path) -> None:
    shutil.copy(path, path.with_name("other.csdesk"))
    path.with_name("other.csdesk").replace(path)


def deleted(path: Path) -> None:
    path.unlink()


def folder_gone(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def written_past_us(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE accounts SET account = 'Other'")
    other.close()


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def overwritten_in_place(path: Path) -> None:
    with Book.create(path.with_name("other.csdesk")) as other:
        for n in range(40):
            add(other, f"Other {n}")
    handle = os.open(path, os.O_WRONLY)
    os.write(handle, path.with_name("other.csdesk").read_bytes())
    os.close(handle)


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (replaced_by_a_move, BookReplaced),
        (written_past_us, BookReplaced),
        (overwritten_in_place, BookReplaced),
        (cut_off, CsdeskError),
        (deleted, BookGone),
        (folder_gone, BookGone),
    ],
)
def test_what_was_done_to_the_file_while_it_was_open_stops_the_writing(
    path: Path, fault: Callable[[Path], object], refusal: type[CsdeskError]
) -> None:
    with Book.open(path) as book:
        add(book, "Halden")
        fault(path)
        before = path.read_bytes() if path.exists() else b""
        for _ in range(2):
            with pytest.raises(refusal):
                add(book, "Yarrow")
            assert not book._connection.in_transaction
        assert (path.read_bytes() if path.exists() else b"") == before


@pytest.mark.parametrize("fault", [replaced_by_a_move, deleted, folder_gone])
def test_what_the_window_held_can_be_saved_as_a_copy(
    path: Path, tmp_path: Path, fault: Callable[[Path], object]
) -> None:
    with Book.open(path) as book:
        add(book, "Halden")
        fault(path)
        keeping.save_copy(book, tmp_path / "saved.csdesk")
    with Book.view(tmp_path / "saved.csdesk") as saved:
        assert [a.account for a in saved.all(Account)] == ["Corvid", "Halden"]
        assert keeping.check(saved, deep=True) == []


def test_a_book_that_nobody_touched_is_written_in(path: Path) -> None:
    with Book.open(path) as book, Book.view(path) as view:
        for n in range(3):
            add(book, f"Halden {n}")
            assert len(view.all(Account)) == n + 2


PLANTED = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON touches BEGIN DELETE FROM accounts; END",
    "trigger in the name of migrations": "CREATE TRIGGER _sqlite_migrations_t AFTER INSERT ON touches "
    "BEGIN DELETE FROM accounts; END",
    "view": "CREATE VIEW v AS SELECT 1",
    "table": "CREATE TABLE extra (x)",
    "index": "CREATE INDEX i ON accounts (account)",
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_book_in_which_something_was_planted_is_not_opened_for_writing(path: Path, kind: str) -> None:
    plant(path, PLANTED[kind])
    before = sha256(path.read_bytes()).digest()
    with pytest.raises(BookForeign) as refused:
        Book.open(path)
    assert str(refused.value.facts["what"]).startswith(kind.split(maxsplit=1)[0])
    with Book.view(path) as view:
        assert [a.account for a in view.all(Account)] == ["Corvid"]
    assert sha256(path.read_bytes()).digest() == before
    assert [p.name for p in path.parent.iterdir()] == ["a.csdesk"]


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS pk, i AS uid FROM n"


def test_a_view_in_the_place_of_a_known_table_is_never_asked(path: Path) -> None:
    plant(path, "PRAGMA foreign_keys = OFF", "ALTER TABLE touches RENAME TO old")
    plant(path, f"CREATE VIEW touches AS {ENDLESS}")
    for how in (Book.open, Book.view):
        with pytest.raises(BookForeign):
            how(path)


def plant(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as other:
        for statement in statements:
            other.execute(statement)
    other.close()
