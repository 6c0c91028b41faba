"""What Stripe's coupons, weekly prices, quantities and several items of one subscription come to, against invoices."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.reading.billed import a_month
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.reading.reduced import Discount, Price, prices_of
from csdesk.domain.imports.sheets.shared import _split
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import of, plan
from tests.domain.imports.test_exports import ITEMS, PRICES, STRIPE, SUBSCRIPTIONS, Rows, together

DISCOUNT_HEAD: list[Value] = [
    "id",
    "checkout_session",
    "coupon_id",
    "customer_id",
    "end",
    "start",
    "subscription_id",
]
COUPON_HEAD: list[Value] = [
    "id", "amount_off", "currency", "duration", "duration_in_months", "name", "percent_off", "valid"
]  # fmt: skip
KEY = "price:subscription_item:unit_amount (price)"
JUNE, START = date(2025, 6, 1), date(2024, 5, 1)


def discounted(what: list[Value], start: str, end: str | None, held: str = "since", **more: Rows) -> Plan:
    """The subscription sub_1 (3 × 29.99 a month since 1 May 2024) with a discount."""
    tables: Mapping[str, Rows] = {
        **STRIPE,
        "discount": (DISCOUNT_HEAD, ["di_1", "", "c_1", "cus_1", end, start, "sub_1"]),
        "coupon": (COUPON_HEAD, ["c_1", *what]),
        **more,
    }
    return together(tables, {KEY: held, "columns:customer:unknown": "omit"})


def steps(made: Plan, item: str = "si_1") -> list[tuple[date, int]]:
    (line,) = [s for s in of(made, Subscription) if s.external_id == item]
    return [(s.from_, s.amount) for s in of(made, Step) if s.subscription == line.id]


PERCENT: list[Value] = [None, "", "forever", None, "Loyal", "20", True]


def test_a_share_for_good_lowers_every_invoice_from_its_day() -> None:
    assert steps(discounted(PERCENT, "2025-01-01 00:00:00", None)) == [
        (START, 8997),
        (date(2025, 1, 1), 7198),
    ]
    assert steps(discounted(PERCENT, "2024-05-01 08:00:00", None)) == [(START, 7198)]


def test_the_price_of_one_unit_stays_what_it_was() -> None:
    made = discounted(PERCENT, "2024-05-01 08:00:00", None)
    step = of(made, Step)[0]
    assert (step.quantity, step.discount) == (3, Decimal("0.2"))
    assert round(step.unit_price) == 2999


def test_an_amount_off_repeats_until_its_end_and_then_the_whole_price_holds() -> None:
    coupon: list[Value] = ["1000", "usd", "repeating", "3", "Welcome", None, True]
    assert steps(discounted(coupon, "2025-09-01 00:00:00", "2025-12-01 00:00:00")) == [
        (START, 8997), (date(2025, 9, 1), 7997), (date(2025, 12, 1), 8997),
    ]  # fmt: skip
    assert steps(discounted(coupon, "2025-09-01 00:00:00", None))[-1] == (date(2025, 12, 1), 8997)


def test_known_from_the_files_day_alone_the_end_of_a_discount_is_still_ahead() -> None:
    coupon: list[Value] = ["1000", "usd", "repeating", "3", "Welcome", None, True]
    assert steps(discounted(coupon, "2025-09-01 00:00:00", None, held="file")) == [
        (date(2025, 11, 20), 7997), (date(2025, 12, 1), 8997),
    ]  # fmt: skip


def test_a_discount_that_holds_once_lowers_no_mrr_and_is_told() -> None:
    made = discounted(["1000", "usd", "once", None, "Once", None, True], "2024-05-01 00:00:00", None)
    assert steps(made) == [(START, 8997)]
    notes = next(s.notes for s in made.sheets if s.sheet == "subscription_item")
    assert "1 discount holds once: one invoice is lowered, and no MRR." in notes


def test_a_coupon_that_no_file_holds_is_told() -> None:
    made = discounted(PERCENT, "2024-05-01 00:00:00", None, coupon=(COUPON_HEAD, ["c_2", *PERCENT]))
    assert steps(made) == [(START, 8997)]
    notes = " ".join(next(s.notes for s in made.sheets if s.sheet == "subscription_item"))
    assert "1 discount names a coupon that no file holds" in notes


def test_what_is_taken_off_a_subscription_is_shared_among_its_items() -> None:
    items = (*ITEMS, ["si_9", "2024-05-01", "2025-12-01 08:00:00", "{}", "price_m", "1", "sub_1"])
    coupon: list[Value] = ["1000", "usd", "forever", None, "Ten", None, True]
    made = discounted(coupon, "2024-05-01 00:00:00", None, subscription_item=items)
    assert (steps(made), steps(made, "si_9")) == ([(START, 8997 - 750)], [(START, 2999 - 250)])


def test_a_weekly_price_counts_52_weeks_and_can_be_left_any_month() -> None:
    prices = (*PRICES, ["price_w", "usd", "prod_1", "week", "1", "1000"])
    items = [*ITEMS[:1], ["si_1", "2024-05-01", "2025-12-01 08:00:00", "{}", "price_w", "3", "sub_1"]]
    tables = {**STRIPE, "price": prices, "subscription_item": items, "subscription": SUBSCRIPTIONS[:2]}
    made = together(tables, {KEY: "since"})
    (line,) = of(made, Subscription)
    assert (line.period, line.end, line.month_to_month) == (Period.MONTH, None, True)
    assert steps(made) == [(START, 13000)]
    assert any("Prices by the week count for 52 weeks a year" in n for s in made.sheets for n in s.notes)


@pytest.mark.parametrize(
    ("interval", "count", "a_year"),
    [("week", 2, 26), ("weekly", 1, 52), ("day", 1, 365), ("Days", 73, 5), ("month", 3, 12), (None, 1, 12)],
)
def test_short_intervals_are_brought_to_a_month(interval: str | None, count: int, a_year: int) -> None:
    said = {"subscription.interval": interval, "subscription.interval_count": count}
    assert a_month(Record(2, None, said)) == Fraction(a_year, 12)


def test_a_share_of_one_in_a_column_of_percents_is_a_hundredth() -> None:
    made = plan(
        ["Customer", "Unit price", "Quantity", "Percent off"],
        ["Acme", "100.00", 1, 1],
        ["Beta", "1.00", 1, 50],
    )
    assert [s.amount for s in of(made, Step)] == [9900, 50]


def test_a_discount_never_makes_an_amount_negative() -> None:
    assert prices_of(500, Fraction(1), [Discount(Decimal(0), 800, None, None)], JUNE) == (Price(JUNE, 0),)


money = st.integers(1, 10**6)


@given(gross=money, off=st.integers(0, 10**6), first=st.none() | st.dates(), until=st.none() | st.dates())
def test_on_every_day_a_line_costs_what_is_invoiced_then(
    gross: int, off: int, first: date | None, until: date | None
) -> None:
    discount = Discount(Decimal(0), off, first, until)
    prices = prices_of(gross, Fraction(1), [discount], JUNE)
    assert prices[0].from_ == JUNE
    for day in (d for d in (JUNE, first, until, date.max) if d and d >= JUNE):
        held = max((p for p in prices if p.from_ <= day), key=lambda p: p.from_)
        less = (first is None or first <= day) and (until is None or day < until)
        assert held.amount == (max(0, gross - off) if less else gross)


@given(amount=money, costs=st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_the_parts_add_up(amount: int, costs: list[int]) -> None:
    parts = _split(Decimal(amount), [Decimal(c) for c in costs])
    assert sum(parts) == amount
    assert all(p >= 0 for p in parts)
