"""Whole books of contract lines, drawn at random."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.periods import term_end
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.following import begun_of, new_products_of, successors_of
from csdesk.domain.revenue.lines import Line
from csdesk.domain.subscriptions import NoticeCount, OrderKind, Period, Step, Subscription

Drawn = list[tuple[Subscription, list[Step], list[Renewal]]]
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
MAYBE = st.sampled_from([None, False, True])


@st.composite
def subscriptions(draw: st.DrawFn, number: int) -> Subscription:
    """One line of one of three accounts and two products; nothing about it is sure to make sense."""
    start = draw(st.none() | DAYS) if draw(st.integers(0, 9)) == 0 else draw(DAYS)
    period = draw(st.sampled_from(list(Period)))
    months = draw(st.integers(1, 26))
    ends = term_end(start, months) if start else draw(DAYS)
    crooked = draw(st.integers(-3, 3)) if draw(st.booleans()) else 0
    end = ends + timedelta(days=crooked) if draw(st.integers(0, 3)) else None
    return Subscription(
        id=SubscriptionId(f"s{number}"),
        account=AccountId(draw(st.sampled_from(["a1", "a2", "a3"]))),
        product=ProductId(draw(st.sampled_from(["p1", "p2"]))),
        period=period,
        recurring=draw(st.integers(0, 7)) > 0,
        start=start,
        end=end,
        signed_on=draw(st.none() | DAYS),
        auto_renew=draw(MAYBE),
        notice_days=draw(st.none() | st.integers(0, 90)),
        notice_counted_in=draw(st.sampled_from([None, *NoticeCount])),
        term_months=draw(st.sampled_from([None, None, 3, 12, 18])),
        term_confirmed=draw(st.booleans()),
        cancelled_on=draw(DAYS) if draw(st.integers(0, 4)) == 0 else None,
    )


@st.composite
def steps_of(draw: st.DrawFn, sub: Subscription) -> list[Step]:
    """What the line costs: from its start, or known later, with or without quantities."""
    begin = sub.start or draw(DAYS)
    days = [begin + timedelta(days=draw(st.sampled_from([0, 0, 0, 200])))]
    days += [d for d in draw(st.lists(DAYS, max_size=2)) if d >= begin]
    counted = draw(st.booleans())
    return [
        Step(
            id=f"{sub.id}-{i}",
            subscription=sub.id,
            from_=d,
            amount=draw(st.integers(-500, 100_000)),
            quantity=Decimal(draw(st.integers(0, 40))) if counted else None,
            order_kind=draw(st.sampled_from([None, None, None, OrderKind.ARCHIVE])),
        )
        for i, d in enumerate(days)
    ]


@st.composite
def renewals_of(draw: st.DrawFn, sub: Subscription) -> list[Renewal]:
    """Decisions about the line's end, near it, or about some other day."""
    found = []
    for i in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        near = (sub.end or draw(DAYS)) + timedelta(
            days=draw(st.sampled_from([0, 0, 0, 1, -1, 31, 365, -365, -181]))
        )
        found.append(
            Renewal(
                id=f"{sub.id}-r{i}",
                account=sub.account,
                subscription=sub.id,
                due_on=near,
                outcome=draw(st.sampled_from(list(Outcome))),
                decided_on=draw(st.none() | DAYS),
                booked_on=draw(st.none() | DAYS),
            )
        )
    return found


@st.composite
def contracts(draw: st.DrawFn) -> Drawn:
    """Up to six lines; some follow the one before them."""
    subs: list[Subscription] = []
    for i in range(draw(st.integers(0, 6))):
        sub = draw(subscriptions(i))
        before = subs[-1] if subs else sub
        if before.end and before is not sub and draw(st.booleans()):
            start = before.end + timedelta(days=draw(st.sampled_from([0, 1, 1, 2, 366])))
            end = max(sub.end, start + timedelta(days=20)) if sub.end else None
            sub = replace(sub, start=start, end=end, account=before.account, product=before.product)
        subs.append(sub)
    return [(s, draw(steps_of(s)), draw(renewals_of(s))) for s in subs]


def lines_of(drawn: Drawn) -> list[Line]:
    """The lines of a drawn book, each with those that may follow it."""
    found = []
    for sub, steps, renewals in drawn:
        begun = begun_of(s for s, _, _ in drawn if s.account == sub.account)
        after = successors_of(sub, begun), new_products_of(sub, begun)
        found.append(Line(sub, tuple(sorted(steps, key=lambda s: s.from_)), tuple(renewals), *after))
    return found
