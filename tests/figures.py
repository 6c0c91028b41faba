"""What tests ask of a book in one call: the figures and the board of a period, and what a review says."""

from collections.abc import Iterable
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.reviews import Review, review_of, review_period
from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.services.numbers.numbers import Numbers, sold_by
from csdesk.services.numbers.numbers_lists import Board, ground_of
from csdesk.store.book import Book
from csdesk.store.reviews import facts_of


def numbers(
    book: Book, first: date, last: date, *, as_of: date, currency: str | None = None, only: bool = False
) -> Numbers:
    """The figures of one period, as those of a series."""
    (found,) = numbers_series(book, [(first, last)], as_of=as_of, currency=currency, only=only)
    return found


def numbers_series(
    book: Book,
    periods: Iterable[tuple[date, date]],
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
) -> list[Numbers]:
    """The figures of each period."""
    return sold_by(book, as_of=as_of, currency=currency, only=only).numbers([*periods])


def board(book: Book, first: date, last: date, *, as_of: date) -> Board:
    """The board of a period."""
    return ground_of(book, as_of=as_of).board(first, last)


def review(
    book: Book, account: AccountId, *, first: date | None = None, last: date | None = None, as_of: date
) -> Review:
    """Everything that a review says of an account, for a period."""
    facts = facts_of(book, account)
    return review_of(
        facts, review_period(facts.touches, first=first, last=last, as_of=as_of), as_of, ReviewKind.QBR
    )
