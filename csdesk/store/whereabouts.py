"""A book's whereabouts: whether the file that was opened is still the one that stands at its path.

Only `stat` looks at the path: a plain opening and closing of the file would drop the locks on it.
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from csdesk.domain.errors import (
    BookExists,
    BookGone,
    BookNotFound,
    BookReplaced,
    NoHome,
    NoPermission,
    NotAPlace,
)
from csdesk.folders import made
from csdesk.store.address import too_long
from csdesk.wording.disks import why_not

_BESIDE = ".csdesk-part-journal"
"""The longest ending of what is written beside a book."""
_OF_ANOTHER = ("-journal", "-wal")
"""What SQLite would write back into whatever book has the name that stands before it."""
_LEFT = "a change to another {} that was not finished lies beside it"


class Whereabouts:
    """Remembers one file, from before it is opened, and what its one writer has seen of it."""

    def __init__(self, book: Path) -> None:
        self._book = book
        self._file = _identity(book)
        self._connection: sqlite3.Connection | None = None
        self._version = 0

    def look(self) -> None:
        """Make sure that the file is there. Raises: BookGone, BookReplaced."""
        found = _identity(self._book)
        if found is None:
            raise BookGone(book=self._book.name, where=str(self._book))
        if self._file is None:
            self._file = found
        if found != self._file:
            raise BookReplaced(book=self._book.name, where=str(self._book))

    def look_inside(self, connection: sqlite3.Connection, *, alone: bool) -> int:
        """SQLite's number of what others wrote, as this connection sees it; an only writer must see no other.

        Raises: as `look`.
        """
        self.look()
        version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        if self._connection is not connection:
            self._connection, self._version = connection, version
        ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
        if alone and (version != self._version or self._book.stat().st_size < pages * size):
            raise BookReplaced(book=self._book.name, where=str(self._book))
        return version


def _identity(book: Path) -> tuple[int, int] | None:
    """The device and the number of the file; None where it is not there, or its drive is not."""
    try:
        found = book.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def own_folder() -> Path:
    """The person's data folder. Raises: NoHome."""
    from csdesk import paths

    try:
        return paths.data_folder()
    except RuntimeError as nowhere:
        raise NoHome from nowhere


def found_place(path: Path) -> Path:
    """The whole path of a book, links followed. Raises: BookNotFound."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as nowhere:  # RuntimeError: links that lead to each other
        raise BookNotFound(book=path.name, where=str(path)) from nowhere


def file_there(path: Path) -> Path:
    """The whole path of a file that may be read. Raises: BookNotFound, NoPermission."""
    path = found_place(path)
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return path
    except PermissionError as refused:
        raise NoPermission(what=path.name, where=str(path)) from refused
    except OSError as nowhere:
        raise BookNotFound(book=path.name, where=str(path)) from nowhere
    raise BookNotFound(book=path.name, where=str(path))


def shortened(stem: str, most: int) -> str:
    """As much of a name as so many bytes take."""
    return os.fsencode(stem)[:most].decode(errors="ignore") if len(os.fsencode(stem)) > most else stem


def free_name(path: Path) -> Path:
    """The whole path of a file that is not there yet. Raises: BookExists, NoHome, NoPermission, NotAPlace."""
    with _placing(path):
        whole = path.resolve()
        if whole.exists():
            raise BookExists(book=whole.name, where=str(whole))
        if too_long(whole, _BESIDE):
            raise NotAPlace(why="its path is too long", where=str(whole))
        if any(whole.with_name(f"{whole.name}{ending}").exists() for ending in _OF_ANOTHER):
            raise NotAPlace(why=_LEFT.format(whole.name), where=str(whole))
        with contextlib.suppress(FileNotFoundError):
            whole.with_name(f"{whole.name}{_BESIDE}").lstat()  # a name that is too long
    return whole


def free_place(path: Path) -> Path:
    """The whole path of a file that is not there yet, in a folder that is. Raises: as `free_name`."""
    whole = free_name(path)
    with _placing(whole):
        made(whole.parent)
    return whole


@contextlib.contextmanager
def _placing(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as refused:
        raise NoPermission(what=path.parent.name, where=str(path)) from refused
    except (OSError, RuntimeError) as nowhere:
        why = why_not(nowhere) if isinstance(nowhere, OSError) else "the links there lead to each other"
        raise NotAPlace(why=why, where=str(path)) from nowhere
