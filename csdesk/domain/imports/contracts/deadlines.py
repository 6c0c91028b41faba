"""A deadline is the last day to give notice: how long the notice is follows from it and the end of the term."""

from collections.abc import Iterator
from datetime import date

from csdesk.domain.imports.contracts.sold import end_of
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.reading.notices import SaidNotice, notice_until
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.vocabulary.targets import NOTICE_BY


def deadlines_told(sheet: Sheet, terms: Terms) -> Iterator[str]:
    """What to tell of days that say no notice, and of those that say another one than the row does."""
    header, length = sheet.header(NOTICE_BY), sheet.header("subscription.notice_days")
    if not header:
        return
    apart, other = [], []
    for record in sheet.records:
        by = record.get(NOTICE_BY)
        if not isinstance(by, date):
            continue
        days, said = notice_until(by, end_of(record, terms)), record.get("subscription.notice_days")
        said = said.days if isinstance(said, SaidNotice) else said
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
