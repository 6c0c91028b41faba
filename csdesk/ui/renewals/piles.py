"""Piles: which cards stand in which column, and what each column adds up to."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.accounts import Amount, Told
from csdesk.domain.revenue.forecast import CATEGORIES, ENOUGH, Standing
from csdesk.services.renewals.outlook import Outlook, standing
from csdesk.services.renewals.renewals import DueRenewal
from csdesk.ui.formats import ABSENT, Said, money, month_title, percent, short_money
from csdesk.ui.renewals.board import Pile
from csdesk.ui.renewals.cards import Card, cards_of, unplaced_cards
from csdesk.ui.renewals.words import TITLES

_SAID = {
    Standing.AT_RISK: "best case",
    Standing.LIKELY: "likely case",
    Standing.COMMITTED: "every case",
    Standing.LOST: "a loss",
    Standing.RENEWED: "signed",
}


def totals(amounts: Sequence[Amount], told: Told, said: Said = money) -> str:
    """The sum of the amounts that are known; where a rate is missing one per currency: `$54,400 + €900`."""
    sums: dict[str, Fraction] = {}
    for amount, currency in told.together(amounts):
        if amount is not None:
            sums[currency] = sums.get(currency, Fraction(0)) + amount
    return " + ".join(said(s, c) for c, s in sorted(sums.items())) or ABSENT


def piles_by_category(found: Outlook, today: date) -> list[Pile]:
    """What cannot be placed, if anything; then every category; then what is renewed, if anything."""
    cards = cards_of(found.board.renewals, today)
    by = {s: [c for c in cards if c.standing is s] for s in Standing}
    shown = [s for s in Standing if by[s] or s is not Standing.RENEWED]
    return [*_unplaced(found, today), *(_category(s, by[s], found) for s in shown)]


def piles_by_month(found: Outlook, today: date) -> list[Pile]:
    """What cannot be placed, if anything; then every month of the span, empty ones too."""
    board = found.board
    cards = cards_of(board.renewals, today, by_month=True)
    piles, month = _unplaced(found, today), board.first.replace(day=1)
    while month <= board.last:
        mine = [c for c in cards if c.row.due_on and c.row.due_on.replace(day=1) == month]
        piles.append(_pile(month_title(month, today=today), mine, found, _counted(mine)))
        month = add_months(month, 1)
    return piles


def _unplaced(found: Outlook, today: date) -> list[Pile]:
    board = found.board
    if not board.unplaced:
        return []
    cards = unplaced_cards(board.unplaced, today)
    return [_pile("Cannot be placed", cards, found, "incomplete", said_ink="watch.text")]


def _category(where: Standing, cards: list[Card], found: Outlook) -> Pile:
    forecast = found.forecasts[0]
    said, role = _SAID.get(where, ""), "text.secondary"
    if where is Standing.UNKNOWN:
        said, role = ("needs a category", "watch.text") if cards else ("", role)
    rate = forecast.rates.get(CATEGORIES[where]) if where in CATEGORIES else None
    if rate and rate.decided >= ENOUGH:
        said = f"{percent(float(rate.share))} of {rate.decided}"
    return _pile(TITLES[where], cards, found, said, CATEGORIES.get(where), role)


def _pile(
    title: str,
    cards: Sequence[Card],
    found: Outlook,
    said: str,
    category: Category | None = None,
    said_ink: str = "text.secondary",
) -> Pile:
    amounts = [(c.arr, c.row.currency) for c in cards]
    total, short = (totals(amounts, found.told, how) if cards else "" for how in (money, short_money))
    return Pile(title, total, short, said, cards, category, said_ink)


def _counted(cards: Sequence[Card]) -> str:
    rows = [c.row for c in cards if isinstance(c.row, DueRenewal)]
    lost = sum(standing(r) is Standing.LOST for r in rows)
    unknown = sum(standing(r) is Standing.UNKNOWN for r in rows)
    parts = [f"{unknown} unknown"] * bool(unknown) + [f"{lost} lost"] * bool(lost)
    return ", ".join(parts)
