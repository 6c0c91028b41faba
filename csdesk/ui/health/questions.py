"""What the page asks the book, each with the day it is asked for."""

from datetime import timedelta
from typing import TYPE_CHECKING

from csdesk.domain.errors import CsdeskError
from csdesk.services.health.portfolio import Portfolio, portfolio
from csdesk.ui.desk import Desk
from csdesk.ui.garbage import large_work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csdesk.domain.health.backtest import Backtest
    from csdesk.domain.health.cards import Order
    from csdesk.domain.health.terms import Measure
    from csdesk.services.health.own_measures import Offer, Tried
    from csdesk.services.health.scorecards_text import Listed as ListedCard
    from csdesk.services.health.whatif import Scratch
    from csdesk.store.book import Book


class PortfolioOf:
    """The portfolio beside that of so many days ago."""

    def __init__(self, desk: Desk, days: int) -> None:
        self._today, self._days, self._known_on = desk.today, days, desk.known_on

    def __call__(self, book: "Book") -> Portfolio:
        since = self._today - timedelta(days=self._days)
        with large_work():
            found = portfolio(book, as_of=self._today, since=since, known_on=self._known_on)
            _ = found.movers, found.disagreements, found.debts, found.owed  # not on the window's thread
        return found


class ScratchOf:
    """The readings to try drafts of a card over, also those of measures that a draft has besides; the default card
    where that one is no longer there."""

    def __init__(self, desk: Desk, card: str = "", also: "Sequence[Measure]" = ()) -> None:
        self._today, self._card, self._also = desk.today, card, also

    def __call__(self, book: "Book") -> "Scratch":
        from csdesk.services.health.scorecards import card_names, card_of
        from csdesk.services.health.whatif import Scratch

        card = card_of(book, self._card) if self._card in card_names(book) else None
        with large_work():
            return Scratch(book, as_of=self._today, card=card, also=self._also)


class BacktestOf:
    """The back-test of a scorecard at a horizon, on a copy: it may take a while."""

    def __init__(self, desk: Desk, horizon: int, card: str = "") -> None:
        self._today, self._horizon, self._card = desk.today, horizon, card

    def __call__(self, book: "Book", progress: "Callable[[int, int], bool]") -> "Backtest":
        from csdesk.services.health.backtest import backtest
        from csdesk.services.health.scorecards import card_of

        card = card_of(book, self._card) if self._card else None
        return backtest(book, as_of=self._today, horizon=self._horizon, card=card, progress=progress)


class OfferOf:
    """What a measure can read in this book."""

    def __init__(self, desk: Desk) -> None:
        self._today = desk.today

    def __call__(self, book: "Book") -> "Offer":
        from csdesk.services.health.own_measures import offer

        return offer(book)


class TriedOf:
    """What a measure would read; one that cannot be read comes back as its error. The number is handed back."""

    def __init__(self, desk: Desk, measure: "Measure", number: int) -> None:
        self._today, self._measure, self._number = desk.today, measure, number

    def __call__(self, book: "Book") -> "tuple[int, Tried | CsdeskError]":
        from csdesk.services.health.own_measures import tried

        try:
            return self._number, tried(book, self._measure, as_of=self._today)
        except CsdeskError as wrong:
            return self._number, wrong


class CardsOf:
    """The scorecards in their order, with whom they score."""

    def __init__(self, desk: Desk) -> None:
        self._today = desk.today

    def __call__(self, book: "Book") -> "list[ListedCard]":
        from csdesk.services.health.scorecards_text import listed

        return listed(book, as_of=self._today)


class ScoredOf:
    """Whom an order of scorecards would score, by card; one that cannot be comes back as its error."""

    def __init__(self, desk: Desk, order: "Order", number: int) -> None:
        self._today, self._order, self._number = desk.today, order, number

    def __call__(self, book: "Book") -> "tuple[int, Mapping[str, int] | CsdeskError]":
        from csdesk.services.health.bench import scored_counts

        try:
            return self._number, scored_counts(book, self._order, as_of=self._today)
        except CsdeskError as wrong:
            return self._number, wrong
