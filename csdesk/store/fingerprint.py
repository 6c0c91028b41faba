"""A fingerprint is the tables and indexes that csdesk makes; whatever else a file holds, somebody else planted."""

import sqlite3
from functools import cache
from pathlib import Path

from csdesk.domain.errors import BookForeign
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store.schema import JOURNAL, index_sql
from csdesk.store.search_index import index_tables

_OWN = ("sqlite_", "_sqlite_migrations", "idx__sqlite_migrations_")
"""What SQLite and the migrations make for themselves."""
_MOST = 5


@cache
def _made_here() -> frozenset[tuple[str, str]]:
    """The kind and the name of everything that csdesk makes in a book."""
    statements = [*JOURNAL, *(sql for cls in NOUNS for sql in index_sql(noun_of(cls)))]
    made = {(words[1].lower(), words[2].strip('"')) for words in (s.split() for s in statements)}
    tables = {noun_of(cls).table for cls in NOUNS} | index_tables()
    return frozenset(made | {("table", name) for name in tables})


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """What the file holds that csdesk never makes, such as `trigger on_touch`, by name."""
    found = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type, name")
    return [
        f"{kind} {name}" for kind, name in found if (kind, name) not in _made_here() and not _of_sqlite(name)
    ]


def _of_sqlite(name: str) -> bool:
    return name.startswith(_OWN)


def refuse_foreign(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse to write in a book in which somebody else planted something. Raises: BookForeign."""
    _refuse(foreign_parts(connection), book)


def refuse_shadows(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse even to read where a view or another table of tricks stands under a known name.

    Raises: BookForeign.
    """
    marks = ", ".join("?" * len(NOUNS))
    names = [noun_of(cls).table for cls in NOUNS]
    found = connection.execute(
        f"SELECT type, name FROM sqlite_master WHERE name IN ({marks}, 'meta', 'operations', 'changes') "
        "AND (type <> 'table' OR sql LIKE 'CREATE VIRTUAL%' OR sql LIKE '%GENERATED ALWAYS%')",
        names,
    ).fetchall()
    _refuse([f"{kind} {name}" for kind, name in found], book)


def _refuse(found: list[str], book: Path) -> None:
    if found:
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise BookForeign(book=book.name, what=", ".join(found[:_MOST]) + more, where=str(book))
