"""A contract that a colleague adds: its amounts are in its own currency, and its rows name what they hang on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.store.book import Book
from tests.services.round_trip import LINE, PEOPLE, YEN, add, edited, merged, place, planned, write

FIRST = date(2025, 12, 1)
Edit = Callable[[Any], None]


def contract(currency: str, amount: object, owner: str = "Vireo") -> Edit:
    """A new customer with a contract and its first step, each named by a key of the colleague's own."""

    def edit(w: Any) -> None:
        add(w["Accounts"], ID=owner, Account=f"{owner} Labs")
        add(
            w["Subscriptions"],
            ID=f"{owner} line",
            Account=owner,
            Product="Suite",
            Start=FIRST,
            Currency=currency,
        )
        add(w["Steps"], Subscription=f"{owner} line", From=FIRST, Quantity=10, Amount=amount)

    return edit


def paid(book: Book) -> dict[str, int]:
    """What the step of each new contract costs, in the smallest unit of its currency."""
    lines = {s.id: s.currency for s in book.all(Subscription) if s.id != LINE}
    return {lines[s.subscription]: s.amount for s in book.all(Step) if s.subscription in lines}


@pytest.mark.parametrize(
    ("currency", "amount", "smallest"),
    [
        ("JPY", 10_000, 10_000),
        ("KWD", "1,000.125", 1_000_125),
        ("EUR", "€ 1.234,50", 123_450),
        ("USD", 10.5, 1_050),
    ],
)
def test_the_amount_of_a_new_contract_is_in_the_contracts_currency(
    there: Book, sheet: Path, currency: str, amount: object, smallest: int
) -> None:
    merged(there, edited(sheet, contract(currency, amount)))
    assert paid(there) == {currency: smallest}


def test_a_contract_without_a_currency_has_that_of_its_new_customer(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        contract("", 10_000)(w)
        write(w["Accounts"], "Vireo", "Currency", "JPY")

    merged(there, edited(sheet, edit))
    assert paid(there) == {"JPY": 10_000}


def test_a_step_names_a_new_contract_by_whose_it_is_and_what_is_sold(there: Book, sheet: Path) -> None:
    """Two new customers have the same product: each step finds its own."""

    def edit(w: Any) -> None:
        for owner, currency in (("Vireo", "JPY"), ("Halo", "EUR")):
            contract(currency, 5, owner)(w)
            page = w["Steps"]
            page.cell(page.max_row, place(page, "Subscription")).value = None
            page.cell(page.max_row, place(page, "Account (computed)")).value = f"{owner} Labs"
            page.cell(page.max_row, place(page, "Product (computed)")).value = "Suite"

    plan = merged(there, edited(sheet, edit))
    assert paid(there) == {"JPY": 5, "EUR": 500}
    steps = next(s for s in plan.sheets if s.noun == "step")
    assert [r.name for r in steps.rows if r.result is Result.NEW] == ["Vireo Labs", "Halo Labs"]


def test_rows_are_told_by_the_name_of_their_customer_and_not_by_a_key(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, contract("EUR", 5)))
    told = {s.noun: r for s in plan.sheets for r in s.rows}
    assert {noun: row.name for noun, row in told.items()} == dict.fromkeys(
        ("account", "subscription", "step"), "Vireo Labs"
    )
    assert "Subscription Suite" in told["step"].what


def test_a_row_whose_name_was_erased_is_told_by_the_name_that_it_had(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], YEN, "Account", None)
        write(w["Contacts"], PEOPLE[1], "Name", None)

    plan = planned(there, edited(sheet, edit))
    assert [r.name for r in plan.refused] == ["Yen & Söhne, GmbH", "Béla Őry (Corvid Analytics)"]


def test_what_is_typed_into_a_worked_out_column_of_a_new_row_is_told_to_be_unread(
    there: Book, sheet: Path
) -> None:
    def edit(w: Any) -> None:
        add(w["Accounts"], **{"Account": "Vireo", "ARR (computed)": 12_000})
        add(w["Accounts"], **{"Account": "Halo", "ARR (computed)": 9_000})
        add(w["Accounts"], **{"Account": "Total", "MRR (computed)": 21_000})

    (accounts,) = [s for s in planned(there, edited(sheet, edit)).sheets if s.noun == "account"]
    (note,) = accounts.notes
    assert note.startswith("“ARR (computed)” is worked out: what stands in it in 2 new rows is not read.")
    assert note.endswith("What a customer pays stands on the sheets “Subscriptions” and “Steps”.")


def test_a_currency_with_other_decimals_does_not_change_what_amounts_say(there: Book, sheet: Path) -> None:
    """75,000 yen are no 750.00 euros: the contract has a step already."""
    plan = planned(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "Currency", "EUR")))
    (row,) = plan.refused
    assert "“EUR” is not a currency with the decimals of JPY, in which 1 amount stands" in row.what


def test_sheets_that_did_not_come_back_are_told_in_one_sentence(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        del w["Touches"], w["Tickets"]

    assert planned(there, edited(sheet, edit)).notes == (
        "“Tickets”, “Touches” did not come back: nothing of them changes.",
    )


def test_a_new_customer_that_stands_there_twice_is_refused_the_second_time(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        for name in ("Vireo Labs", "vireo  labs", "Halo"):
            add(w["Accounts"], Account=name)

    plan = planned(there, edited(sheet, edit))
    assert [r.name for s in plan.sheets for r in s.rows if r.result is Result.NEW] == ["Vireo Labs", "Halo"]
    (row,) = plan.refused
    assert row.what == "Account: another new row has the same name (vireo labs)"
