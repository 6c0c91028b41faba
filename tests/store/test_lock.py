"""The lock: one writer, whoever it is, and a stale one is no obstacle here."""

import json
import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk import wording
from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookHeldElsewhere, BookInUse
from csdesk.domain.ids import AccountId
from csdesk.services.book.unfinished import unfinished
from csdesk.store.book import Book
from csdesk.store.lock import lock_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Book.create(tmp_path / "a.csdesk").close()
    return tmp_path / "a.csdesk"


def left_behind(path: Path, host: str) -> None:
    facts = {"host": host, "pid": os.getpid(), "user": "mary", "since": "2025-11-24 09:00"}
    lock_path(path).write_text(json.dumps(facts))


def test_a_lock_that_a_crash_left_here_is_taken_over(path: Path) -> None:
    left_behind(path, socket.gethostname())
    with Book.open(path) as book:
        assert book.writable
    assert not lock_path(path).exists()


def test_a_lock_that_the_folder_does_not_give_up_takes_nothing_from_what_was_saved(path: Path) -> None:
    with Book.open(path) as book:
        lock_path(path).rename(path.with_name("moved"))
        (lock_path(path) / "kept").mkdir(parents=True)
        with book.change(Verb.ADD, today=date(2025, 11, 24)):
            book.put(Account(id=AccountId(book.new_id()), account="Corvid"))
    with Book.view(path) as book:
        assert [account.account for account in book.all(Account)] == ["Corvid"]


@pytest.mark.parametrize("words", ["", "{", "[]", '{"host": "far"}', "\x00" * 40])
def test_words_that_cannot_be_read_are_no_obstacle(path: Path, words: str) -> None:
    lock_path(path).write_text(words)
    with Book.open(path) as book:
        assert book.writable


def test_the_lock_of_another_computer_is_left_and_its_file_is_named(path: Path) -> None:
    left_behind(path, "far-away")
    with pytest.raises(BookHeldElsewhere) as refused:
        Book.open(path)
    assert isinstance(refused.value, BookInUse)
    assert refused.value.exit_code == 75
    assert "mary on far-away" in wording.line(refused.value)
    assert "a.csdesk.lock" in wording.next_step(refused.value)
    assert lock_path(path).exists()
    with Book.view(path) as view:
        assert not view.writable


def test_the_lock_of_a_living_writer_here_is_not_offered_for_deletion(path: Path) -> None:
    with Book.open(path), pytest.raises(BookInUse) as refused:
        Book.open(path)
    assert "delete" not in wording.line(refused.value)


_CUT_OFF = """
import contextlib, os, signal, sys
from datetime import date
from pathlib import Path
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book

def killed(statement=""):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

book = Book.open(Path(sys.argv[1]))
book._connection.set_trace_callback(killed)
with contextlib.suppress(ZeroDivisionError):
    with book.change(Verb.IMPORT, label="customers.xlsx", today=date(2025, 11, 24)):
        book.put(Account(id=AccountId(book.new_id()), account="Corvid"))
        if sys.argv[2] == "cancelled":
            1 / 0
killed(sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("INSERT INTO operations", "customers.xlsx"),
        ("INSERT INTO changes", "customers.xlsx"),
        ("COMMIT", "customers.xlsx"),
        ("cancelled", ""),
        ("after", ""),
    ],
)
def test_an_import_that_was_cut_off_is_told_once_and_one_that_stands_or_was_cancelled_is_not(
    path: Path, moment: str, told: str
) -> None:
    subprocess.run([sys.executable, "-c", _CUT_OFF, str(path), moment], check=False)
    with Book.open(path) as book:
        assert unfinished(book) == told
        assert bool(book.all(Account)) is (moment == "after")
    with Book.open(path) as book:
        assert unfinished(book) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_the_command_line_tells_of_an_import_that_was_cut_off(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _CUT_OFF, str(path), "COMMIT"], check=False)
    words = ["add", "account", "account=Rook", "--book", str(path)]
    first, second = (
        CliRunner().invoke(program, words),
        CliRunner().invoke(program, [*words[:2], "account=Kite", *words[3:]]),
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (
        first.stderr
        == "The last import (customers.xlsx) did not finish; nothing of it was written. Import it again.\n"
    )
    assert second.stderr == ""


def test_the_words_of_the_lock_are_whole_at_any_moment_and_nothing_of_longer_ones_stays(path: Path) -> None:
    with Book.open(path) as book:
        for label in ["a long name of a file.xlsx", "b.csv"]:
            with book.change(Verb.IMPORT, label=label, today=date(2025, 11, 24)):
                assert json.loads(lock_path(path).read_text())["doing"].endswith(f" {label}")
        with pytest.raises(BookInUse) as refused:
            Book.open(path)
        assert refused.value.facts["pid"] == os.getpid()


def test_a_lock_with_words_of_another_version_is_understood(path: Path) -> None:
    facts = {"host": "elsewhere", "pid": 7, "user": "mary", "since": "now", "left": "", "mood": "good"}
    lock_path(path).write_text(json.dumps(facts))
    with pytest.raises(BookHeldElsewhere) as refused:
        Book.open(path)
    assert refused.value.facts["user"] == "mary"
