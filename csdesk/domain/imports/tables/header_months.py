"""Headers that name months or quarters: where several do, they stand as columns."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.spans import span_of
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.periods import months_of_term


def every_of(headers: Iterable[Header]) -> int | None:
    """Whether months, quarters, or weeks and days (0) stand as columns: how many months each is; None for neither."""
    spans = [found[1] for h in headers if (found := months_of(h))]
    return next((months for months in (1, 3, 0) if spans.count(months) >= 2), None)


def months_of(header: Header) -> tuple[date, int] | None:
    """The first day of the months that a header names, and how many they are; a day may stand for its month."""
    if header.day:
        return header.day, header.every
    if first := _month_of_edge(header.text):
        return first, 1
    span = span_of(header.text)
    return (span[0], months_of_term(*span)) if span else None


def _month_of_edge(text: str) -> date | None:
    """The first day of the month, where a text is its first day or its last: so a text file writes months."""
    typed = typed_day(text)
    day = typed.certain if typed else None
    edges = (1, monthrange(day.year, day.month)[1]) if day else ()
    return day.replace(day=1) if day and day.day in edges else None
