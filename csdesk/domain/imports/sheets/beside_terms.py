"""Words beside a term or a status become columns of their own: whether it renews by itself, when a customer left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.said_beside import left_on, renews_beside
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms

_T = TypeVar("_T")
_TERM, _STATUS = "subscription.term_months", "account.status"
_RENEWS, _LEFT = "subscription.auto_renew", "account.lost_on"


def with_words_beside(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with terms and states by themselves, and columns of what stood beside them; its mapping; notes."""
    notes: list[str] = []
    if mapping.own:
        return table, mapping, notes
    if term := mapping.at(_TERM):
        found = _each(renews_beside, table.column(term.index), synonyms)
        bare = [f.term if f else None for f in found]
        said: list[Value] = [("yes" if f.by_itself else "no") if f else None for f in found]
        table, mapping, told = _parted(table, mapping, term, _RENEWS, bare, said)
        notes += [f"“{term.header}”: {t} whether the contract renews by itself{rest}" for t, rest in told]
    if status := mapping.at(_STATUS):
        left = _each(left_on, table.column(status.index), synonyms)
        words, days = [f[0] if f else None for f in left], [f[1] if f else None for f in left]
        table, mapping, told = _parted(table, mapping, status, _LEFT, words, [*days])
        notes += [f"“{status.header}”: {t} when the customer left{rest}" for t, rest in told]
    return table, mapping, notes


def _each(
    read: Callable[[Value, Synonyms], _T | None], cells: Sequence[Value], synonyms: Synonyms
) -> list[_T | None]:
    """What is read beside each cell; equal texts are read once."""
    known = {text: read(text, synonyms) for text in {c for c in cells if isinstance(c, str)}}
    return [known[c] if isinstance(c, str) else None for c in cells]


def _parted(
    table: Table,
    mapping: SheetMapping,
    column: Column,
    target: str,
    bare: Sequence[str | None],
    said: list[Value],
) -> tuple[Table, SheetMapping, list[tuple[str, str]]]:
    rows = [
        (row.number, row.cell(column.index)) for row, b in zip(table.rows, bare, strict=True) if b is not None
    ]
    if not rows:
        return table, mapping, []
    changed = (
        row if b is None else row.with_cell(column.index, b) for row, b in zip(table.rows, bare, strict=True)
    )
    parted = replace(table, rows=tuple(changed))
    what = f", such as row {rows[0][0]}: {rows[0][1]}"
    told = counted(len(rows), "cell", "tells")
    if mapping.at(target):
        return parted, mapping, [(told, f"{what}; what “{_header(mapping, target)}” says counts.")]
    header = f"{column.header} ({target.rpartition('.')[2].replace('_', ' ')})"
    wider, mapping = with_made(parted, mapping, header, target, said, f"from “{column.header}”")
    return wider, mapping, [(told, f"{what}.")]


def _header(mapping: SheetMapping, target: str) -> str:
    column = mapping.at(target)
    return column.header if column else ""
