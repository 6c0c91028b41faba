"""Amounts are kept without tax: where tax is in those of a column, how much of it is asked once, and taken off."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Amount, Mark, as_written, read_amount
from csdesk.domain.imports.cells.beside import has_words, says_taxed
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.columns.content import samples, shown
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import REFUSE, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import INVOICED

NONE = "0"
_RATES = ("5", "5.5", "7", "8.1", "10", "16", "19", "20", "21", "22", "23", "25")
"""In hundredths: what is usual where people write in the five languages."""


def taxes_of(column: Column, table: Table, mark: Mark | None, asking: Asking) -> Decimal | None:
    """How much tax, in hundredths, is in the amounts of a column that do not say it themselves; None: nobody said."""
    if not _may_hold_tax(column) or column.month:
        return None
    by_header = says_taxed(column.header)
    found = {r.number: c for r in table.rows if _open(c := r.cell(column.index), mark, by_header=by_header)}
    if not found:
        return None
    row, sample = next(iter(found.items()))
    has, it = ("has", "it") if len(found) == 1 else ("have", "them")
    answer = asking.said(
        Question(
            key=f"tax:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=tuple(found),
            seen=samples(found.values()),
            choices=(
                *(Choice(rate, f"{rate} %: {_example(sample, Decimal(rate), mark)}") for rate in _RATES),
                Choice(NONE, "None: they are amounts without tax all the same"),
                Choice(REFUSE, "A mistake: refuse these rows"),
            ),
            default=None,
            text=f"{counted(len(found), 'amount')} in “{column.header}” {has} tax in {it}. How much?",
            evidence=f"Such as {shown(sample)} in row {row}. Amounts are kept without tax, as revenue is counted.",
        )
    )
    return Decimal(answer) if answer not in {None, REFUSE} else None


def without_tax(amount: Amount, column: Column, rates: Mapping[str, Decimal]) -> Amount:
    """The amount without the tax that its cell or its header says is in it. Raises: Unreadable."""
    by_header = amount.number and says_taxed(column.header)
    if not (amount.taxed or by_header) or not _may_hold_tax(column):
        return amount
    rate = amount.rate if amount.rate is not None else rates.get(column.header)
    if rate is None:
        raise Unreadable(
            "tax is in this amount", "say how much, or write the amount without it", refuses=True
        )
    return replace(amount, number=amount.number / (1 + rate / 100), taxed=True)


def _may_hold_tax(column: Column) -> bool:
    """Whether amounts of a column are revenue: what is invoiced is kept as it was asked of the customer."""
    return (
        needs_money(column) and not (column.target or "").startswith("invoice.") and column.target != INVOICED
    )


def _open(cell: Value, mark: Mark | None, *, by_header: bool) -> bool:
    """Whether tax is in an amount, and its cell does not say how much."""
    if blank(cell) or not (by_header or (isinstance(cell, str) and has_words(cell))):
        return False
    amount = read_amount(cell, mark or Mark.POINT)
    return amount is not None and bool(amount.number) and (amount.taxed or by_header) and amount.rate is None


def _example(cell: Value, rate: Decimal, mark: Mark | None) -> str:
    amount = read_amount(cell, mark or Mark.POINT)
    assert amount is not None
    net = as_written(round(amount.number / (1 + rate / 100), 2), mark, parted=True)
    return f"{shown(cell)} is {net} without it"
