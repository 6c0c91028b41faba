"""The day of the next bill is the end of a contract that is paid by the year, and of no other: asked if need be."""

from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.days import sure_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.column_question import column_question
from csdesk.domain.imports.columns.mapping import COUNTED, DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.often import Often
from csdesk.domain.imports.vocabulary.targets import CUSTOM, PERIOD
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.periods import add_months

_RENEWAL, _TERM = "subscription.renewal_date", "subscription.term_months"
_A_QUARTER = 3
_BILLS = frozenset(
    "bill billing billed invoice charge payment rechnung abrechnung factura facture fatura".split()
)
_LONG = frozenset({Often.YEAR, Often.TWO_YEARS, Often.TERM})


def with_bill_days(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with such days where they end a contract alone; its mapping; what to tell of the others.

    `day` is that of the sheet.
    """
    column, often = mapping.at(_RENEWAL), mapping.at(PERIOD)
    if mapping.own or column is None or column.because == DECIDED:
        return table, mapping, []
    if not _BILLS & {*fold(column.header).split()}:
        return table, mapping, []
    if often is None:
        return table, _asked(table, mapping, column, asking, day), []
    short = [_is_short(c, synonyms) for c in table.column(often.index)]
    bills = [
        r.number
        for r, is_bill in zip(table.rows, short, strict=True)
        if is_bill and not blank(r.cell(column.index))
    ]
    if not bills:
        return table, mapping, []
    days: list[Value] = [
        None if is_bill else r.cell(column.index) for r, is_bill in zip(table.rows, short, strict=True)
    ]
    mapping = mapping.instead(column, replace(column, target=None, because=COUNTED))
    header, sure = f"{column.header} (renewal)", column.confidence
    table, mapping = with_made(table, mapping, header, _RENEWAL, days, column.because, sure)
    told = (
        f"“{column.header}” is the next bill, and no end, of {counted(len(bills), 'contract')} paid by the month or "
        f"quarter, such as row {bills[0]}."
    )
    return table, mapping, [told]


def _is_short(cell: Value, synonyms: Synonyms) -> bool:
    said = synonyms.value("period", fold(str(cell))) if isinstance(cell, str) else None
    return said is not None and Often(said) not in _LONG


def _asked(table: Table, mapping: SheetMapping, column: Column, asking: Asking, day: date) -> SheetMapping:
    """The mapping with such days where a person sent them, of a sheet that says nowhere how often is billed.

    A bill that is further away than a quarter is one of a contract that is paid by the year.
    """
    days = [d for d in map(sure_day, table.column(column.index)) if d]
    if not days or max(days) > add_months(day, _A_QUARTER) or mapping.at(_TERM):
        return mapping
    answer = asking.ask(
        column_question(
            table.sheet,
            column,
            {
                CUSTOM: "The next of several bills: keep it as a custom field",
                _RENEWAL: "The day on which the contract is renewed",
            },
            default=CUSTOM,
            text=f"What does a day in “{column.header}” say?",
            evidence=f"None is later than three months after {spelled(day)}, and no column says how often is billed.",
        )
    )
    return mapping if answer == _RENEWAL else mapping.sent(column, answer)
