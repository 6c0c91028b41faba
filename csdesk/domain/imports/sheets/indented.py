"""A name may be drawn under another: *↳ Orion UK* below *Orion Group* is Orion UK, a part of it.

Blanks before names may be an accident: they draw them under another where that pays the sum of what these pay.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.sheets.parent_sums import sums_among
from csdesk.domain.imports.tables.headers import header_word
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms

_NAME, _PARENT = "account.account", "account.parent"
_DRAWN = re.compile(r"\s*(?:[│|]\s*)*[↳└├╰⤷➥↪][─━-]*>?\s*(\S.*)", re.DOTALL)
_INDENT = 2
"""How many blanks before a name may draw it under another."""


def may_be_indented(table: Table, synonyms: Synonyms) -> bool:
    """Whether a name could be drawn under another."""
    names = (h for h in table.headers if synonyms.columns.get(header_word(h.text)) == _NAME)
    cells = (c for h in names for c in table.cells(h.index) if isinstance(c, str))
    return any(_DRAWN.fullmatch(c) or _blanks(c) >= _INDENT for c in cells)


def with_parents(draft: Draft, mapping: SheetMapping) -> Draft:
    """The table with names alone, and a column of those under which they are drawn, where no column says it."""
    column = mapping.at(_NAME)
    if column is None or mapping.own or mapping.noun not in {"account", "subscription"}:
        return draft
    table = draft.table
    cells = table.column(column.index)
    parents = _drawn(cells)
    if not any(parents):
        parents = [] if mapping.at(_PARENT) else _under(cells)
        if not any(parents) or not sums_among(table, mapping, cells, parents):
            return draft
    names = [_name(c) if p else c for c, p in zip(cells, parents, strict=True)]
    drawn = sum(p is not None for p in parents)
    at = column.index
    rows = tuple(
        r.with_cell(at, name) if p else r for r, name, p in zip(table.rows, names, parents, strict=True)
    )
    table = replace(table, rows=rows)
    if mapping.at(_PARENT):
        return replace(draft, table=table)
    header = f"{column.header} (parent)"
    first = next(n for n, p in zip(names, parents, strict=True) if p)
    of = next(p for p in parents if p)
    stand = counted(drawn, "name", "stands")
    note = f"“{column.header}”: {stand} under another, its parent, such as {first} under {of}."
    table = with_columns(replace(table, notes=(*table.notes, note)), {header: parents})
    return replace(draft, table=table, brought={**(draft.brought or {}), header: _PARENT})


def _drawn(cells: Sequence[Value]) -> list[Value]:
    """By row, the name under which one is drawn by a sign."""
    over: Value = None
    found: list[Value] = []
    for cell in cells:
        under = isinstance(cell, str) and _DRAWN.fullmatch(cell) is not None
        over = over if under else cell or over
        found.append(over if under else None)
    return found


def _under(cells: Sequence[Value]) -> list[Value]:
    """By row, the last name with fewer blanks before it, of one with blanks."""
    found: list[Value] = []
    above: list[tuple[int, str]] = []
    for cell in cells:
        if not isinstance(cell, str):
            found.append(None)
            continue
        depth = _blanks(cell)
        above = [(n, name) for n, name in above if n < depth]
        found.append(above[-1][1] if above and depth >= _INDENT else None)
        above.append((depth, cell.strip()))
    return found


def _blanks(cell: str) -> int:
    return len(cell) - len(cell.lstrip()) if cell[:1].isspace() else 0


def _name(cell: Value) -> Value:
    found = _DRAWN.fullmatch(cell) if isinstance(cell, str) else None
    return found[1].strip() if found else cell.strip() if isinstance(cell, str) else cell
