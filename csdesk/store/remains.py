"""The remains of a damaged book: the rows that its tables still give, and the last images that its journal does."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store.leaves import Cell, leaf_rows
from csdesk.store.seals import seal_of

Image = dict[str, Cell]
"""A row by field key, references as uids: as it stands in the journal."""
_CHANGE = 6
"""Columns of a row of the journal, without its seal."""


@dataclass(slots=True)
class Table:
    """What is left of one table. `members` are the uids of all rows that it had, where that is still known."""

    rows: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    members: frozenset[str] | None = None

    def uids(self) -> dict[int, str]:
        """The uid of each key."""
        at = self.columns.index("uid") if self.columns else 0
        return {pk: str(row[at]) for pk, row in self.rows.items() if isinstance(row[at], str) and row[at]}


def table_of(connection: sqlite3.Connection, name: str, beyond: int) -> Table:
    """The rows of a table one by one, from both ends and through the gap; `beyond` is a key that none has."""
    try:
        kinds = {as_text(r[2]) for r in connection.execute(f'PRAGMA table_list("{name}")')}
        named = [str(as_text(r[1])) for r in connection.execute(f'PRAGMA table_info("{name}")')]
    except sqlite3.DatabaseError:
        return Table()
    if kinds != {"table"} or not {"pk", "uid"} <= set(named):
        return Table()
    found = Table(columns=tuple(n for n in named if n != "pk"))
    listed = ", ".join(f'"{n}"' for n in ("pk", *found.columns))
    sql = f'SELECT {listed} FROM "{name}" NOT INDEXED WHERE pk'
    if _take(connection, f"{sql} > 0 ORDER BY pk", found):
        found.members = frozenset(found.uids().values())
    else:
        found.members = _indexed(connection, name)
        low = max(found.rows, default=0)
        _take(connection, f"{sql} > {low} ORDER BY pk DESC", found)
        high = min((pk for pk in found.rows if pk > low), default=beyond)
        for pk in range(low + 1, high):
            _take(connection, f"{sql} = {pk}", found)
    return found


def _take(connection: sqlite3.Connection, sql: str, found: Table) -> bool:
    try:
        for pk, *cells in connection.execute(sql):
            found.rows[pk] = tuple(as_text(c) for c in cells)
    except sqlite3.DatabaseError:
        return False
    return True


def _indexed(connection: sqlite3.Connection, name: str) -> frozenset[str] | None:
    """The uids by the index that keeps them apart; None where that is damaged too."""
    try:
        listed = connection.execute(f'SELECT uid FROM "{name}" ORDER BY uid').fetchall()
    except sqlite3.DatabaseError:
        return None
    return frozenset(u for (raw,) in listed if isinstance(u := as_text(raw), str))


def as_text(cell: Any) -> Any:
    """A text cell, which comes as bytes; where they are no UTF-8, they stay bytes: no field takes them."""
    try:
        return cell.decode() if isinstance(cell, bytes) else cell
    except UnicodeDecodeError:
        return cell


def images_of(noun: Noun, tables: dict[str, Table]) -> dict[str, Image | None]:
    """The rows of a noun by uid; None where one is there, and a value or a reference in it cannot be read."""
    table = tables[noun.table]
    known = {name: each.uids() for name, each in tables.items()}
    out: dict[str, Image | None] = {}
    for pk, uid in known[noun.table].items():
        cells = dict(zip(table.columns, table.rows[pk], strict=True)) | {"id": uid}
        image = {f.key: _told(f, cells[f.key], known) for f in noun.fields if f.key in cells}
        out[uid] = image if sound(noun, image) else None
    return out


def _told(said: Field, cell: Cell, known: dict[str, dict[int, str]]) -> Cell:
    if said.kind is Kind.REFERENCE and isinstance(cell, int):
        return known[said.refers or ""].get(cell, b"")
    return cell


_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.WHOLE: (int,),
    Kind.MONEY: (int,),
    Kind.YES_NO: (int,),
    Kind.NUMBER: (int, float),
}


def sound(noun: Noun, image: Image) -> bool:
    """Whether every cell is of its field's type, and what must be there is."""
    for said in noun.fields:
        cell = image.get(said.key)
        if cell is None and (said.required or said.name == "id"):
            return False
        if cell is not None and not (isinstance(cell, _TYPES.get(said.kind, (str,))) and _fits(cell)):
            return False
    return True


def _fits(cell: Cell) -> bool:
    """Whether SQLite can keep it."""
    if isinstance(cell, str):
        return not any("\ud800" <= c <= "\udfff" for c in cell)
    return isinstance(cell, int | float) and -(1 << 63) <= cell < 1 << 63


@dataclass(slots=True)
class Past:
    """What the journal still says: its last image of every row by table and uid, None where the row was removed.

    `sealed` counts its rows that are what was written; `whole`: these are all there ever were.
    """

    images: dict[tuple[str, str], Image | None] = field(default_factory=dict)
    last: int = 0
    sealed: int = 0
    whole: bool = False


def past_of(data: bytes) -> Past:
    """The journal, read from the leaf pages alone.

    It only ever grows, so a row of it that lies on a free page is no other than the row itself. A row that is not
    what was sealed is none; those of a book from before there were seals are believed.
    """
    tables = {noun_of(n).table for n in NOUNS}
    rows = {pk: cells for pk, (_, *cells) in leaf_rows(data, _CHANGE) if _is_change(cells, tables)}
    written = [(pk, cells, seal) for pk, (_, *cells, seal) in leaf_rows(data, _CHANGE + 1)]
    sealed = {
        pk: cells for pk, cells, seal in written if _is_change(cells, tables) and seal == seal_of(cells)
    }
    past, rows = Past(last=max([*rows, *sealed], default=0), sealed=len(sealed)), rows | sealed
    for pk in sorted(rows):
        _, table, uid, before, after = rows[pk]
        with suppress(ValueError, TypeError, RecursionError):
            _image(before, uid)
            past.images[str(table), str(uid)] = _image(after, uid)
    return past


def _is_change(cells: Sequence[Cell], tables: set[str]) -> bool:
    """Whether cells can be a row of the journal."""
    operation, table, uid, before, after = cells
    named = isinstance(operation, int) and table in tables and isinstance(uid, str) and bool(uid)
    return named and all(isinstance(c, str | None) for c in (before, after)) and not before is after is None


def _image(text: Cell, uid: Cell) -> Image | None:
    if text is None:
        return None
    image = json.loads(text) if isinstance(text, str) else None
    if not isinstance(image, dict) or image.get("id") != uid:
        raise ValueError
    return image
