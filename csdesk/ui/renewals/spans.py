"""The spans of days that the page offers, each counted from today."""

from datetime import date, timedelta
from enum import StrEnum

from csdesk.domain.periods import add_months, fiscal_quarter_start, term_end
from csdesk.ui.kit.choices import Choice

_QUARTER = 3


class Span(StrEnum):
    """A span of days; the value is what the picker says."""

    NEXT_90 = "Next 90 days"
    THIS_QUARTER = "This quarter"
    NEXT_QUARTER = "Next quarter"
    YEAR = "Next 12 months"


def words_of(span: Span, begins: int = 1) -> str:
    """What the picker says: of a year that begins in another month that a quarter is a fiscal one."""
    return span.value if begins == 1 else span.value.replace("quarter", "fiscal quarter")


def days_of(span: Span, today: date, begins: int = 1) -> tuple[date, date]:
    """The first and the last day of a span; quarters are those of the year that begins in a month."""
    quarter = fiscal_quarter_start(today, begins)
    if span is Span.NEXT_QUARTER:
        quarter = add_months(quarter, _QUARTER)
    if span in (Span.THIS_QUARTER, Span.NEXT_QUARTER):
        return quarter, term_end(quarter, _QUARTER)
    return today, today + timedelta(days=90) if span is Span.NEXT_90 else add_months(today, 12)


class SpanPicker(Choice):
    """The choice of a span; quarters are those of the book's year."""

    def __init__(self) -> None:
        super().__init__([(s, words_of(s)) for s in Span], name="Span of days")
        self._begins = 1

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day of the chosen span."""
        return days_of(self.value, today, self._begins)

    def count_from(self, month: int) -> bool:
        """Count the year from a month; whether that is another one than before."""
        if month == self._begins:
            return False
        self._begins, chosen = month, self.value
        self.set_options([(s, words_of(s, month)) for s in Span])
        self.set_value(chosen)
        return True
