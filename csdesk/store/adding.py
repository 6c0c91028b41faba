"""Adding writes rows that the book cannot have yet, many at a time, and their places in the history."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any

from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store.rows import Mapper, Plain, mapper, quoted
from csdesk.store.seals import seals_new

_HISTORY = ("operation", "noun", "uid", "after", "seal")
"""What the history keeps of a row that is new; before, there was nothing."""
_TOGETHER = 500
"""So many rows one statement writes: SQLite takes a fifth less time than for one after the other."""
_REFERRED = frozenset(f.refers for n in NOUNS for f in noun_of(n).fields if f.kind is Kind.REFERENCE)
"""Tables to whose rows others refer."""
_NOWHERE = -1
"""Where no row stands: it breaks the constraint."""


class Adding:
    """Adds rows to one operation of an open transaction; a row that is there already breaks the constraint."""

    def __init__(self, connection: sqlite3.Connection, n: int) -> None:
        self._connection, self._n = connection, n
        self._pks: dict[str, dict[Plain, int]] = {}
        """By table, where the rows stand that others refer to."""

    def forget(self) -> None:
        """Believe nothing of where rows stand: one was removed, or not written."""
        self._pks.clear()

    def add(self, noun: type, facts: Sequence[Sequence[Any]]) -> int:
        """Write rows of one noun, field by field, each after those that it refers to; the `pk` of the first.

        Raises: sqlite3.IntegrityError.
        """
        mapped = mapper(noun)
        columns = mapped.plain(facts)
        above = self._connection.execute(f'SELECT coalesce(max(pk), 0) FROM "{mapped.table}"').fetchone()
        first = int(above[0]) + 1
        self._find_places(table for _, table in mapped.references)
        if first == 1 and mapped.table in _REFERRED:
            self._pks[mapped.table] = {}
        self._pks.get(mapped.table, {}).update(zip(columns[0], count(first), strict=False))
        derived = mapped.derived(columns)
        many = len(columns[0])
        places = range(first, first + many)
        self._insert(mapped.table, mapped.columns, [places, *self._referring(mapped, columns), *derived])
        texts = mapped.texts_of(columns)
        seals = seals_new(self._n, mapped.table, columns[0], texts)
        self._insert("changes", _HISTORY, [[self._n] * many, [mapped.table] * many, columns[0], texts, seals])
        return first

    def _insert(self, table: str, names: Sequence[str], columns: Sequence[Sequence[Plain]]) -> None:
        """Write rows into a table, as many by one statement as it takes.

        A column of nothing but None is left out: to bind a None takes Python longer than to bind a text.
        """
        said = {name: cells for name, cells in zip(names, columns, strict=True) if _says_something(cells)}
        row, width = f"({', '.join('?' * len(said))})", len(said)
        into = f'INSERT INTO "{table}" ({", ".join(map(quoted, said))}) VALUES '
        cells = [*chain.from_iterable(zip(*said.values(), strict=True))]
        whole = len(cells) - len(cells) % (width * _TOGETHER)
        for begin, end, rows in ((0, whole, _TOGETHER), (whole, len(cells), 1)):
            if begin < end:
                some = [cells[at : at + width * rows] for at in range(begin, end, width * rows)]
                self._connection.executemany(into + ", ".join([row] * rows), some)

    def _referring(self, mapped: Mapper, columns: list[Sequence[Plain]]) -> list[Sequence[Plain]]:
        """The columns, with the places of rows where the history has their ids."""
        found = list(columns)
        for at, table in mapped.references:
            known = self._pks[table]
            found[at] = [None if uid is None else known.get(uid, _NOWHERE) for uid in columns[at]]
        return found

    def _find_places(self, tables: Iterable[str]) -> None:
        for table in tables:
            if table not in self._pks:
                self._pks[table] = dict(self._connection.execute(f'SELECT uid, pk FROM "{table}"'))


def _says_something(cells: Sequence[Plain]) -> bool:
    return cells[0] is not None or cells.count(None) < len(cells)
