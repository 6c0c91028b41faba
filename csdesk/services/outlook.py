"""The outlook: the renewals of some days, where each stands, and what they will bring."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from csdesk.domain.preferences import CURRENCY
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.forecast import (
    Expected,
    Forecast,
    Standing,
    expected,
    forecast,
    rates_of,
    standing_of,
)
from csdesk.domain.subscriptions import Subscription
from csdesk.services.renewals import Board, DueRenewal, renewal_board
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Outlook:
    """The board, and one forecast for each currency on it, that with the most renewals first."""

    board: Board
    forecasts: tuple[Forecast, ...]
    contracts: bool
    """Whether the book holds any contract at all."""


def standing(renewal: DueRenewal) -> Standing:
    """Where a renewal stands."""
    return standing_of(renewal.category, renewal.outcome)


def outlook(book: Book, first: date, last: date, *, as_of: date) -> Outlook:
    """The renewals due between two days, both included, and their forecast. Raises: PeriodBackwards."""
    from csdesk.services.health import scores

    board = renewal_board(book, first, last, as_of=as_of, health=scores(book, as_of=as_of))
    rates = rates_of(book.all(Renewal), as_of)
    own = book.preference(CURRENCY) or "USD"
    each = [_expected(r) for r in board.renewals]
    found = Counter(e.currency for e in each) or Counter([own])
    order = sorted(found, key=lambda c: (-found[c], c != own, c))
    contracts = bool(board.renewals or board.unplaced or book.all(Subscription))
    return Outlook(board, tuple(forecast(each, c, rates) for c in order), contracts)


def _expected(r: DueRenewal) -> Expected:
    return expected(standing(r), r.currency, r.amount, r.forecast, r.new_arr)
