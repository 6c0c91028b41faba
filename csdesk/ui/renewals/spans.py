"""The spans of days that the page offers, each counted from today."""

from datetime import date, timedelta
from enum import StrEnum

from csdesk.domain.periods import add_months, quarter_start, term_end

_QUARTER = 3


class Span(StrEnum):
    """A span of days; the value is what the picker says."""

    NEXT_90 = "Next 90 days"
    THIS_QUARTER = "This quarter"
    NEXT_QUARTER = "Next quarter"
    YEAR = "Next 12 months"


def days_of(span: Span, today: date) -> tuple[date, date]:
    """The first and the last day of a span."""
    quarter = quarter_start(today)
    if span is Span.NEXT_QUARTER:
        quarter = add_months(quarter, _QUARTER)
    if span in (Span.THIS_QUARTER, Span.NEXT_QUARTER):
        return quarter, term_end(quarter, _QUARTER)
    return today, today + timedelta(days=90) if span is Span.NEXT_90 else add_months(today, 12)
