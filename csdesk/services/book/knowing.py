"""Looking back: the book as it was on a day, or as it was known then, to put any question to."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta

from csdesk.domain.attributes import CHANGING
from csdesk.domain.preferences import CLOCK
from csdesk.store.book import Book
from csdesk.store.knowing import (
    NOW,
    Rewound,
    Stopped,
    Then,
    attributes_changed,
    copy_as_it_was,
    copy_as_known,
    first_day,
    knows_more,
    last_operation,
    last_operation_of,
)
from csdesk.store.rows import instant_text

__all__ = ["Stopped", "begins", "going_back", "looking_back", "on_each", "seen_from"]

_FIRST, _LAST = date(1970, 1, 2), date(9000, 1, 1)
"""Days between which a moment can be counted in every time zone."""


def _always() -> bool:
    return True


def seen_from(
    book: Book,
    day: date,
    *,
    known_on: date | None = None,
    goes: Callable[[], bool] = _always,
    of: Collection[type] = CHANGING,
) -> Book | None:
    """The book as it was on a day, or as it was known on another: a copy in memory; None where the book itself
    says the same.

    *As it was*: facts speak of their own days, and every question leaves out later ones; attributes without a
    day, such as the stage, are those of the end of the day, before the first entry the first known.
    *As known on*: only what was written by the end of that day; what is undone today was never done.
    `goes` is asked now and then whether somebody still waits; `of` are the nouns that are asked for, whose attributes
    have to be those of the day. Raises: Stopped.
    """
    upto = NOW if known_on is None else _cut(book, known_on)
    known = copy_as_known(book, upto, goes) if knows_more(book, upto) else None
    with ExitStack() as ending:
        then = book if known is None else ending.enter_context(known)
        cut = min(_cut(book, day), upto)
        if attributes_changed(then, cut, upto, of):
            return copy_as_it_was(then, cut, upto, day, goes, of)
        ending.pop_all()
    return known


@contextmanager
def looking_back(
    book: Book, day: date, *, known_on: date | None = None, of: Collection[type] = CHANGING
) -> Iterator[Book]:
    """The book to ask about a day, as long as the block lasts; `of` as in `seen_from`."""
    seen = seen_from(book, day, known_on=known_on, of=of)
    if seen is None:
        yield book
        return
    with seen:
        yield seen


def on_each(book: Book, days: Iterable[date], *, of: Collection[type] = CHANGING) -> Iterator[Book]:
    """The book to ask about each day in turn, until the next one is asked for: as `looking_back`, by one copy."""
    then: Then | None = None
    try:
        for day in days:
            cut = _cut(book, day)
            if not attributes_changed(book, cut, NOW, of):
                yield book
                continue
            then = then or Then(book)
            then.set_to(cut, day, of)
            yield then.book
    finally:
        if then is not None:
            then.book.close()


def going_back(book: Book, days: Iterable[date]) -> Iterator[tuple[date, Book]]:
    """The book as it was known at the end of each day, the last day first: one copy in memory that goes back."""
    rewound = Rewound(book)
    with rewound.book as seen:
        for day in sorted(days, reverse=True):
            rewound.back_to(_cut(book, day))
            yield day, seen


def begins(book: Book) -> date | None:
    """The day of the first entry of the book's journal; None where it is empty."""
    found = first_day(book)
    if found is None:
        return None
    today, at = found
    return today if book.preference(CLOCK) else at.astimezone().date()


def _cut(book: Book, day: date) -> int:
    """The last operation by the end of a day: here and now, or, in a sample book, by its own clock."""
    if book.preference(CLOCK):
        return last_operation_of(book, day)
    near = min(max(day, _FIRST), _LAST)
    ends = datetime.combine(near + timedelta(days=1), time()).astimezone(UTC)
    return last_operation(book, before=instant_text(ends))
