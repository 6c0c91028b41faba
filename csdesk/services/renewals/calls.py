"""Calls: what the renewals of a book had been called before they were decided, and what became of them."""

from collections.abc import Iterable
from datetime import date

from csdesk.domain.revenue.calls import Call, calls_of, is_bare
from csdesk.domain.revenue.lines import Line
from csdesk.store.book import Book
from csdesk.store.decisions import called_before


def calls(book: Book, lines: Iterable[Line], *, as_of: date, until: date | None = None) -> list[Call]:
    """The calls of these lines that were decided by a day, that of `as_of` at first, as known then."""
    decided = [line for line in lines if line.decisions or line.subscription.cancelled_on]
    bare = [row.id for line in decided for row in line.decisions if is_bare(row)]
    before = called_before(book, bare, as_of)
    return [call for line in decided for call in calls_of(line, before, until or as_of)]
