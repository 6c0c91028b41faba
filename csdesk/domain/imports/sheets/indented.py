"""A name may be drawn under another: *↳ Orion UK* below *Orion Group* is Orion UK, a part of it."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.tables.headers import header_word
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms

_NAME, _PARENT = "account.account", "account.parent"
_DRAWN = re.compile(r"\s*(?:[│|]\s*)*[↳└├╰⤷➥↪][─━-]*>?\s*(\S.*)", re.DOTALL)


def may_be_indented(table: Table, synonyms: Synonyms) -> bool:
    """Whether a name could be drawn under another."""
    names = (h for h in table.headers if synonyms.columns.get(header_word(h.text)) == _NAME)
    return any(isinstance(c, str) and _DRAWN.fullmatch(c) for h in names for c in table.cells(h.index))


def with_parents(draft: Draft, mapping: SheetMapping) -> Draft:
    """The table with names alone, and a column of those under which they are drawn, where no column says it."""
    column = mapping.at(_NAME)
    if column is None or mapping.own or mapping.noun not in {"account", "subscription"}:
        return draft
    table, over = draft.table, None
    names: list[Value] = []
    parents: list[Value] = []
    for cell in table.column(column.index):
        found = _DRAWN.fullmatch(cell) if isinstance(cell, str) else None
        over = over if found else cell or over
        names.append(found[1].strip() if found else cell)
        parents.append(over if found else None)
    drawn = sum(p is not None for p in parents)
    if not drawn:
        return draft
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
