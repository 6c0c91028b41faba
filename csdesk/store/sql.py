"""A query is a person's own question in SQL: one SELECT, put to a copy of the book, where nothing can be changed."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass

from csdesk.domain.errors import SqlOnlyReads, SqlTooLong, SqlWrong
from csdesk.store.book import Book
from csdesk.store.faults import code
from csdesk.store.search_index import warm

Cell = str | int | float | None
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_INDEX_ASKS = (sqlite3.SQLITE_PRAGMA, "data_version", None)
"""FTS5 asks whether somebody else wrote, before it reads its index."""
_LONGEST = 10_000_000
_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives; `more` says that rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    more: bool


def ask(book: Book, query: str, *, limit: int, seconds: float = 20.0) -> Answer:
    """Put one SELECT to a copy of the book in memory; a window beside it never waits.

    Raises: SqlWrong, SqlOnlyReads (anything but reading, also of files and settings), SqlTooLong.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        book.backup_to(copy)
        warm(copy)
        watch = _Watch(seconds)
        _confine(copy, watch)
        try:
            return _answer(copy.execute(query), limit)
        except sqlite3.OperationalError as stopped:
            if watch.over:
                raise SqlTooLong(seconds=f"{seconds:g}") from stopped
            if code(stopped) == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from stopped
            raise _refusal(stopped) from stopped
        except (sqlite3.Error, sqlite3.Warning, ValueError) as wrong:
            raise _refusal(wrong) from wrong


class _Watch:
    """Stops a query whose time is over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.over = False

    def __call__(self) -> int:
        self.over = time.monotonic() > self._end
        return int(self.over)


def _confine(copy: sqlite3.Connection, watch: _Watch) -> None:
    copy.execute("PRAGMA trusted_schema = OFF")
    copy.execute("PRAGMA query_only = ON")
    copy.text_factory = lambda raw: raw.decode("utf-8", "replace")
    copy.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    copy.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    copy.set_progress_handler(watch, _STEPS)
    copy.set_authorizer(_allowed)


def _allowed(action: int, what: str | None, name: str | None, *_: str | None) -> int:
    reads = action in _READS or (action == sqlite3.SQLITE_FUNCTION and name != "load_extension")
    reads = reads or (action, what, name) == _INDEX_ASKS
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


def _answer(asked: sqlite3.Cursor, limit: int) -> Answer:
    if asked.description is None:
        raise SqlWrong(why="it asks nothing")
    rows = asked.fetchmany(limit + 1)
    columns = _distinct([str(c[0]) for c in asked.description])
    return Answer(columns, [tuple(_cell(c) for c in row) for row in rows[:limit]], len(rows) > limit)


def _distinct(names: list[str]) -> tuple[str, ...]:
    """The names of the columns; the second of a name is counted: `account`, `account 2`."""
    out: list[str] = []
    for name in names:
        taken, n = name, 2
        while taken in out:
            taken, n = f"{name} {n}", n + 1
        out.append(taken)
    return tuple(out)


def _cell(value: Cell | bytes) -> Cell:
    """A value that JSON can hold: bytes as hexadecimal digits, what is no finite number as its word."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return value


def _refusal(wrong: Exception) -> SqlWrong | SqlOnlyReads:
    said = str(wrong)
    if any(word in said for word in ("not authorized", "authorization denied", "prohibited", "readonly")):
        return SqlOnlyReads()
    return SqlWrong(why=" ".join(said.rstrip(".").split()))
