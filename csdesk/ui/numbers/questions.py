"""What the page asks the book."""

from datetime import date
from typing import TYPE_CHECKING

from csdesk.domain.errors import RateMissing
from csdesk.services.numbers.boards import Boards
from csdesk.services.numbers.cohorts import Cohorts, cohorts
from csdesk.services.numbers.numbers_lists import Board
from csdesk.services.week.week import whose
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.charts.style import Look
    from csdesk.domain.figures.figure import Figure
    from csdesk.services.numbers.numbers_by import Parted
    from csdesk.services.numbers.numbers_members import Members
    from csdesk.services.numbers.trends import Trended
    from csdesk.store.book import Book


class BoardOf:
    """The board of a period."""

    def __init__(self, boards: Boards, first: date, last: date) -> None:
        self._boards, self._first, self._last = boards, first, last

    def __call__(self, book: "Book") -> Board:
        return self._boards.board(book, self._first, self._last)


class TrendOf:
    """The months of a period, and of those before it up to twelve, with their figure."""

    def __init__(self, boards: Boards, first: date, last: date, look: "Look") -> None:
        self._boards, self._first, self._last, self._look = boards, first, last, look

    def __call__(self, book: "Book") -> "tuple[Trended, Look, bytes]":
        from csdesk.charts.style import png
        from csdesk.charts.trend import trend

        found = self._boards.trend(book, self._first, self._last)
        return found, self._look, png(trend(found.picture, self._look), self._look)


class CohortsOf:
    """The cohorts of the book, or of one CSM's accounts, as known today."""

    def __init__(self, desk: Desk, csm: str) -> None:
        self._today, self._csm = desk.today, csm

    def __call__(self, book: "Book") -> Cohorts:
        return cohorts(book, as_of=self._today, accounts=whose(book, self._csm))


class PartsOf:
    """The figures of a period for each value of a dimension, and the accounts behind them."""

    def __init__(self, boards: Boards, first: date, last: date, by: str) -> None:
        self._boards, self._asked = boards, (first, last, by)

    def __call__(self, book: "Book") -> "tuple[Parted, Members]":
        return self._boards.parts(book, *self._asked), self._boards.members(book, *self._asked)


class FurtherOf:
    """The further figures of a period, of all accounts or of one CSM's, and the currency that they are told in."""

    def __init__(self, desk: Desk, csm: str, first: date, last: date) -> None:
        self._today, self._csm, self._first, self._last = desk.today, csm, first, last

    def __call__(self, book: "Book") -> "tuple[str, list[Figure]]":
        try:
            return self._asked(book, only=False)
        except RateMissing:
            return self._asked(book, only=True)

    def _asked(self, book: "Book", *, only: bool) -> "tuple[str, list[Figure]]":
        from csdesk.services.numbers.figures import figures

        accounts = whose(book, self._csm)
        return figures(book, self._first, self._last, as_of=self._today, only=only, accounts=accounts)


class OneOf:
    """One further figure of a period for each value of a dimension, and the currency that it is told in."""

    def __init__(self, desk: Desk, csm: str, first: date, last: date, by: str, key: str) -> None:
        self._today, self._csm, self._first, self._last = desk.today, csm, first, last
        self._by, self._key = by, key

    def __call__(self, book: "Book") -> "tuple[str, list[tuple[str | None, Figure]]]":
        try:
            return self._asked(book, only=False)
        except RateMissing:
            return self._asked(book, only=True)

    def _asked(self, book: "Book", *, only: bool) -> "tuple[str, list[tuple[str | None, Figure]]]":
        from csdesk.services.numbers.figures import figures_by

        currency, parts = figures_by(
            book,
            self._first,
            self._last,
            self._by,
            as_of=self._today,
            only=only,
            accounts=whose(book, self._csm),
        )
        return currency, [(v, f) for v, some in parts for f in some if f.key == self._key]


class Offer:
    """What a book can be parted by, and the further figures that can be shown of the parts."""

    def __init__(self, desk: Desk, csm: str, first: date, last: date) -> None:
        self._further = FurtherOf(desk, csm, first, last)

    def __call__(self, book: "Book") -> "tuple[tuple[str, ...], list[Figure]]":
        from csdesk.services.numbers.numbers_by import dimensions

        return dimensions(book), self._further(book)[1]
