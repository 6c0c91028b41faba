"""Contracts: the lines, amounts and renewal decisions of a sample account, drawn backwards from today's ARR."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from csdesk.domain.ids import ProductId, SubscriptionId
from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life
from csdesk.services.sample.prices import Price, prices_of, rounded, why

_ADD_ON_SHARE = 5
"""An added product is a fifth of the account's ARR."""


def contracts_of(life: Life, products: dict[str, ProductId]) -> list[Any]:
    """The subscriptions, steps and renewals of one account; every term is a line of its own."""
    known = life.portrait
    extra = rounded(known.arr / _ADD_ON_SHARE) if known.add_on else 0
    prices = prices_of(life, known.arr - extra)
    terms = _terms(known.started, known.end)
    lines = [_line(life, products[known.product], term) for term in terms]
    out: list[Any] = [*lines]
    for line in lines:
        out += _steps(life, line, prices)
    out += _decisions(life, lines, prices)
    if known.add_on:
        out += _added(life, products[known.add_on], extra)
    return out


def _terms(start: date, end: date | None) -> list[tuple[date, date | None]]:
    """The yearly terms from the first day to the last; one without an end for month to month."""
    if end is None:
        return [(start, None)]
    terms: list[tuple[date, date | None]] = []
    while (first := add_months(start, 12 * len(terms))) <= end:
        terms.append((first, min(end, add_months(start, 12 * len(terms) + 12) - timedelta(days=1))))
    return terms


def _line(life: Life, product: ProductId, term: tuple[date, date | None]) -> Subscription:
    known, (start, end) = life.portrait, term
    newest = end == known.end
    signed = life.signed_on if start == known.started else workday_before(start - life.dice.days(8, 62))
    return Subscription(
        id=SubscriptionId(life.dice.new_id()),
        account=life.id,
        product=product,
        period=Period.MONTH if end is None else Period.YEAR,
        signed_on=signed,
        start=start,
        end=end,
        live_on=life.go_live if start == known.started else start,
        auto_renew=known.auto_renew,
        notice_days=known.notice_days,
        cancelled_on=_cancelled(life) if newest else None,
        reason=known.lost_reason if newest else None,
    )


def _cancelled(life: Life) -> date | None:
    if life.portrait.category is Category.LOST:
        return date(2025, 10, 29)
    return life.portrait.notice_given


def _steps(life: Life, line: Subscription, prices: list[Price]) -> Iterator[Step]:
    """What holds on the line's first day, and every change inside its term."""
    assert line.start is not None
    held = [p for p in prices if p.day <= line.start][-1]
    inside = [p for p in prices if p.day > line.start and (line.end is None or p.day <= line.end)]
    opening = held if held.day == line.start else replace(held, kind=OrderKind.RENEWAL, reason=None)
    for price in (replace(opening, day=line.start), *inside):
        yield Step(
            id=life.dice.new_id(),
            subscription=line.id,
            from_=price.day,
            quantity=Decimal(price.quantity),
            amount=round(price.amount * 100 / (12 if line.period is Period.MONTH else 1)),
            order_kind=price.kind,
            reason=price.reason,
        )


def _decisions(life: Life, lines: list[Subscription], prices: list[Price]) -> Iterator[Renewal]:
    """What became of every term end, and what is expected of the next one."""
    for line, following in pairwise(lines):
        yield _decided(life, line, following, prices)
    if lines[-1].end and (life.portrait.lost_on or life.portrait.category):
        yield _last_decision(life, lines[-1], prices[-1].amount)


def _decided(life: Life, line: Subscription, following: Subscription, prices: list[Price]) -> Renewal:
    assert line.end is not None
    assert following.signed_on is not None
    assert following.start is not None
    new = [p for p in prices if p.day <= following.start][-1]
    changed = new.day == following.start
    sure = life.fortune.on(following.signed_on) + life.dice.about(0, 0.12)
    return Renewal(
        id=life.dice.new_id(),
        account=life.id,
        subscription=line.id,
        due_on=line.end,
        category=_called(sure),
        outcome=_outcome(line, new.kind if changed else OrderKind.RENEWAL),
        booked_on=min(following.signed_on + life.dice.days(0, 6), line.end),
        decided_on=following.signed_on,
        new_arr=new.amount * 100,
        reason=new.reason if changed else None,
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
    quantity = max(5, round(life.quantity / 2 / 5) * 5)
    prices = [Price(start, amount, quantity, OrderKind.ADD_ON, why(life, OrderKind.UPGRADE))]
    line = replace(_line(life, product, (start, life.portrait.end)), live_on=start)
    yield line
    yield from _steps(life, line, prices)


def steps_of(values: list[Any]) -> list[Step]:
    """The steps of the main product, oldest first."""
    main = next(v.product for v in values if isinstance(v, Subscription))
    lines = {v.id for v in values if isinstance(v, Subscription) and v.product == main}
    return sorted(
        (v for v in values if isinstance(v, Step) and v.subscription in lines), key=lambda v: v.from_
    )


def step_on(steps: list[Step], day: date) -> Step:
    """The step that holds on a day."""
    return [s for s in steps if s.from_ <= day][-1]
