"""What the page asks the book, each with the day it is asked for."""

from datetime import timedelta
from typing import TYPE_CHECKING

from csdesk.services.portfolio import Portfolio, portfolio
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesk.domain.health.backtest import Backtest
    from csdesk.services.whatif import Scratch
    from csdesk.store.book import Book


class PortfolioOf:
    """The portfolio beside that of so many days ago."""

    def __init__(self, desk: Desk, days: int) -> None:
        self._today, self._days = desk.today, days

    def __call__(self, book: "Book") -> Portfolio:
        return portfolio(book, as_of=self._today, since=self._today - timedelta(days=self._days))


class ScratchOf:
    """The readings to try drafts over."""

    def __init__(self, desk: Desk) -> None:
        self._today = desk.today

    def __call__(self, book: "Book") -> "Scratch":
        from csdesk.services.whatif import Scratch

        return Scratch(book, as_of=self._today)


class BacktestOf:
    """The back-test at a horizon, on a copy: it may take a while."""

    def __init__(self, desk: Desk, horizon: int) -> None:
        self._today, self._horizon = desk.today, horizon

    def __call__(self, book: "Book", progress: "Callable[[int, int], bool]") -> "Backtest":
        from csdesk.services.backtest import backtest

        return backtest(book, as_of=self._today, horizon=self._horizon, progress=progress)
