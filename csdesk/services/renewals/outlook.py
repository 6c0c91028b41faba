"""The outlook: the renewals of some days, where each stands, and what they will bring."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.revenue.accounts import Told
from csdesk.domain.revenue.forecast import (
    Expected,
    Forecast,
    Standing,
    expected,
    forecast,
    rates_of,
    standing_of,
    told_in,
)
from csdesk.domain.revenue.renewed import paid_in
from csdesk.domain.subscriptions import Subscription
from csdesk.services.book.preferences import year_begins
from csdesk.services.renewals.calls import calls
from csdesk.services.renewals.renewals import Board, DueRenewal, board_of, told_of
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines


@dataclass(frozen=True, slots=True)
class Outlook:
    """The board, and its forecast in the reporting currency, at the rates of the day.

    Without a rate there is one forecast for each currency, that with the most renewals first.
    """

    board: Board
    told: Told
    """How amounts in several currencies come together."""
    forecasts: tuple[Forecast, ...]
    contracts: bool
    """Whether the book holds any contract at all."""
    converted: bool = False
    """Whether amounts in other currencies stand in the forecast at their rates."""
    begins: int = 1
    """The month in which the book's year begins."""


def standing(renewal: DueRenewal) -> Standing:
    """Where a renewal stands."""
    return standing_of(renewal.category, renewal.outcome)


def outlook(book: Book, first: date, last: date, *, as_of: date) -> Outlook:
    """The renewals due between two days, both included, and their forecast. Raises: PeriodBackwards."""
    from csdesk.services.health.health import scores

    lines = sold_lines(book, as_of=as_of)
    board = board_of(lines, first, last, as_of=as_of, health=scores(book, as_of=as_of))
    rates = rates_of(calls(book, (s.line for s in lines), as_of=as_of))
    told = told_of(book, as_of=as_of)
    worth, own = told.rates, told.rates.currency
    each = [_expected(r, told) for r in board.renewals]
    found = Counter(e.currency for e in each) or Counter([own])
    order = sorted(found, key=lambda c: (-found[c], c != own, c))
    converted = {*found} != {own} and all(worth.known(c, as_of) for c in found)
    if converted:
        each = [told_in(e, worth, as_of) for e in each]
        order = [own]
    contracts = bool(board.renewals or board.unplaced or book.all(Subscription))
    forecasts = tuple(forecast(each, c, rates) for c in order)
    return Outlook(board, told, forecasts, contracts, converted, year_begins(book))


def _expected(r: DueRenewal, told: Told) -> Expected:
    return expected(standing(r), r.currency, r.amount, r.forecast, _renewed_at(r, told))


def _renewed_at(r: DueRenewal, told: Told) -> Fraction | None:
    """What it was renewed at; what is paid in another currency, at the rates of the day."""
    elsewhere = {currency for _, currency in r.paid_after} - {r.currency}
    if not elsewhere or told.missing({r.currency, *elsewhere}):
        return r.new_arr
    paid = paid_in(told.rates.currency, told.together(r.paid_after))
    return None if paid is None else paid / told.amount(1, r.currency)
