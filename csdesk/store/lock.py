"""The lock file: one writer for one book, named so that a person can find who it is.

The operating system's own file lock decides, so a crash never leaves a book locked; what the file says
is for people, and for another machine on a shared folder, whose lock we cannot test.
"""

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from csdesk.domain.day_words import spelled
from csdesk.domain.errors import BookHeldElsewhere, BookInUse, NoPermission
from csdesk.domain.values import dataclass
from csdesk.store.whereabouts import Whereabouts

_FAR = 1 << 30
"""The byte that is locked on Windows: the same for everybody, and past the words, which stay readable."""

_MOMENT = "%Y-%m-%d %H:%M"
_OURS = threading.Lock()
_PATIENCE, _PAUSE = 60.0, 0.02
"""Seconds for which a turn is waited for, and between two looks."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes in a book."""

    host: str
    pid: int
    user: str
    since: str
    doing: str = ""
    """The import that is being written: the number of its operation, and its label."""


def lock_path(book: Path) -> Path:
    """The lock file beside a book."""
    return book.with_name(book.name + ".lock")


def break_lock(book: Path) -> None:
    """Take away the lock that another computer left; a person has made sure that the book is open nowhere.

    The lock of a living program of this computer stays. Raises: NoPermission.
    """
    path = lock_path(book)
    try:
        with contextlib.suppress(FileNotFoundError):
            holder = _said(path.read_text("utf-8", "replace"))
            if holder is not None and holder.host != _this_computer():
                path.unlink()
    except OSError as refused:
        raise NoPermission(what=path.parent.name, where=str(path.parent)) from refused


@contextlib.contextmanager
def alone(book: Path, now: datetime) -> Iterator[None]:
    """Be the writer of a closed book for the time of one piece of work on its file.

    Two pieces of this process wait for each other. Raises: BookInUse, BookHeldElsewhere, NoPermission.
    """
    with _OURS:
        lock = WriterLock(book, now)
        try:
            yield
        finally:
            lock.release()


@contextlib.contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Be the only one of this computer at some work, which a lock file names; the others wait.

    Nobody waits where the disk knows no locks. Raises: TimeoutError after a minute, OSError.
    """
    until = time.monotonic() + _PATIENCE
    while (file := _turn(path)) is None:
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_PAUSE)
    with file:
        try:
            yield
        finally:
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    path.unlink()


def _turn(path: Path) -> IO[str] | None:
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_CREAT, 0o644), encoding="utf-8")
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        file.close()
        return None
    except OSError:
        return file
    if _still_there(path, file):
        return file
    file.close()
    return None


class WriterLock:
    """Held while a book is open for writing."""

    cut_off = ""
    """What the writer before was at when it ended in the middle; nothing where it ended in order."""
    _words = ""

    def __init__(self, book: Path, now: datetime) -> None:
        """Become the book's writer. Raises: BookInUse with who holds it, NoPermission."""
        self._path = lock_path(book)
        self._file = self._taken(book)
        self.whereabouts = Whereabouts(book)
        since = now.astimezone().strftime(_MOMENT)
        self.user = _user()
        self._holder = Holder(_this_computer(), os.getpid(), self.user, since)
        self.say("")

    def say(self, doing: str) -> None:
        """Write down what is being done; whoever comes after a crash reads it."""
        self._holder = replace(self._holder, doing=doing)
        before, self._words = self._words, json.dumps(asdict(self._holder))
        with contextlib.suppress(OSError):  # a full disk: the lock holds, only its words are missing
            self._file.seek(0)
            self._file.write(self._words.ljust(len(before)))  # whole at any moment: others read it
            self._file.flush()

    def _taken(self, book: Path) -> IO[str]:
        while True:
            file = _open(self._path)
            self._words = _read(file)
            holder = _said(self._words)
            if holder is not None and holder.host != _this_computer():
                file.close()
                lock = self._path.name
                raise BookHeldElsewhere(book=book.name, lock=lock, where=str(book), **_facts(holder))
            try:
                _lock(file)
            except OSError:
                file.close()
                raise BookInUse(book=book.name, where=str(book), **_facts(holder)) from None
            if _still_there(self._path, file):
                self.cut_off = holder.doing if holder is not None else ""
                return file
            file.close()

    def release(self) -> None:
        """Stop being the writer, and leave nothing beside the book."""
        with contextlib.suppress(OSError):
            self._file.seek(0)
            self._file.truncate()
            self._file.flush()
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # a lock of no words that nobody holds hinders nobody
                self._path.unlink()
        with contextlib.suppress(OSError):  # the words that a full disk did not take are still to be written
            self._file.close()


def _facts(holder: Holder | None) -> dict[str, object]:
    if holder is None:
        return {"host": "this computer", "pid": 0, "user": "somebody", "since": "now"}
    return asdict(holder) | {"since": _in_words(holder.since)}


def _in_words(since: str) -> str:
    """A moment as a sentence says it; one that another program wrote stays as it is."""
    try:
        at = datetime.strptime(since, _MOMENT)  # noqa: DTZ007 - by the clock on the wall of who holds it
    except ValueError:
        return since
    return f"{spelled(at.date())}, {at:%H:%M}"


def _open(path: Path) -> IO[str]:
    try:
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8")
    except OSError as refused:
        raise NoPermission(what=path.parent.name, where=str(path.parent)) from refused


def _read(file: IO[str]) -> str:
    try:
        return file.read()
    except (OSError, ValueError):
        return ""


def _said(words: str) -> Holder | None:
    try:
        said = json.loads(words)
        return Holder(**{field.name: said[field.name] for field in fields(Holder) if field.name in said})
    except (ValueError, TypeError):
        return None


def _lock(file: IO[str]) -> None:
    """Lock a file. Raises: BlockingIOError or PermissionError where another has it; OSError where that cannot be."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _still_there(path: Path, file: IO[str]) -> bool:
    # Windows lets nobody take away a file that is open, and some of its drives number it twice
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _this_computer() -> str:
    """Its name, as others on a network see it; a window that only opens does not ask."""
    import socket

    return socket.gethostname()


def _user() -> str:
    """Who works at this computer, by the name it knows them by."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"
