"""The day of the next bill is the end of a contract that is paid by the year, and of no other."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import COUNTED, DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table, blank
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.often import Often
from csdesk.domain.imports.vocabulary.targets import PERIOD
from csdesk.domain.imports.vocabulary.words import Synonyms

_RENEWAL = "subscription.renewal_date"
_BILLS = frozenset(
    "bill billing billed invoice charge payment rechnung abrechnung factura facture fatura".split()
)
_LONG = frozenset({Often.YEAR, Often.TWO_YEARS, Often.TERM})


def with_bill_days(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with such days where they end a contract alone; its mapping; what to tell of the others."""
    column, often = mapping.at(_RENEWAL), mapping.at(PERIOD)
    if mapping.own or column is None or often is None or column.because == DECIDED:
        return table, mapping, []
    if not _BILLS & {*fold(column.header).split()}:
        return table, mapping, []
    short = [_is_short(row.cell(often.index), synonyms) for row in table.rows]
    bills = [
        r.number
        for r, is_bill in zip(table.rows, short, strict=True)
        if is_bill and not blank(r.cell(column.index))
    ]
    if not bills:
        return table, mapping, []
    days = [None if is_bill else r.cell(column.index) for r, is_bill in zip(table.rows, short, strict=True)]
    header = f"{column.header} (renewal)"
    wider = with_columns(table, {header: days})
    made = Column(wider.headers[-1].index, header, _RENEWAL, column.confidence, column.because, samples(days))
    aside = replace(column, target=None, because=COUNTED)
    columns = (*(aside if c is column else c for c in mapping.columns), made)
    told = (
        f"“{column.header}” is the next bill, and no end, of {counted(len(bills), 'contract')} paid by the month or "
        f"quarter, such as row {bills[0]}."
    )
    return wider, replace(mapping, columns=columns), [told]


def _is_short(cell: Value, synonyms: Synonyms) -> bool:
    said = synonyms.value("period", fold(str(cell))) if isinstance(cell, str) else None
    return said is not None and Often(said) not in _LONG
