"""Boards of several periods of one book: what they have in common is read with the first of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from csdesk.domain.errors import RateMissing
from csdesk.services.numbers.numbers_by import Parted, parted
from csdesk.services.numbers.numbers_lists import Board, Ground, ground_of
from csdesk.services.numbers.numbers_members import Members, members_by
from csdesk.services.numbers.trends import Trended, trend_of
from csdesk.services.week.week import whose
from csdesk.store.book import Book

T = TypeVar("T")


class Boards:
    """The boards of a book that is not changed meanwhile, or of one CSM's accounts in it, as known on a day."""

    def __init__(self, as_of: date, csm: str = "") -> None:
        self._as_of, self._csm = as_of, csm
        self._grounds: dict[bool, Ground] = {}

    def board(self, book: Book, first: date, last: date) -> Board:
        """The board of a period; where a rate is missing, that of one currency alone, and which rate it is.

        Raises: PeriodBackwards.
        """
        made, missing = self._told(book, lambda ground: ground.board(first, last))
        return replace(made, missing=missing)

    def trend(self, book: Book, first: date, last: date) -> Trended:
        """The months of a period; where a rate is missing, in one currency alone. Raises: PeriodBackwards."""

        def ask(ground: Ground) -> Trended:
            told = trend_of(ground.sold, first, last)
            return replace(told, unpriced=ground.unpriced(told.unknown))

        return self._told(book, ask)[0]

    def parts(self, book: Book, first: date, last: date, by: str) -> Parted:
        """A period's figures for each value of a dimension; where a rate is missing, in one currency alone.

        Raises: NoSuchDimension, PeriodBackwards.
        """
        ((_, parts),) = self._told(book, lambda ground: parted(book, ground.sold, [(first, last)], by))[0]
        return parts

    def members(self, book: Book, first: date, last: date, by: str) -> Members:
        """The accounts behind each of these values; where a rate is missing, those of one currency alone.

        Raises: NoSuchDimension, PeriodBackwards.
        """

        def ask(ground: Ground) -> Members:
            return members_by(book, ground.sold, ground.accounts, first, last, by)

        return self._told(book, ask)[0]

    def _told(self, book: Book, ask: Callable[[Ground], T]) -> tuple[T, RateMissing | None]:
        try:
            return ask(self._ground(book, only=False)), None
        except RateMissing as missing:
            return ask(self._ground(book, only=True)), missing

    def _ground(self, book: Book, *, only: bool) -> Ground:
        found = self._grounds.get(only)
        if found is None:
            accounts = whose(book, self._csm)
            found = self._grounds[only] = ground_of(book, as_of=self._as_of, only=only, accounts=accounts)
        return found
