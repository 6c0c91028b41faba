"""The csdesk workbook imported like any sheet: a new step costs what its unit price says; what is not read is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.round_trip import DAY, add, edited, sent, write

JUNE = date(2025, 6, 1)


def id_(number: int) -> str:
    return f"0190b000-7000-7000-8000-{number:012}"


YEN, LINE, STEP = AccountId(id_(1)), SubscriptionId(id_(3)), id_(4)


@pytest.fixture
def sheet(book: Book, tmp_path: Path) -> Path:
    """One customer who pays €750 a month for 2.5, as a workbook that lost its hidden sheet."""
    rows = [
        Account(id=YEN, account="Yen"),
        Product(id=ProductId(id_(2)), product="Team"),
        Subscription(
            id=LINE, account=YEN, product=ProductId(id_(2)), period=Period.MONTH, currency="EUR",
            start=date(2025, 1, 1),
        ),
        Step(id=STEP, subscription=LINE, from_=date(2025, 1, 1), quantity=Decimal("2.5"), amount=75_000),
        Objective(id=ObjectiveId(id_(5)), account=YEN, objective="Days"),
    ]  # fmt: skip
    with book.change(Verb.ADD, label="test", today=DAY):
        book.put_all(rows)
    return edited(sent(book, tmp_path / "book.xlsx"), lambda w: w.remove(w["csdesk baseline"]))


def imported(book: Book, path: Path) -> Plan:
    plan = plan_import(book, [read_here(path, day=DAY)], {}, today=DAY)
    apply_import(book, plan, today=DAY)
    return plan


def notes(plan: Plan) -> list[str]:
    return [note for s in plan.sheets for note in s.notes if "is worked out" in note]


@pytest.mark.parametrize(
    ("cells", "amount"),
    [
        ({"Quantity": 4, "Unit price (computed)": 300}, 120_000),
        ({"Quantity": 4, "Discount": 0.25, "Unit price (computed)": 300}, 90_000),
        ({"Unit price (computed)": 300}, 30_000),
        ({"Quantity": 4, "Unit price (computed)": 300, "Amount": 1_100}, 110_000),
    ],
)
def test_a_new_step_costs_its_quantity_times_its_unit_price_unless_it_says_an_amount(
    book: Book, sheet: Path, cells: dict[str, object], amount: int
) -> None:
    edited(sheet, lambda w: add(w["Steps"], **{"Subscription": LINE, "From": JUNE} | cells))
    assert notes(imported(book, sheet)) == []
    assert {s.from_: s.amount for s in book.all(Step)} == {date(2025, 1, 1): 75_000, JUNE: amount}


def test_new_rows_name_what_they_hang_on_by_its_customer_and_product(book: Book, sheet: Path) -> None:
    whose = {"Account (computed)": "Yen", "Product (computed)": "Team"}
    edited(sheet, lambda w: add(w["Steps"], **{"From": JUNE, "Amount": 5} | whose))
    edited(sheet, lambda w: add(w["Readings"], Objective="Days", On=JUNE, Value=5))
    edited(
        sheet,
        lambda w: add(w["Renewals"], **{"Account": "Yen", "Product (computed)": "Team", "Due on": JUNE}),
    )
    imported(book, sheet)
    assert [s.subscription for s in book.all(Step)] == [LINE, LINE]
    assert [r.objective for r in book.all(Reading)] == [id_(5)]
    assert [r.subscription for r in book.all(Renewal)] == [LINE]


def test_of_a_row_that_has_an_id_nothing_computed_is_read(book: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        for header in ("Unit price (computed)", "Account (computed)", "Product (computed)"):
            write(w["Steps"], STEP, header, "9")
        add(w["Steps"], **{"Subscription": LINE, "From": JUNE, "Unit price (computed)": 5})

    edited(sheet, edit)
    plan = imported(book, sheet)
    assert [r.result for s in plan.sheets for r in s.rows if s.sheet == "Steps"] == [Result.SAME, Result.NEW]
    assert [s.amount for s in book.all(Step)] == [75_000, 500]


def test_what_a_new_row_says_in_any_other_computed_column_is_told(book: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Accounts"], **{"Account": "Vireo", "ARR (computed)": 12_000}))
    line = {"Account": "Vireo", "Product": "Team", "Start": JUNE, "Period": "month", "Currency": "EUR"}
    edited(sheet, lambda w: add(w["Subscriptions"], **line | {"Quantity (computed)": 4}))
    arr, quantity = notes(imported(book, sheet))
    assert arr.startswith("“ARR (computed)” is worked out: what stands in it in 1 new row is not read.")
    assert arr.endswith("What a customer pays stands on the sheets “Subscriptions” and “Steps”.")
    assert quantity.startswith(
        "“Quantity (computed)” is worked out: what stands in it in 1 new row is not read."
    )
    assert quantity.endswith("Change it on the sheet “Steps”.")


def test_an_unedited_workbook_tells_nothing_and_changes_nothing(book: Book, sheet: Path) -> None:
    plan = imported(book, sheet)
    assert notes(plan) == []
    assert {r.result for s in plan.sheets for r in s.rows} == {Result.SAME}
