"""A deadline is the last day to give notice: how long the notice is follows from it and the end of the term."""

from collections.abc import Iterator
from datetime import date

from csdesk.domain.imports.contracts.paid_for import begun
from csdesk.domain.imports.contracts.sold import end_of
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.reading.notices import SaidNotice, notice_until
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.vocabulary.targets import NOTICE_BY


def deadlines_told(sheet: Sheet, terms: Terms) -> Iterator[str]:
    """What to tell of days that say no notice, of those that say another one than the row does, and of long notices."""
    header, length = sheet.header(NOTICE_BY), sheet.header("subscription.notice_days")
    if length and not terms.own:
        yield from _too_long(sheet, length)
    if not header:
        return
    apart, other = [], []
    for record in sheet.records:
        by = record.get(NOTICE_BY)
        if not isinstance(by, date):
            continue
        days, said = notice_until(by, end_of(record, terms)), _said(record)
        if days is None:
            apart.append(record.row)
        elif said not in {None, days}:
            other.append(record.row)
    if apart:
        yield (
            f"“{header}”: {counted(len(apart), 'day', 'is')} not within the year before the end of a contract, such as "
            f"in row {apart[0]}: the notice stays as it is known otherwise."
        )
    if other:
        yield (
            f"“{header}” and “{length}” do not agree in {counted(len(other), 'row')}, such as row {other[0]}: the day "
            "counts."
        )


def _too_long(sheet: Sheet, header: str) -> Iterator[str]:
    rows = [r.row for r in sheet.records if (days := _said(r)) and days > (_days_of_term(r) or days)]
    if rows:
        yield (
            f"“{header}” is longer than the term in {counted(len(rows), 'row')}, such as row {rows[0]}: the last day "
            "to give notice is before the contract begins."
        )


def _days_of_term(record: Record) -> int | None:
    """How many days lie between the two days of a contract that a row says."""
    start, end = begun(record), record.get("subscription.end") or record.get("subscription.renewal_date")
    return (end - start).days + 1 if start and isinstance(end, date) and end > start else None


def _said(record: Record) -> int | None:
    """The days of notice that a row says by their number."""
    said = record.get("subscription.notice_days")
    return said.days if isinstance(said, SaidNotice) else said
