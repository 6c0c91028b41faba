"""A fingerprint is the tables and indexes that csdesk makes; whatever else a file holds, somebody else planted."""

import sqlite3
from functools import cache
from pathlib import Path

from csdesk.domain.errors import BookForeign
from csdesk.domain.phrases import first_of
from csdesk.store.version import VERSION

_OWN = ("sqlite_", "_sqlite_migrations", "idx__sqlite_migrations_")
"""What SQLite and the migrations make for themselves: tables and indexes, never a trigger or a view."""
_MOST = 5


@cache
def _made_here(version: int) -> frozenset[tuple[str, str]]:
    """The kind and the name of everything that csdesk makes in a book, up to a version."""
    from csdesk.store.schema import steps_of
    from csdesk.store.search_index import index_tables

    steps = (s.split() for v in range(1, version + 1) for s in steps_of(v))
    made = {(words[1].lower(), words[2].strip('"')) for words in steps if words[0] == "CREATE"}
    return frozenset(made | {("table", name) for name in index_tables()})


def _of_its_version(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """What csdesk makes in this book, whatever version a hostile header names."""
    said = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return _made_here(min(max(VERSION, said), VERSION + 1))


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """What the file holds that csdesk never makes, such as `trigger on_touch`, by name."""
    found = connection.execute("SELECT CAST(type AS BLOB), CAST(name AS BLOB) FROM sqlite_master")
    named = sorted((str(kind, "utf-8", "replace"), str(name, "utf-8", "replace")) for kind, name in found)
    ours = _of_its_version(connection)
    return [f"{k} {n}" for k, n in named if (k, n) not in ours and not _is_own(k, n)]


def _is_own(kind: str, name: str) -> bool:
    return kind in {"table", "index"} and name.startswith(_OWN)


def refuse_foreign(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse to write in a book in which somebody else planted something. Raises: BookForeign."""
    _refuse(foreign_parts(connection), book)


def refuse_shadows(connection: sqlite3.Connection, book: Path) -> None:
    """Refuse even to read where a view or another table of tricks stands under a known name.

    Raises: BookForeign.
    """
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type = 'view' "
        "OR (type = 'table' AND (sql LIKE 'CREATE VIRTUAL%' OR sql LIKE '%GENERATED ALWAYS%') "
        "AND NOT (name LIKE '%#_words' ESCAPE '#' AND sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'))"
    ).fetchall()
    if found:  # not in a book of ours: what is known need not be looked up for it
        known = {name.lower() for kind, name in _of_its_version(connection) if kind == "table"} - _virtual()
        _refuse([f"{kind} {name}" for kind, name in found if name.lower() in known], book)


def _virtual() -> frozenset[str]:
    from csdesk.store.search_index import index_tables

    return index_tables()


def _refuse(found: list[str], book: Path) -> None:
    if found:
        raise BookForeign(book=book.name, what=first_of(found[:_MOST], len(found)), where=str(book))
