"""What a contract costs, typed into a workbook that comes back: a unit price will do, and no decimal is lost unseen."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.ids import ProductId, SubscriptionId
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.store.book import Book
from tests.services.round_trip import (
    DAY,
    LINE,
    ORCHARD,
    add,
    edited,
    merged,
    place,
    planned,
    row_of,
    sent,
    write,
)

JUNE = date(2025, 6, 1)


def amounts(book: Book) -> list[int]:
    return [s.amount for s in book.all(Step, subscription=LINE)]


@pytest.mark.parametrize(
    ("cells", "amount"),
    [
        ({"Quantity": 4, "Unit price (computed)": 30_000}, 120_000),
        ({"Quantity": 4, "Discount": 0.25, "Unit price (computed)": "¥30,000"}, 90_000),
        ({"Quantity": 3, "Discount": "10 %", "Unit price (computed)": 0.5}, 1),  # 1.35
        ({"Quantity": 4, "Unit price (computed)": 30_000, "Amount": 110_000}, 110_000),
    ],
)
def test_a_new_step_costs_its_quantity_times_its_unit_price_unless_it_says_an_amount(
    there: Book, sheet: Path, cells: dict[str, object], amount: int
) -> None:
    edited(sheet, lambda w: add(w["Steps"], Subscription=LINE, From=JUNE, **cells))
    merged(there, sheet)
    assert amounts(there) == [75_000, amount]


def test_the_unit_price_may_stand_in_a_column_that_somebody_added(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Steps"]
        page.cell(1, place(page, "Unit price (computed)")).value = "Unit price"
        add(page, Subscription=LINE, From=JUNE, Quantity=2, Unit_price=500)

    plan = merged(there, edited(sheet, edit))
    assert amounts(there) == [75_000, 1_000]
    assert "“Unit price” is read in new rows only." in [n for s in plan.sheets for n in s.notes]


def test_the_workbook_says_what_one_lists_for(there: Book, sheet: Path) -> None:
    """75,000 yen for 2.5 are 30,000 each, on the step and on its contract."""

    def look(w: Any) -> None:
        for page in (w["Steps"], w["Subscriptions"]):
            assert page.cell(2, place(page, "Unit price (computed)")).value == 30_000

    edited(sheet, look)


def test_a_unit_price_goes_out_to_the_hundredth_of_a_cent(there: Book, tmp_path: Path) -> None:
    """100.00 USD for 3, a quarter off: 400 / 9 = 44.4444 each."""
    line = Subscription(id=SubscriptionId("s-9"), account=ORCHARD, product=ProductId("p-1"), start=JUNE)
    step = Step(
        id="x-9",
        subscription=line.id,
        from_=JUNE,
        quantity=Decimal(3),
        discount=Decimal("0.25"),
        amount=10_000,
    )
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put_all([line, step])

    def look(w: Any) -> None:
        for uid, page in (("x-9", w["Steps"]), ("s-9", w["Subscriptions"])):
            assert page.cell(row_of(page, uid), place(page, "Unit price (computed)")).value == 44.4444
        page = w["Subscriptions"]
        assert page.cell(row_of(page, "s-9"), place(page, "Discount (computed)")).value == 0.25

    edited(sent(there, tmp_path / "again.xlsx"), look)


def test_a_unit_price_that_was_read_is_not_said_to_be_unread(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        add(w["Steps"], **{"Subscription": LINE, "From": JUNE, "Unit price (computed)": 5})

    plan = planned(there, edited(sheet, edit))
    assert [n for s in plan.sheets for n in s.notes] == []
    (row,) = (r for s in plan.sheets for r in s.rows)
    assert row.what.endswith("Amount 5 JPY")


def test_a_unit_price_in_another_currency_is_refused(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        add(w["Steps"], **{"Subscription": LINE, "From": JUNE, "Unit price (computed)": "€ 5"})

    (row,) = planned(there, edited(sheet, edit)).refused
    (problem,) = row.problems
    assert (problem.column, problem.problem) == ("Unit price", "the amounts of this row are in JPY")


@pytest.mark.parametrize("typed", ["10,000.50", 10_000.5])
def test_an_amount_with_decimals_that_its_currency_has_not_is_refused(
    there: Book, sheet: Path, typed: object
) -> None:
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", typed))
    (row,) = planned(there, sheet).refused
    (problem,) = row.problems
    assert (problem.row, problem.column, problem.problem) == (
        2,
        "Amount",
        "an amount in JPY has no decimals",
    )
    assert Decimal(problem.value.replace(",", "")) == Decimal("10000.5")


def test_zeros_behind_the_point_are_no_decimals(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", "80,000.00"))
    merged(there, sheet)
    assert amounts(there) == [80_000]


@pytest.mark.parametrize(
    ("sheet_name", "uid", "header", "typed", "told"),
    [
        ("Steps", "x-1", "Discount", -0.1, "a discount cannot be negative"),
        ("Steps", "x-1", "Quantity", -2, "a quantity cannot be negative"),
        ("Steps", "x-1", "Amount", -2, "a recurring amount cannot be negative"),
        ("Accounts", "a-1", "Judgement", 7, "red, amber, green, or a number from 1 to 5"),
        ("Accounts", "a-1", "Currency", "cowries", "three letters, such as EUR"),
        ("Accounts", "a-1", "Status", "gone fishing", "customer, prospect, lost, archived"),
        ("Tickets", "k-1", "Severity", 9, "1 (worst) to 4"),
        ("Subscriptions", "s-1", "Period", "hourglass", "month, quarter, year"),
        ("Steps", "x-1", "Order kind", "gift", "new, add-on, upgrade, downgrade, price, archive, renewal"),
    ],
)
def test_a_refusal_says_in_one_sentence_what_the_cell_may_hold(
    there: Book, sheet: Path, sheet_name: str, uid: str, header: str, typed: object, told: str
) -> None:
    edited(sheet, lambda w: write(w[sheet_name], uid, header, typed))
    (row,) = planned(there, sheet).refused
    assert told in row.what
