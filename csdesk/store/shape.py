"""The shape of a book is how its tables and indexes are made: a bit that rots there makes rows unreadable."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS

_Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
_SHAPE = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite_%' ORDER BY name"
)


def missing(connection: sqlite3.Connection) -> str:
    """A table or column that csdesk makes and the file does not have; nothing where all are there."""
    for noun in map(noun_of, NOUNS):
        there = {name for _, name, *_ in connection.execute(f'PRAGMA table_info("{noun.table}")')}
        gone = sorted({"pk", "uid", *(f.key for f in noun.fields if f.name != "id")} - there)
        if gone:
            return f"{noun.table}.{gone[0]}" if there else noun.table
    return ""


def altered(rows: _Rows) -> Iterator[str]:
    """The names of what is not made as csdesk makes it. What csdesk does not make, and what it makes from the rows
    to search in them, is not looked at."""
    from csdesk.store.migrations import blank
    from csdesk.store.search_index import index_tables

    with closing(blank()) as fresh:
        made = fresh.execute(_SHAPE).fetchall()
    there: dict[str, str] = dict(rows(_SHAPE, ()))
    yield from (str(name) for name, sql in made if name not in index_tables() and there.get(name) != sql)
