"""Days off are read from the book's preferences: on which days nobody works, and why."""

from csdesk.domain.preferences import DAYS_OFF
from csdesk.domain.revenue.notice import DaysOff
from csdesk.domain.week.preferred import days_off as days_of_text
from csdesk.store.book import Book


def days_off(book: Book) -> DaysOff:
    """The days off that were typed, with what each is; what a calendar says is its owner's alone."""
    text = book.preference(DAYS_OFF)
    return {day: taken.off for day, taken in days_of_text(text).items()} if text else {}
