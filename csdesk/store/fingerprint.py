"""A fingerprint is the tables and indexes that csdesk makes; whatever else a file holds, somebody else planted."""

import sqlite3
from functools import cache
from pathlib import Path

from csdesk.domain.errors import BookForeign

_OWN = ("sqlite_", "_sqlite_migrations", "idx__sqlite_migrations_")
"""What SQLite and the migrations make for themselves."""
_MOST = 5


@cache
def _made_here() -> frozenset[tuple[str, str]]:
    """The kind and the name of everything that csdesk makes in a book."""
    from csdesk.domain.fields import noun_of
    from csdesk.domain.nouns import NOUNS
    from csdesk.store.schema import JOURNAL, index_sql
    from csdesk.store.search_index import index_tables

    statements = [*JOURNAL, *(sql for cls in NOUNS for sql in index_sql(noun_of(cls)))]
    made = {(words[1].lower(), words[2].strip('"')) for words in (s.split() for s in statements)}
    tables = {noun_of(cls).table for cls in NOUNS} | index_tables()
    return frozenset(made | {("table", name) for name in tables})


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """What the file holds that csdesk never makes, such as `trigger on_touch`, by name."""
    found = connection.execute("SELECT CAST(type AS BLOB), CAST(name AS BLOB) FROM sqlite_master")
    named = sorted((str(kind, "utf-8", "replace"), str(name, "utf-8", "replace")) for kind, name in found)
    return [f"{k} {n}" for k, n in named if (k, n) not in _made_here() and not n.startswith(_OWN)]


def refuse_foreign(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse to write in a book in which somebody else planted something. Raises: BookForeign."""
    _refuse(foreign_parts(connection), book)


def refuse_shadows(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse even to read where a view or another table of tricks stands under a known name.

    Raises: BookForeign.
    """
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type = 'view' "
        "OR (type = 'table' AND (sql LIKE 'CREATE VIRTUAL%' OR sql LIKE '%GENERATED ALWAYS%'))"
    ).fetchall()
    if found:  # in a book of ours there is only the index of its words
        known = {name.lower() for kind, name in _made_here() if kind == "table"} - _virtual()
        _refuse([f"{kind} {name}" for kind, name in found if name.lower() in known], book)


def _virtual() -> frozenset[str]:
    from csdesk.store.search_index import index_tables

    return index_tables()


def _refuse(found: list[str], book: Path) -> None:
    if found:
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise BookForeign(book=book.name, what=", ".join(found[:_MOST]) + more, where=str(book))
