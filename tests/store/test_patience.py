"""A change that is larger than SQLite holds back is written while others read: they wait, and say so once."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookBusy
from csdesk.domain.ids import AccountId
from csdesk.store import connection
from csdesk.store.book import Book
from csdesk.store.patience import LONG, Patience
from tests.domain.imports.sheet import TODAY

HOME = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "book.csdesk"
    with Book.create(place) as book, book.change(Verb.ADD, today=TODAY):
        book.put(Account(id=AccountId("a"), account="Corvid"))
    return place


@pytest.fixture
def writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Somebody whose change is being written into the file; each try of a reader is over at once."""
    pragmas = tuple(p.replace("5000", "1") for p in connection._PRAGMAS)
    monkeypatch.setattr(connection, "_PRAGMAS", pragmas)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_who_reads_waits_until_the_change_is_written(path: Path, writing: sqlite3.Connection) -> None:
    said: list[str] = []

    def told() -> None:
        said.append("waiting")
        writing.execute("ROLLBACK")

    with Book.view(path, patience=Patience(LONG, told)) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid"]
    assert said == ["waiting"]


def test_what_is_open_already_waits_for_each_answer(path: Path, writing: sqlite3.Connection) -> None:
    writing.execute("ROLLBACK")
    with Book.view(path) as book:
        writing.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BookBusy):
            book.all(Account)
        book.patience = Patience(LONG, writing.rollback)
        assert [a.account for a in book.all(Account)] == ["Corvid"]


def test_who_waits_can_be_called_away_from_another_thread(path: Path, writing: sqlite3.Connection) -> None:
    waits = threading.Event()
    patience = Patience(LONG, waits.set)

    def call() -> None:
        waits.wait()
        patience.call_away()

    caller = threading.Thread(target=call)
    caller.start()
    with pytest.raises(BookBusy):
        Book.view(path, patience=patience)
    caller.join()
    assert writing.in_transaction


def test_a_verb_that_reads_waits_and_says_so_once(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    command = [sys.executable, "-m", "csdesk", "accounts", "--json", "--book", str(path)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME)
    assert reader.stderr is not None
    assert reader.stderr.readline() == (
        "A large change is being written in book.csdesk: waiting until it is done.\n"
    )
    other.execute("ROLLBACK")
    other.close()
    answer, error = reader.communicate()
    assert (reader.returncode, error) == (0, "")
    assert "Corvid" in answer
