"""A book from somebody else is data: its known tables and columns are read, value by value, into a new book.

Triggers and views do not run, the journal is not believed, and what is too long or too slow ends the reading.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from csdesk.domain.errors import BookDamaged, DataTooSlow, NothingToSalvage
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS, noun_of_table
from csdesk.store.faults import code
from csdesk.store.fingerprint import foreign_parts
from csdesk.store.remains import Past, Table, as_text
from csdesk.store.salvage import Found, Share, set_aside, write_fresh
from csdesk.store.whereabouts import file_there, free_name

SECONDS = 60.0
_STEPS = 100_000
"""So many steps of SQLite's machine pass between two looks at the clock."""
_LONGEST = 16 * 1024 * 1024
"""Bytes of one value, or of one row, at most."""
_PLAIN = ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The new book; how many rows of each noun came in and were dropped; what else was left where it was."""

    book: Path
    shares: tuple[Share, ...]
    left: tuple[str, ...]

    @property
    def rows(self) -> int:
        """All rows of the new book."""
        return sum(s.rows for s in self.shares)

    @property
    def dropped(self) -> int:
        """Rows that are not what their table says they are, or refer to nothing."""
        return sum(s.left_out for s in self.shares)


def read_as_data(source: Path, into: Path, *, now: datetime, today: date) -> TakenIn:
    """Read a book that nobody here wrote into a new one, with a history that begins now; the source stays as it is.

    Raises: BookNotFound, BookExists, NotAPlace, BookInUse, BookDamaged, DataTooSlow, NothingToSalvage, NoPermission,
    NotWritten.
    """
    source, into = file_there(source), free_name(into)
    with set_aside(source, into, now) as copy, _opened(copy, source) as connection:
        left = (*foreign_parts(connection), *_columns(connection))
        found = Found(_tables(connection), Past())
    shares = tuple(found.take(noun) for noun in NOUNS)
    if not found.values:
        raise NothingToSalvage(book=source.name, where=str(source))
    write_fresh(found.values, into, f"read as data from {source.name}", today)
    return TakenIn(into, shares, left)


def _tables(connection: sqlite3.Connection) -> dict[str, Table]:
    return {table: _table(connection, table) for table in (noun_of(cls).table for cls in NOUNS)}


def _table(connection: sqlite3.Connection, name: str) -> Table:
    """The rows of a plain table in known order, by no index; nothing where another thing has its name."""
    kinds = {as_text(r[2]) for r in connection.execute(f'PRAGMA table_list("{name}")') if r[0] == b"main"}
    named = [str(as_text(r[1])) for r in connection.execute(f'PRAGMA table_info("{name}")')]
    if kinds != {"table"} or not {"pk", "uid"} <= set(named):
        return Table()
    found = Table(columns=tuple(n for n in named if n in _known(name) - {"pk"}))
    listed = ", ".join(f'"{n}"' for n in ("pk", *found.columns))
    for pk, *cells in connection.execute(f'SELECT {listed} FROM "{name}" NOT INDEXED ORDER BY pk'):
        if isinstance(pk, int):
            found.rows[pk] = tuple(as_text(c) for c in cells)
    found.members = frozenset(found.uids().values())
    return found


def _known(table: str) -> set[str]:
    noun = noun_of_table(table)
    return {"pk", "uid", *(f.key for f in noun.fields), *(name for name, *_ in noun.derived)}


def _columns(connection: sqlite3.Connection) -> Iterator[str]:
    """Columns of known tables that csdesk does not know."""
    for cls in NOUNS:
        table = noun_of(cls).table
        for row in connection.execute(f'PRAGMA table_xinfo("{table}")'):
            if as_text(row[1]) not in _known(table):
                yield f"column {table}.{as_text(row[1])}"


@contextmanager
def _opened(copy: Path, source: Path) -> Iterator[sqlite3.Connection]:
    """The copy, for reading only, with limits of time and length."""
    end = time.monotonic() + SECONDS

    def over() -> int:
        return int(time.monotonic() > end)

    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_progress_handler(over, _STEPS)
        try:
            for pragma in _PLAIN:
                connection.execute(f"PRAGMA {pragma}")
            yield connection
        except sqlite3.OperationalError as stopped:
            if code(stopped) != sqlite3.SQLITE_INTERRUPT:
                raise BookDamaged(book=source.name, why=str(stopped), where=str(source)) from stopped
            raise DataTooSlow(book=source.name, where=str(source)) from stopped
        except sqlite3.DatabaseError as broken:
            raise BookDamaged(book=source.name, why=str(broken), where=str(source)) from broken
