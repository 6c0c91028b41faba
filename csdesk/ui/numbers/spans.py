"""The periods that the page offers: closed ones, each counted from today."""

from datetime import date, timedelta
from enum import StrEnum

from csdesk.domain.periods import add_months, quarter_start

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


def days_of(span: Span, today: date) -> tuple[date, date]:
    """The first and the last day of a period; the last 12 months are whole ones."""
    month = today.replace(day=1)
    quarter = quarter_start(today)
    return {
        Span.TWELVE: (add_months(month, -12), month - _DAY),
        Span.YEAR: (date(today.year, 1, 1), today),
        Span.LAST_YEAR: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        Span.QUARTER: (quarter, today),
        Span.LAST_QUARTER: (add_months(quarter, -3), quarter - _DAY),
        Span.MONTH: (month, today),
        Span.LAST_MONTH: (add_months(month, -1), month - _DAY),
    }[span]
