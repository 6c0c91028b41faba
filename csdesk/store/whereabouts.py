"""A book's whereabouts: whether the file that was opened is still the one that stands at its path.

Only `stat` looks at the path: a plain opening and closing of the file would drop the locks on it.
"""

import sqlite3
from pathlib import Path

from csdesk.domain.errors import BookExists, BookGone, BookNotFound, BookReplaced, NoPermission, NotAPlace
from csdesk.folders import made
from csdesk.wording.disks import why_not


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


def found_place(path: Path) -> Path:
    """The whole path of a book, links followed. Raises: BookNotFound."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as nowhere:  # RuntimeError: links that lead to each other
        raise BookNotFound(book=path.name, where=str(path)) from nowhere


def free_place(path: Path) -> Path:
    """The whole path of a file that is not there yet, in a folder that is."""
    try:
        path = path.resolve()
        if path.exists():
            raise BookExists(book=path.name, where=str(path))
        made(path.parent)
    except PermissionError as refused:
        raise NoPermission(what=path.parent.name, where=str(path)) from refused
    except (OSError, RuntimeError) as nowhere:
        why = why_not(nowhere) if isinstance(nowhere, OSError) else "the links there lead to each other"
        raise NotAPlace(why=why, where=str(path)) from nowhere
    return path
