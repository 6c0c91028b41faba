"""A seal is a checksum that every row of the history carries, so that a bit that rots in it is noticed.

It is the CRC-32 of the row's cells as a JSON array: every single turned bit is noticed, nothing is kept secret by it.
The facts of the book itself (`meta`) have one seal for all of them, under the key `seal`.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from csdesk.store.rows import cells_json, quoted

SCHEMA = (
    """ALTER TABLE operations ADD COLUMN seal INTEGER""",
    """ALTER TABLE changes ADD COLUMN seal INTEGER""",
)
"""What brings seals into a book."""
SINCE = 2
_OPERATION = "n, at, today, who, verb, label, undoes, undone, rows, finished"
_CHANGE = "operation, noun, uid, before, after"
_PIECE = 5_000
_Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]


def seal_of(cells: Iterable[object]) -> int:
    """The seal of a row."""
    text = f"[{','.join(cells_json(cells))}]"
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def seals_new(operation: int, noun: str, uids: Iterable[Any], images: Iterable[str]) -> list[int]:
    """The seals of rows of a noun that are new, by their ids and their images after."""
    begin, crc = zlib.crc32(f"[{operation},{quoted(noun)},".encode()), zlib.crc32
    return [
        crc(f"{uid},null,{after}]".encode("utf-8", "surrogatepass"), begin)
        for uid, after in zip(map(quoted, uids), map(quoted, images), strict=True)
    ]


def seal_operations(connection: sqlite3.Connection, where: str = "1", values: Sequence[object] = ()) -> None:
    """Seal operations again after they were changed."""
    rows = connection.execute(f"SELECT {_OPERATION} FROM operations WHERE {where}", values).fetchall()
    connection.executemany("UPDATE operations SET seal = ? WHERE n = ?", [(seal_of(r), r[0]) for r in rows])


def seal_facts(connection: sqlite3.Connection) -> None:
    """Seal what the book says of itself."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('seal', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_of_facts(_reading(connection)),),
    )


def seal_all(connection: sqlite3.Connection) -> None:
    """Seal a book that has no seals yet."""
    seal_operations(connection)
    for piece in _pieces(_reading(connection)):
        sealed = [(seal_of(cells), pk) for pk, _, *cells in piece]
        connection.executemany("UPDATE changes SET seal = ? WHERE pk = ?", sealed)
    seal_facts(connection)


def broken(rows: _Rows) -> Iterator[str]:
    """What of the history is not what was written, in words; `rows` reads the book."""
    if rows("SELECT value FROM meta WHERE key = 'seal'", ()) != [(_of_facts(rows),)]:
        yield "What the book says of itself"
    for seal, *cells in rows(f"SELECT seal, {_OPERATION} FROM operations ORDER BY n", ()):
        if seal != seal_of(cells):
            yield f"Change {cells[0]}"
    for piece in _pieces(rows):
        yield from (f"A row of change {cells[0]}" for _, seal, *cells in piece if seal != seal_of(cells))


def _of_facts(rows: _Rows) -> str:
    facts = rows("SELECT key, value FROM meta WHERE key <> 'seal' ORDER BY key", ())
    return str(seal_of(cell for row in facts for cell in row))


def _pieces(rows: _Rows) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    sql = f"SELECT pk, seal, {_CHANGE} FROM changes WHERE pk > ? ORDER BY pk LIMIT {_PIECE}"
    while piece := rows(sql, (last,)):
        yield piece
        last = piece[-1][0]


def _reading(connection: sqlite3.Connection) -> _Rows:
    return lambda sql, values: connection.execute(sql, values).fetchall()
