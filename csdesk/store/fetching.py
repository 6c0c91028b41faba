"""Fetching is taking what a SELECT gives out of SQLite, row by row or column by column."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from csdesk.store.faults import no_text

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]
"""What a statement is asked with, by place or by name."""
_BLOCK = 500
"""So many rows are alive at once while columns are read: their memory is used again by the next."""


def fetched(connection: sqlite3.Connection, sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    """What a SELECT gives. A text in which a byte rotted stays readable: the sign � stands for what is none."""
    return _readable(connection, lambda: connection.execute(sql, parameters).fetchall())


def fetched_columns(connection: sqlite3.Connection, sql: str, parameters: Parameters) -> list[list[Any]]:
    """The same, column by column."""
    return _readable(connection, lambda: _columns(connection.execute(sql, parameters)))


def _columns(cursor: sqlite3.Cursor) -> list[list[Any]]:
    columns: list[list[Any]] = [[] for _ in cursor.description]
    while block := cursor.fetchmany(_BLOCK):
        for column, cells in zip(columns, zip(*block, strict=True), strict=True):
            column.extend(cells)
    return columns


def _readable(connection: sqlite3.Connection, fetch: Callable[[], list[T]]) -> list[T]:
    try:
        return fetch()
    except sqlite3.OperationalError as fault:
        if not no_text(fault):
            raise
        connection.text_factory = damaged_text
        return fetch()


def damaged_text(text: bytes) -> str:
    """A text as it can be read; � for what is none."""
    return text.decode("utf-8", "replace")
