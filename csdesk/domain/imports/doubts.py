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

_MOST = 10**15
_NOISE = Decimal("1e-9")


def doubts_of(table: Table, mapping: SheetMapping, reading: Reading) -> Iterator[str]:
    """What to tell of the amounts of a table."""
    if mapping.at("invoice.paid") and not mapping.at("invoice.paid_on"):
        yield "The sheet says which invoices are paid, and not since when: their day of issue is taken."
    for column in mapping.columns:
        field = (column.target or ".").split(".")[1]
        if needs_money(column) and field != "unit_price":
            yield from _rounded(column, table, reading)


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
    if amount is None or abs(amount.number) >= _MOST:
        return False
    return abs(amount.number - round(amount.number, 2)) > _NOISE
