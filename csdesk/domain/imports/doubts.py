"""A doubt is what a person should look at in a column, though every cell of it can be read."""

import re
from collections.abc import Iterator
from decimal import Decimal

from csdesk.domain.imports.amounts import Mark, read_amount
from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.mapping import Column, SheetMapping, needs_money
from csdesk.domain.imports.questions import counted
from csdesk.domain.imports.records import Reading
from csdesk.domain.imports.tables import Table

_IDS = frozenset({"id", "external_id"})
_EXACT = 10**15
"""From which number on a spreadsheet program loses digits: it keeps 15, the rest are zeros."""
_NOISE = Decimal("1e-9")


def doubts_of(table: Table, mapping: SheetMapping, reading: Reading) -> Iterator[str]:
    """What to tell of the ids and amounts of a table."""
    for column in mapping.columns:
        field = (column.target or ".").split(".")[1]
        if field in _IDS:
            yield from _cut(column, table)
        elif needs_money(column) and field != "unit_price":
            yield from _rounded(column, table, reading)


def _cut(column: Column, table: Table) -> Iterator[str]:
    rows = [r.number for r in table.rows if _may_be_cut(r.cell(column.index))]
    if rows:
        yield (
            f"{counted(len(rows), 'id')} in “{column.header}” with more than 15 digits, such as row {rows[0]}: "
            "spreadsheet programs turn the digits behind into zeros. Compare them with where they come from."
        )


def _may_be_cut(cell: Value) -> bool:
    return type(cell) is int and cell >= _EXACT and cell % 10 == 0 and len(str(cell).rstrip("0")) <= 15


def _rounded(column: Column, table: Table, reading: Reading) -> Iterator[str]:
    mark = reading.marks.get(column.header)
    fine = [(r.number, c) for r in table.rows if _is_long(c := r.cell(column.index)) and _is_fine(c, mark)]
    if fine:
        row, cell = fine[0]
        has, are = ("has", "is") if len(fine) == 1 else ("have", "are")
        yield (
            f"{counted(len(fine), 'amount')} in “{column.header}” {has} more than two decimals and {are} rounded, "
            f"such as {cell} in row {row}."
        )


_LONG = re.compile(r"[.,]\d{3,}\D*$")


def _is_long(cell: Value) -> bool:
    """Whether a cell could have more decimals than money has: most are told at a glance."""
    if type(cell) is Decimal:
        return int(cell.as_tuple().exponent) < -2
    return type(cell) is str and _LONG.search(cell) is not None


def _is_fine(cell: Value, mark: Mark | None) -> bool:
    amount = read_amount(cell, mark)
    if amount is None or abs(amount.number) >= _EXACT:
        return False
    return abs(amount.number - round(amount.number, 2)) > _NOISE
