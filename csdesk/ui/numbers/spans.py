"""The periods that the page offers: closed ones, each counted from today."""

from datetime import date, timedelta
from enum import StrEnum

from csdesk.domain.day_words import month
from csdesk.domain.periods import add_months, fiscal_quarter_start, month_before, twelve_months_to, year_start
from csdesk.ui.formats import long_span

_DAY = timedelta(days=1)


class Span(StrEnum):
    """A period; the value is what the picker says."""

    TWELVE = "Last 12 months"
    YEAR = "This year so far"
    LAST_YEAR = "Last year"
    QUARTER = "This quarter so far"
    LAST_QUARTER = "Last quarter"
    MONTH = "This month so far"
    LAST_MONTH = "Last month"


def words_of(span: Span, begins: int = 1) -> str:
    """What the picker says: of a year that begins in another month that it is the fiscal one."""
    if begins == 1:
        return span.value
    return span.value.replace("year", "fiscal year").replace("quarter", "fiscal quarter")


def month_of(first: date, last: date) -> str:
    """What a month is called: April 2025; by its days where it is cut off."""
    return f"{month(first)} {first.year}" if is_whole(first, last) else long_span(first, last)


def is_whole(first: date, last: date) -> bool:
    """Whether a month is not cut off."""
    return first.day == 1 and (last + _DAY).day == 1


def days_of(span: Span, today: date, begins: int = 1) -> tuple[date, date]:
    """The first and the last day of a period; the last 12 months are whole ones. The year begins in a month."""
    month, year = today.replace(day=1), year_start(today, begins)
    quarter = fiscal_quarter_start(today, begins)
    return {
        Span.TWELVE: twelve_months_to(month_before(today)),
        Span.YEAR: (year, today),
        Span.LAST_YEAR: (add_months(year, -12), year - _DAY),
        Span.QUARTER: (quarter, today),
        Span.LAST_QUARTER: (add_months(quarter, -3), quarter - _DAY),
        Span.MONTH: (month, today),
        Span.LAST_MONTH: (add_months(month, -1), month_before(today)),
    }[span]
