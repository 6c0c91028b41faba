"""A sheet may show 12 as *12 k€*: whether that is 12,000, or 12 with a wrong sign behind it, is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from csdesk.domain.imports.cells.grid import SHOWN_TIMES, Value, shown_parts
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.reading.thousands import TOO_LARGE, WORD, asked_scale, title_scale
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.scales import scale_of

_Cells = Mapping[tuple[int, int], str]
"""Row number and column of amounts → how the sheet shows them: *EUR k*."""


def with_shown_scale(table: Table, mapping: SheetMapping, asking: Asking) -> tuple[Table, list[str]]:
    """The table with such amounts as they are shown, where a person says so, and notes; months are one column.

    Where a header or a title says in what amounts stand, that counts.
    """
    if mapping.own or not table.shown or title_scale(table)[0] > 1:
        return table, []
    money = [c for c in mapping.columns if needs_money(c) and not c.minor and scale_of(c.header) == 1]
    months = [c for c in money if c.month]
    notes: list[str] = []
    for group in ([[c] for c in money if not c.month]) + ([months] if months else []):
        table, told = _scaled(table, group, asking)
        notes += told
    return table, notes


def _scaled(table: Table, group: Sequence[Column], asking: Asking) -> tuple[Table, list[str]]:
    found = _shown(table, {c.index for c in group})
    if not found:
        return table, []
    first, (place, said) = group[0], next(iter(found.items()))
    rows = {r.number: r for r in table.rows}
    sample, scale = rows[place[0]].cell(place[1]), _times(said)
    large = any(abs(Decimal(str(rows[n].cell(at)))) >= TOO_LARGE[_times(s)] for (n, at), s in found.items())
    currency, unit = shown_parts(said)
    why = f"The sheet shows {sample} as {sample} {unit}{currency and f' {currency}'}, and the cell holds {sample}."
    times, _ = asked_scale(first, table, scale, sample, why, asking, likely=not large)
    if times == 1:
        return table, []
    for (number, at), told in found.items():
        cell = rows[number].cell(at)
        assert isinstance(cell, int | Decimal)
        rows[number] = rows[number].with_cell(at, cell * _times(told))
    shown = counted(len(found), "amount", "stands")
    note = f"“{first.header}”: {shown} in {WORD[scale]}, as the sheet shows them."
    return replace(table, rows=tuple(rows[r.number] for r in table.rows)), [note]


def _times(said: str) -> int:
    return SHOWN_TIMES[shown_parts(said)[1]]


def _shown(table: Table, columns: set[int]) -> _Cells:
    numbers = {r.number: r for r in table.rows}
    return {
        (row + 1, at): said
        for top, at, bottom, said in table.shown
        if at in columns and shown_parts(said)[1]
        for row in range(top, bottom + 1)
        if row + 1 in numbers and _is_number(numbers[row + 1].cell(at))
    }


def _is_number(cell: Value) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool) and cell != 0
