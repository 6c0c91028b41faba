"""What several coupons of one subscription come to, and those of a customer, as Stripe invoices them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import of
from tests.domain.imports.test_exports import ITEMS, STRIPE, SUBSCRIPTIONS, Rows, together
from tests.domain.imports.test_reduced import COUPON_HEAD, KEY, START, steps

HEAD: list[Value] = [
    "id",
    "checkout_session",
    "coupon_id",
    "customer_id",
    "end",
    "start",
    "subscription_id",
    "invoice_id",
]
COUPONS: Rows = (
    COUPON_HEAD,
    ["fifth", None, "", "forever", None, "Loyal", "20", True],
    ["tenth", None, "", "forever", None, "Partner", "10", True],
    ["ten", "1000", "usd", "forever", None, "Ten off", None, True],
    ["welcome", None, "", "repeating", "3", "Welcome", "50", True],
    ["first", None, "", "once", None, "First month", "100", True],
)


def discounted(*rows: Sequence[Value], **more: Rows) -> Plan:
    """sub_1 of customer cus_1 (3 × 29.99 a month since 1 May 2024): coupon, customer, end, start, subscription."""
    lines = [["di", "", *row, ""] if len(row) == 5 else ["di", "", *row] for row in rows]
    tables = {**STRIPE, "discount": (HEAD, *lines), "coupon": COUPONS, **more}
    return together(tables, {KEY: "since", "columns:customer:unknown": "omit"})


def notes(made: Plan) -> list[str]:
    return [n for s in made.sheets for n in s.notes]


MAY, JANUARY = "2024-05-01 08:00:00", "2025-01-01 00:00:00"


def test_a_share_and_then_an_amount_are_taken_one_after_the_other() -> None:
    made = discounted(["fifth", "cus_1", None, MAY, "sub_1"], ["ten", "cus_1", None, JANUARY, "sub_1"])
    assert steps(made) == [(START, 7198), (date(2025, 1, 1), 6198)]


def test_an_amount_and_then_a_share_come_to_another_price() -> None:
    made = discounted(["fifth", "cus_1", None, JANUARY, "sub_1"], ["ten", "cus_1", None, MAY, "sub_1"])
    assert steps(made) == [(START, 7997), (date(2025, 1, 1), 6398)]


def test_two_shares_are_told_as_the_one_that_they_come_to() -> None:
    made = discounted(["fifth", "cus_1", None, MAY, "sub_1"], ["tenth", "cus_1", None, MAY, "sub_1"])
    (step,) = [s for s in of(made, Step) if s.from_ == START and s.quantity == 3]
    assert (step.amount, step.discount) == (6478, Decimal("0.28"))


def test_each_of_several_ends_by_itself() -> None:
    made = discounted(
        ["fifth", "cus_1", "2025-03-01", MAY, "sub_1"], ["welcome", "cus_1", None, MAY, "sub_1"]
    )
    assert steps(made) == [(START, 3599), (date(2024, 8, 1), 7198), (date(2025, 3, 1), 8997)]


def test_a_customers_discount_lowers_its_subscriptions() -> None:
    made = discounted(["fifth", "cus_1", None, MAY, None])
    assert steps(made) == [(START, 7198)]
    assert steps(made, "si_2") == [(date(2024, 3, 1), 120000)]


def test_a_subscription_with_a_discount_of_its_own_does_not_inherit_the_customers() -> None:
    made = discounted(["tenth", "cus_1", None, MAY, None], ["fifth", "cus_1", None, MAY, "sub_1"])
    assert steps(made) == [(START, 7198)]


def test_the_customers_discount_holds_again_once_the_subscriptions_own_has_ended() -> None:
    made = discounted(["tenth", "cus_1", None, MAY, None], ["welcome", "cus_1", None, MAY, "sub_1"])
    assert steps(made) == [(START, 4499), (date(2024, 8, 1), 8097)]


def test_a_coupon_for_one_invoice_keeps_nobody_from_the_customers_discount() -> None:
    made = discounted(["tenth", "cus_1", None, MAY, None], ["first", "cus_1", None, MAY, "sub_1"])
    assert steps(made) == [(START, 8097)]
    assert "1 discount holds once: one invoice is lowered, and no MRR." in notes(made)


def test_a_discount_that_was_put_on_one_invoice_lowers_no_price_and_is_told() -> None:
    made = discounted(["fifth", "cus_1", None, MAY, "sub_1", "in_1"])
    assert steps(made) == [(START, 8997)]
    assert "1 row of “discount” is about one invoice alone." in notes(made)


def test_several_amounts_off_are_each_shared_among_the_items() -> None:
    items = (*ITEMS, ["si_9", "2024-05-01", "2025-12-01 08:00:00", "{}", "price_m", "1", "sub_1"])
    coupons = (*COUPONS, ["four", "400", "usd", "forever", None, "Four off", None, True])
    made = discounted(
        ["ten", "cus_1", None, MAY, "sub_1"],
        ["four", "cus_1", None, MAY, "sub_1"],
        subscription_item=items,
        coupon=coupons,
    )
    assert (steps(made), steps(made, "si_9")) == ([(START, 8997 - 750 - 300)], [(START, 2999 - 250 - 100)])


def test_one_of_several_coupons_that_no_file_holds_is_told() -> None:
    made = discounted(["fifth", "cus_1", None, MAY, "sub_1"], ["gone", "cus_1", None, JANUARY, "sub_1"])
    assert steps(made) == [(START, 7198)]
    assert "1 discount names a coupon that no file holds: prices are those before it, such as in row 2." in (
        notes(made)
    )


def test_without_a_table_of_items_the_subscriptions_take_their_discounts_themselves() -> None:
    head: list[Value] = [*SUBSCRIPTIONS[0], "plan_id"]
    tables = {k: v for k, v in STRIPE.items() if k != "subscription_item"}
    tables |= {
        "subscription": (head, [*SUBSCRIPTIONS[2], "plan_y"]),
        "discount": (HEAD, ["di", "", "fifth", "cus_2", None, "2024-03-01", None, ""]),
        "coupon": COUPONS,
    }
    made = together(tables, {"price:subscription:amount (plan)": "since", "columns:customer:unknown": "omit"})
    assert [s.amount for s in of(made, Step)] == [96000]
