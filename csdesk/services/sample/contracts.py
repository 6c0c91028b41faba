"""Contracts: the lines, amounts and renewal decisions of a sample account, drawn backwards from today's ARR."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from csdesk.domain.ids import ProductId, SubscriptionId
from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life

_ADD_ON_SHARE = 5
"""An added product is a fifth of the account's ARR."""


@dataclass(frozen=True, slots=True)
class _Price:
    """What a line costs a year from a day, whole units."""

    day: date
    amount: int
    quantity: int
    kind: OrderKind
    reason: str | None = None


def contracts_of(life: Life, products: dict[str, ProductId]) -> list[Any]:
    """The subscriptions, steps and renewals of one account."""
    known = life.portrait
    extra = _rounded(known.arr / _ADD_ON_SHARE) if known.add_on else 0
    prices = _prices(life, known.arr - extra)
    line = _line(life, products[known.product], known.started)
    out: list[Any] = [line, *_steps(life, line, prices)]
    out += _decisions(life, line, prices)
    if known.add_on:
        out += _added(life, products[known.add_on], extra)
    return out


def _line(life: Life, product: ProductId, start: date) -> Subscription:
    known = life.portrait
    monthly = known.end is None
    return Subscription(
        id=SubscriptionId(life.dice.new_id()),
        account=life.id,
        product=product,
        period=Period.MONTH if monthly else Period.YEAR,
        signed_on=workday_before(start - life.dice.days(3, 25)),
        start=start,
        end=known.end,
        live_on=None if start.year < 2023 else start + timedelta(days=life.dice.whole(45, 75)),
        auto_renew=known.auto_renew,
        notice_days=known.notice_days,
        cancelled_on=_cancelled(life),
        reason=known.lost_reason,
    )


def _cancelled(life: Life) -> date | None:
    if life.portrait.category is Category.LOST:
        return date(2025, 10, 29)
    return life.portrait.notice_given


def _rounded(amount: float) -> int:
    return max(12, round(amount / 120) * 120) if amount < 3000 else round(amount / 100) * 100


def _prices(life: Life, amount: int) -> list[_Price]:
    """The amounts since the first contract, oldest first, walked back from the newest."""
    quantity = max(5, round(life.quantity * amount / life.portrait.arr / 5) * 5)
    prices: list[_Price] = []
    for day in reversed(_turning_days(life)):
        kind, rate = _drawn_change(life, day)
        if rate:
            prices.append(_Price(day, amount, quantity, kind, _why(life, kind)))
            before = _rounded(amount / (1 + rate))
            if kind is not OrderKind.PRICE:
                quantity = max(5, round(quantity * before / amount))
            amount = before
    prices.append(_Price(life.portrait.started, amount, quantity, OrderKind.NEW))
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


def _why(life: Life, kind: OrderKind) -> str:
    words = {
        OrderKind.UPGRADE: "expanded", OrderKind.DOWNGRADE: "contracted", OrderKind.PRICE: "price"
    }  # fmt: skip
    return str(life.dice.pick(life.source.sentences[words[kind]]["reasons"]))


def _steps(life: Life, line: Subscription, prices: list[_Price]) -> Iterator[Step]:
    share = 12 if line.period is Period.MONTH else 1
    for price in prices:
        yield Step(
            id=life.dice.new_id(),
            subscription=line.id,
            from_=price.day,
            quantity=Decimal(price.quantity),
            amount=price.amount * 100 // share,
            order_kind=price.kind,
            reason=price.reason,
        )


def _decisions(life: Life, line: Subscription, prices: list[_Price]) -> Iterator[Renewal]:
    """What became of every term end, and what is expected of the next one."""
    if line.end is None:
        return
    year = 1
    while (term := add_months(life.portrait.started, 12 * year)) <= min(line.end, CLOCK):
        yield _decided(life, line, term, prices)
        year += 1
    if life.portrait.lost_on or life.portrait.category:
        yield _last_decision(life, line, prices[-1].amount)


def _decided(life: Life, line: Subscription, term: date, prices: list[_Price]) -> Renewal:
    due, decided = term - timedelta(days=1), workday_before(term - life.dice.days(8, 62))
    new = [p for p in prices if p.day <= term][-1]
    outcome = _outcome(line, new.kind if new.day == term else OrderKind.RENEWAL)
    sure = life.fortune.on(decided) + life.dice.about(0, 0.12)
    return Renewal(
        id=life.dice.new_id(),
        account=life.id,
        subscription=line.id,
        due_on=due,
        category=_called(sure),
        outcome=outcome,
        booked_on=min(decided + life.dice.days(0, 6), due),
        decided_on=decided,
        new_arr=new.amount * 100,
        reason=new.reason if new.day == term else None,
    )


def _outcome(line: Subscription, kind: OrderKind) -> Outcome:
    if kind is OrderKind.DOWNGRADE:
        return Outcome.CONTRACTED
    return Outcome.AUTO if line.auto_renew and kind is OrderKind.RENEWAL else Outcome.RENEWED


def _called(sure: float) -> Category:
    if sure > 0.62:
        return Category.COMMITTED
    return Category.LIKELY if sure > 0.4 else Category.AT_RISK


def _last_decision(life: Life, line: Subscription, amount: int) -> Renewal:
    assert line.end is not None
    known = life.portrait
    category = Category.LOST if known.lost_on else known.category
    lost = category is Category.LOST
    why = life.source.stories["renewal_reason"].get(known.name)
    return Renewal(
        id=life.dice.new_id(),
        account=life.id,
        subscription=line.id,
        due_on=line.end,
        category=category or Category.UNKNOWN,
        forecast=amount * 100 if category is Category.COMMITTED else None,
        outcome=Outcome.LOST if lost else Outcome.OPEN,
        decided_on=_cancelled(life) if lost else None,
        reason=known.lost_reason or why,
    )


def _added(life: Life, product: ProductId, amount: int) -> Iterator[Any]:
    """The second product: added some months ago, and ending with the first."""
    start = CLOCK - life.dice.days(120, 240)
    line = _line(life, product, start)
    yield line
    quantity = max(5, round(life.quantity / 2 / 5) * 5)
    yield from _steps(
        life, line, [_Price(start, amount, quantity, OrderKind.ADD_ON, _why(life, OrderKind.UPGRADE))]
    )


def licences_of(values: list[Any]) -> list[tuple[date, int]]:
    """From which day which quantity of the main line was sold, oldest first."""
    line = next(v for v in values if isinstance(v, Subscription))
    return [
        (s.from_, int(s.quantity or 0)) for s in values if isinstance(s, Step) and s.subscription == line.id
    ]


def quantities_of(licences: list[tuple[date, int]], day: date) -> int:
    """The quantity on a day."""
    return [q for start, q in licences if start <= day][-1]
