"""Histories that make sense, drawn at random: contracts one after the other, as a book of business has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile
from typing import Any

from hypothesis import strategies as st

from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.periods import add_months
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from tests.domain.revenue.by_days import DAY, Sold

SEEN = date(2031, 1, 1)
"""The day from which everything is looked at: whatever was decided is known."""
OVER = date(2040, 1, 1)
"""By this day every term that anybody decides about is over."""
EDGES = [date(2024, 2, 29), date(2023, 2, 28), date(2023, 1, 31), date(2022, 12, 31), date(2024, 8, 31)]
STARTS = st.sampled_from(EDGES) | st.dates(date(2022, 1, 1), date(2025, 12, 31))
MONTHS = st.sampled_from([1, 2, 3, 6, 11, 12, 12, 12, 18, 24, 36, 60])
PRODUCTS = st.sampled_from(["p1", "p2"])
GAPS = st.integers(2, 200)
LATER = st.integers(1, 200)
FATES = ["lost", "notice", "followed", "renewed", "early", "open"]
WITHOUT_A_CONTRACT = ["waits", "late", "lost later", "notice later"]
"""What becomes of a term that ends by its own words, and goes on; renewed, and left by the same end, is refused."""
ASSUMED = {Period.QUARTER: 3, Period.YEAR: 12, Period.TERM: 12}
CURRENCIES = st.sampled_from(["USD", "USD", "USD", "EUR", "GBP", "JPY"])
CROOKED = st.sampled_from([0, 0, 0, 0, 1, 13, 27])
"""By how many days a term is short of whole months, so that it ends with others."""
EARLY = st.sampled_from([0, 0, 1, 10, 60])
"""By how many days a next contract begins before the end of the one before it."""


@dataclass
class History:
    """A book that is being drawn."""

    sold: list[Sold] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)

    @property
    def values(self) -> list[Any]:
        """Its rows, in the order in which they refer to each other."""
        lines = [v for s in self.sold for v in (s.sub, *s.steps, *s.decided)]
        return [*lines, *self.rates]

    def days(self) -> list[date]:
        """Days on which something may turn, years before it is looked at: starts, ends, and the days beside them."""
        named = [d for s in self.sold for d in (s.sub.start, s.sub.end, s.sub.cancelled_on) if d]
        named += [d.due_on for s in self.sold for d in s.decided]
        return sorted({d + n * DAY for d in named for n in (-1, 0, 1) if d + n * DAY < SEEN - 1000 * DAY})


@st.composite
def histories(draw: st.DrawFn) -> History:
    """One to three accounts, each with one or two chains of contracts; some begin as a term of another one ends."""
    made = History()
    for number in range(draw(st.integers(1, 3))):
        account = AccountId(f"a{number + 1}")
        _chain(draw, made, account, draw(PRODUCTS), draw(STARTS))
        if draw(st.booleans()):
            beside = [d for s in made.sold if s.sub.account == account for d in _inner_starts(s)]
            start = draw(st.sampled_from(beside) if beside else STARTS)
            _chain(draw, made, account, draw(PRODUCTS), start)
    for one in ("EUR", "GBP", "JPY"):
        made.rates += _rates(draw, one)
    return made


def _rates(draw: st.DrawFn, currency: str) -> Iterator[Rate]:
    """What a currency is worth since long ago, and since days in between; pounds are told the other way round."""
    pair = ("USD", currency) if currency == "GBP" else (currency, "USD")
    for on in sorted(draw(st.sets(st.dates(date(2022, 1, 1), SEEN), max_size=2)) | {date(2000, 1, 1)}):
        rate = Decimal(draw(st.integers(50, 200))) / 100
        yield Rate(id=f"{currency}-{on}", from_currency=pair[0], to_currency=pair[1], on=on, rate=rate)


def _inner_starts(sold: Sold) -> Iterator[date]:
    """The last day of each term before the written end, and the day after it."""
    written = sold.sub.end
    if sold.sub.term_months and written:
        for end in takewhile(lambda end: end < written, sold.term_ends()):
            yield from (end, end + DAY)


def _chain(draw: st.DrawFn, made: History, account: AccountId, product: str, start: date | None) -> None:
    """Contracts of one product, each where the one before it ended, until one of them goes on or was lost for good."""
    counted = draw(st.booleans())
    for n in range(draw(st.integers(1, 3))):
        if start is None or start > date(2027, 1, 1):
            return
        start = _contract(draw, made, account, ProductId(product), start, counted=counted)
        if made.sold[-1].decided and draw(st.integers(0, 3)) == 0:
            product = f"p{n + 3}"


def _contract(
    draw: st.DrawFn, made: History, account: AccountId, product: ProductId, start: date, *, counted: bool
) -> date | None:
    """One contract; the day on which the next one may begin."""
    one = SubscriptionId(f"s{len(made.sold) + 1:02}")
    facts: dict[str, Any] = {
        "id": one, "account": account, "product": product, "start": start, "currency": draw(CURRENCIES),
        "signed_on": draw(st.none() | st.integers(0, 90).map(lambda n: start - n * DAY)),
    }  # fmt: skip
    kind = draw(st.sampled_from(["term", "term", "term", "term", "month", "month", "assumed", "fee"]))
    if kind == "fee":
        sold = Sold(Subscription(**facts, recurring=False, end=start, period=Period.TERM), [], [], 1)
        following: date | None = start
    elif kind == "month":
        sold, following = _by_month(draw, facts)
    else:
        sold, following = _term(draw, facts, assumed=kind == "assumed")
    sold.steps = _steps(draw, sold, counted=counted)
    made.sold.append(sold)
    return following


def _by_month(draw: st.DrawFn, facts: dict[str, Any]) -> tuple[Sold, date | None]:
    period = draw(st.sampled_from([Period.MONTH, Period.MONTH, Period.QUARTER, Period.YEAR]))
    gone = draw(st.none() | st.integers(1, 800).map(lambda n: facts["start"] + timedelta(days=n)))
    months = None if period is Period.MONTH else 1
    sub = Subscription(**facts, period=period, cancelled_on=gone, term_months=months)
    return Sold(sub, [], [], None), gone and gone + draw(st.sampled_from([0, 1, 40])) * DAY


def _term(draw: st.DrawFn, facts: dict[str, Any], *, assumed: bool) -> tuple[Sold, date | None]:
    start, rolls = facts["start"], draw(st.sampled_from([None, False, True]))
    period = draw(st.sampled_from(list(ASSUMED) if assumed else list(Period)))
    months, terms = ASSUMED[period] if assumed else draw(MONTHS), 1
    facts |= {"period": period, "auto_renew": rolls}
    if not assumed:
        terms = draw(st.sampled_from([1, 1, 1, 2, 3])) if 3 <= months <= 24 else 1
        facts |= {
            "end": add_months(start, months * terms) - DAY,
            "term_months": months if terms > 1 else None,
        }
    if rolls and months <= 24:
        terms += draw(st.integers(0, 3))
    end = add_months(start, months * terms) - DAY
    if not assumed and terms == 1 and not rolls and months > 1 and period is not Period.TERM:
        end = facts["end"] = end - draw(CROOKED) * DAY
    fate = draw(st.sampled_from(FATES if rolls else [*FATES, *WITHOUT_A_CONTRACT]))
    gone = end + draw(LATER) * DAY
    late_word = fate == "notice later" and gone <= end + 7 * DAY
    if fate == "notice":
        facts["cancelled_on"] = end - draw(st.integers(0, min(27, (end - start).days))) * DAY
    if fate == "notice later":
        facts["cancelled_on"] = gone
    sold = Sold(Subscription(**facts), [], [], months)
    if fate in {"lost", "renewed", "waits"} or (
        fate in WITHOUT_A_CONTRACT and not late_word and draw(st.booleans())
    ):
        _said(draw, sold, end, Outcome.LOST if fate == "lost" else Outcome.RENEWED)
    if fate == "lost later":
        _decided(draw, sold, gone, Outcome.LOST)
    for n in draw(st.sets(st.sampled_from(range(1, terms)))) if sold.sub.term_months and terms > 1 else ():
        if (in_place := add_months(start, months * n) - DAY) < facts["end"]:
            _decided(draw, sold, in_place, Outcome.RENEWED)
    sold.decided = draw(st.permutations(sold.decided))
    return sold, _next_start(draw, end, fate)


def _next_start(draw: st.DrawFn, end: date, fate: str) -> date | None:
    """The day on which a next contract begins, if there is one; one that was renewed early begins before the end."""
    if fate in {"followed", "renewed"}:
        return end + DAY
    if fate == "early":
        return end - draw(EARLY) * DAY
    again = fate in {"late", "lost later", "notice later"} or (
        fate in {"lost", "notice"} and draw(st.booleans())
    )
    return end + draw(GAPS) * DAY if again else None


def _said(draw: st.DrawFn, sold: Sold, end: date, outcome: Outcome) -> None:
    """What was decided, on the end or days beside it; perhaps something else as well, of a day farther from it."""
    near = end + draw(st.sampled_from([0, 0, 0, -1, 1, 5])) * DAY
    other = draw(st.sampled_from([None, None, Outcome.OPEN, Outcome.LOST, Outcome.RENEWED]))
    if other:
        _decided(draw, sold, end + draw(st.sampled_from([-7, 7])) * DAY, other)
    _decided(draw, sold, near, outcome)


def _decided(draw: st.DrawFn, sold: Sold, due: date, outcome: Outcome) -> None:
    told = draw(st.none() | st.integers(-90, 60).map(lambda n: min(due + timedelta(days=n), SEEN)))
    one = Renewal(
        id=f"{sold.sub.id}-r{len(sold.decided)}", account=sold.sub.account, subscription=sold.sub.id, due_on=due,
        outcome=outcome, decided_on=told,
    )  # fmt: skip
    sold.decided.append(one)


def _steps(draw: st.DrawFn, sold: Sold, *, counted: bool) -> list[Step]:
    """What it costs from its start, or since somebody knew it, and what was agreed ahead."""
    late = draw(st.sampled_from([0, 0, 0, 0, 0, 200]))
    days = {
        sold.start + late * DAY,
        *(sold.start + n * DAY for n in draw(st.sets(st.integers(late, 900), max_size=2))),
    }
    return [
        Step(
            id=f"{sold.sub.id}-{n}", subscription=sold.sub.id, from_=day, amount=draw(st.integers(0, 50_000)),
            quantity=Decimal(draw(st.integers(1, 40))) if counted else None,
            order_kind=draw(st.sampled_from([None, None, None, None, OrderKind.ARCHIVE])) if n else None,
        )
        for n, day in enumerate(sorted(days))
    ]  # fmt: skip
