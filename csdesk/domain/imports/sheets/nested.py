"""A cell may hold a little table of its own, as JSON: its names become columns."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.tables import Table

_MOST, _LONGEST = 20, 20_000
"""How many names of one column become columns, and up to which length a cell is read so."""


def unnested(table: Table) -> Table:
    """The table with a column for each name in its columns of JSON; an empty list or object is an empty cell."""
    for header in table.headers:
        first = next((c for c in table.cells(header.index) if c is not None), None)
        if not isinstance(first, str) or first.lstrip(' "')[:1] not in {"{", "["}:
            continue
        cells = table.column(header.index)
        found = [_read(c) for c in cells]
        told = [f for c, f in zip(cells, found, strict=True) if not blank(c)]
        if all(isinstance(f, dict | list) for f in told):
            table = _spread(table, header, found)
    return table


def _read(cell: Value) -> Any:
    """What a cell holds as JSON, also where it was written as a text in a text; None where it is none."""
    said: Any = cell
    for _ in range(2):
        if not isinstance(said, str) or len(said) > _LONGEST:
            break
        try:
            said = json.loads(said, parse_float=Decimal)
        except (ValueError, RecursionError):
            return None
    return said


def _spread(table: Table, header: Header, found: list[Any]) -> Table:
    names = dict.fromkeys(name for f in found if isinstance(f, dict) for name in f)
    flat = [", ".join(map(_shown, f)) if isinstance(f, list) else None for f in found]
    columns: dict[str, list[Value]] = {}
    for name in list(names)[:_MOST]:
        columns[f"{header.text}: {name}"] = [
            _text(f.get(name)) if isinstance(f, dict) else None for f in found
        ]
    if any(flat):
        columns[f"{header.text} (list)" if names else header.text] = [f or None for f in flat]
    kept = replace(table, headers=tuple(h for h in table.headers if h is not header))
    return with_columns(kept, columns) if columns else kept


def _text(said: Any) -> Value:
    if said is None or said in ({}, []):
        return None
    return said if isinstance(said, str | bool | int | Decimal) else _shown(said)


def _shown(said: Any) -> str:
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, default=str)
