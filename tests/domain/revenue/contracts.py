"""Contract lines as tests write them down."""

from datetime import date
from decimal import Decimal
from typing import Any

from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.lines import Line, Successor
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription


def day(text: str) -> date:
    return date.fromisoformat(text)


def subscription(
    start: str | None = "2025-01-01",
    end: str | None = "2025-12-31",
    *,
    id: str = "s1",  # noqa: A002
    account: str = "a1",
    product: str = "p1",
    cancelled: str | None = None,
    signed: str | None = None,
    **facts: Any,
) -> Subscription:
    return Subscription(
        id=SubscriptionId(id),
        account=AccountId(account),
        product=ProductId(product),
        start=day(start) if start else None,
        end=day(end) if end else None,
        cancelled_on=day(cancelled) if cancelled else None,
        signed_on=day(signed) if signed else None,
        **facts,
    )


def step(
    from_: str, amount: int, quantity: str | None = None, *, kind: OrderKind | None = None, of: str = "s1"
) -> Step:
    return Step(
        id=f"{of}-{from_}",
        subscription=SubscriptionId(of),
        from_=day(from_),
        amount=amount,
        quantity=Decimal(quantity) if quantity else None,
        order_kind=kind,
    )


def decision(due_on: str, outcome: Outcome, decided_on: str | None = None, **facts: Any) -> Renewal:
    return Renewal(
        id=f"r-{due_on}",
        account=AccountId("a1"),
        subscription=SubscriptionId("s1"),
        due_on=day(due_on),
        outcome=outcome,
        decided_on=day(decided_on) if decided_on else None,
        **facts,
    )


def line(
    sub: Subscription, *steps: Step, decisions: tuple[Renewal, ...] = (), followed: tuple[str, ...] = ()
) -> Line:
    return Line(sub, steps, decisions, tuple(Successor(day(f)) for f in followed))


def monthly(start: str = "2025-01-01", cancelled: str | None = None, **facts: Any) -> Subscription:
    return subscription(start, None, period=Period.MONTH, cancelled=cancelled, **facts)
