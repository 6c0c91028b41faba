"""Prices: what the main line of a sample account cost since its first contract, walked back from today's ARR."""

from dataclasses import dataclass
from datetime import date

from csdesk.domain.periods import add_months
from csdesk.domain.subscriptions import OrderKind
from csdesk.services.sample.life import Life


@dataclass(frozen=True, slots=True)
class Price:
    """What a line costs a year from a day, whole units."""

    day: date
    amount: int
    quantity: int
    kind: OrderKind
    reason: str | None = None


def rounded(amount: float, unit: int = 100) -> int:
    """An amount as it stands on an order."""
    return max(unit, round(amount / unit) * unit)


def prices_of(life: Life, amount: int) -> list[Price]:
    """The amounts since the first contract, oldest first, walked back from the newest."""
    quantity = max(5, round(life.quantity * amount / life.portrait.arr / 5) * 5)
    prices: list[Price] = []
    for day in reversed(_turning_days(life)):
        kind, rate = _drawn_change(life, day)
        if rate:
            prices.append(Price(day, amount, quantity, kind, why(life, kind)))
            before = rounded(amount / (1 + rate), 120 if life.portrait.end is None else 100)
            if kind is not OrderKind.PRICE:
                quantity = max(5, round(quantity * before / amount))
            amount = before
    prices.append(Price(life.portrait.started, amount, quantity, OrderKind.NEW))
    return prices[::-1]


def _turning_days(life: Life) -> list[date]:
    """The days on which the amount may change: every new term, and some day inside it."""
    days, year = [], 1
    while (term := add_months(life.portrait.started, 12 * year)) <= life.last:
        middle = term - life.dice.days(60, 240)
        days += [middle, term]
        year += 1
    tail = days[-1] if days else life.portrait.started
    if (life.last - tail).days > 120:
        days.append(tail + life.dice.days(80, (life.last - tail).days))
    return days


def _drawn_change(life: Life, day: date) -> tuple[OrderKind, float]:
    fortune, dice = life.fortune.on(day), life.dice
    if _new_term(life, day):
        if dice.chance(0.55 * (1.05 - fortune) * 0.5):
            return OrderKind.DOWNGRADE, -dice.whole(6, 16) / 100
        return (OrderKind.PRICE, dice.whole(30, 55) / 1000) if dice.chance(0.6) else (OrderKind.RENEWAL, 0.0)
    if dice.chance(0.45 * fortune):
        return OrderKind.UPGRADE, dice.whole(7, 26) / 100
    return OrderKind.UPGRADE, 0.0


def _new_term(life: Life, day: date) -> bool:
    start = life.portrait.started
    return day == add_months(start, 12 * (day.year - start.year))


def why(life: Life, kind: OrderKind) -> str:
    """A believable reason for a change of that kind."""
    words = {
        OrderKind.UPGRADE: "expanded", OrderKind.DOWNGRADE: "contracted", OrderKind.PRICE: "price"
    }  # fmt: skip
    return str(life.dice.pick(life.source.sentences[words[kind]]["reasons"]))
