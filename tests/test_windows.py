"""Windows: what it does otherwise, played by what it says of itself and how it refuses."""

import errno
import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psutil
import pytest

from csdesk.cli.shell import line, quoted
from csdesk.domain.errors import BookBusy, HeldOpen, NoPermission
from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.child import _tell
from csdesk.processes import running
from csdesk.store.book import Book
from csdesk.store.lock import WriterLock, lock_path
from csdesk.store.restore import restore

NOW = datetime(2025, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer says that it is one with Windows."""
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.fixture
def held(windows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file can be replaced, as another program reads each of them."""

    def refuses(here: Path, there: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied", str(here), 5, str(there))

    monkeypatch.setattr(Path, "replace", refuses)


def test_a_file_that_another_program_reads_is_said_to_be_open_there(held: None, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(b"old")
    with pytest.raises(HeldOpen):
        atomic_write(tmp_path / "deck.pptx", lambda file: file.write(b"new"))
    assert [f.read_bytes() for f in tmp_path.iterdir()] == [b"old"]


def test_elsewhere_it_is_a_permission_that_is_missing(
    held: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(NoPermission) as refused:
        atomic_write(tmp_path / "deck.pptx", lambda file: file.write(b"new"))
    assert not isinstance(refused.value, HeldOpen)


def test_a_book_that_another_program_reads_is_not_restored_and_says_so(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, backup = tmp_path / "a.csdesk", tmp_path / "backup.csdesk"
    Book.create(book).close()
    Book.create(backup).close()
    before = book.read_bytes()
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lambda *_: None, LK_NBLCK=2))
    request.getfixturevalue("held")
    with pytest.raises(BookBusy):
        restore(backup, book, now=NOW)
    assert book.read_bytes() == before


def test_a_drive_that_numbers_an_open_file_otherwise_keeps_nobody_waiting(
    windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lambda *_: None, LK_NBLCK=2))
    looks = iter(range(3))
    monkeypatch.setattr(os.path, "samestat", lambda *_: next(looks) < 0)
    lock = WriterLock(tmp_path / "a.csdesk", NOW)
    lock.release()
    assert lock_path(tmp_path / "a.csdesk").read_text("utf-8") == ""


def test_a_process_is_asked_for_without_a_signal(windows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "pid_exists", {7}.__contains__)
    assert running(os.getpid())
    assert (running(7), running(8)) == (True, False)


class Invalid(io.RawIOBase):
    """A pipe whose reader is dead, as Windows tells it."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_reading_process_that_is_dead_already_is_no_fault_of_the_pipe() -> None:
    child = SimpleNamespace(stdin=io.BufferedWriter(cast("Any", Invalid())))
    _tell(cast("subprocess.Popen[bytes]", child), "secret")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (r"C:\Users\Mary\book.csdesk", r"C:\Users\Mary\book.csdesk"),
        (r"C:\Users\Mary Harrison\book.csdesk", r'"C:\Users\Mary Harrison\book.csdesk"'),
        ("same:Sheet:3=2|new|skip", '"same:Sheet:3=2|new|skip"'),
        ("renews:O'Hara & Co=no", '"renews:O\'Hara & Co=no"'),
        ('a "quoted" word', r'"a \"quoted\" word"'),
        ("", '""'),
    ],
)
def test_a_word_of_a_call_can_be_pasted(windows: None, word: str, said: str) -> None:
    assert quoted(word) == said
    assert line(["import", word]) == f"import {said}"
