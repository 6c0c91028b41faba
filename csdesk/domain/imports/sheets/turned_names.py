"""A person's name may stand with the last name first: *Stone, Mia* is Mia Stone, where a column holds such names."""

import re
from collections.abc import Iterable
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import read_email
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.persons import NAMES, turned
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold

_OF_ROWS = frozenset(
    {"contact.name", "survey.contact", "feedback.contact", "opportunity.contact", "promise.contact"}
)
"""Columns whose cells name one person each, in a sheet of one person or fact a row."""
_MOSTLY = 0.5
"""Which share of the filled cells of a column must be such names for any of them to be one."""
_BETWEEN = re.compile(r"(\s*[;|\n]\s*|\s+/\s+)")


def with_turned_names(table: Table, mapping: SheetMapping) -> tuple[Table, list[str]]:
    """The table with names as they are spoken, and what to tell of those that stood with the last name first."""
    notes = []
    for column in (c for c in mapping.columns if not mapping.own and _names_people(c, table, mapping)):
        cells = list(table.numbered(column.index))
        sure = any(_as_spoken(cell) for _, cell in cells)
        names = {number: name for number, cell in cells if (name := _as_spoken(cell, sure=sure))}
        if not sure or len(names) < _MOSTLY * _filled(cell for _, cell in cells):
            continue
        number, name = next(iter(names.items()))
        held = counted(len(names), "cell", "has")
        notes.append(f"“{column.header}”: {held} the last name first, such as row {number}: {name}.")
        rows = (_put(row, column.index, names.get(row.number)) for row in table.rows)
        table = replace(table, rows=tuple(rows))
    return table, notes


def _names_people(column: Column, table: Table, mapping: SheetMapping) -> bool:
    """Whether a cell names one person, or the addresses beside it show whose first name stands last in it."""
    if mapping.noun not in {"account", "subscription"}:
        return column.target in _OF_ROWS
    address = mapping.at("contact.email")
    if column.target not in NAMES or address is None:
        return False
    both = ((_as_spoken(row.cell(column.index)), row.cell(address.index)) for row in table.rows)
    told = [(name, read_email(email)) for name, email in both if name and email]
    shown = [1 for name, email in told if email and _first(name) in fold(email.partition("@")[0]).split()]
    return bool(shown) and len(shown) >= _MOSTLY * len(told)


def _first(name: str) -> str:
    words = fold(name).split()
    return next((w for w in words if w not in {"dr", "prof", "herr", "frau"}), "")


def _filled(cells: Iterable[Value]) -> int:
    return sum(1 for cell in cells if cell is not None)


def _as_spoken(cell: Value, *, sure: bool = False) -> str | None:
    """The names of a cell as they are spoken, where each has its last name first; None for any other cell."""
    if not isinstance(cell, str) or "," not in cell:
        return None
    parts = _BETWEEN.split(cell.strip())
    names = [turned(part, sure=sure) for part in parts[::2]]
    if not all(names):
        return None
    between = [*parts[1::2], ""]
    return "".join(f"{name}{sign}" for name, sign in zip(names, between, strict=True))


def _put(row: Row, index: int, name: str | None) -> Row:
    return row.with_cell(index, name) if name else row
