"""Whose a price is: of one seat or of all, what the customer pays or what we do."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import asked, of, plan

END = date(2026, 3, 31)
SOLD: list[list[Value]] = [
    ["Customer", "SKU", "Qty", "Price", "Expiry"],
    ["Acme", "Pro", 120, 12960, END],
    ["Beta", "Std", 30, 2700, END],
]


def amounts(made: Plan) -> list[int]:
    return [s.amount for s in of(made, Step)]


def test_a_price_beside_a_number_of_seats_is_asked_about() -> None:
    made = plan(*SOLD)
    (question,) = [q for q in made.open if q.kind == "each"]
    assert (question.key, question.default) == ("each:List:Price", None)
    assert [c.text for c in question.choices] == [
        "For one: 120 at 12,960 are 1,555,200",
        "For all of its row: 120 cost 12,960",
    ]
    year = {"amount:List:Price": "year"}
    assert amounts(plan(*SOLD, answers={"each:List:Price": "all", **year})) == [1296000, 270000]
    assert amounts(plan(*SOLD, answers={"each:List:Price": "one", **year})) == [155520000, 8100000]


@pytest.mark.parametrize(
    "header", ["Unit price", "Price per seat", "Einzelpreis", "Price per pupil p.a.", "Price / device"]
)
def test_a_price_that_says_it_is_of_one_is_not_asked_about(header: str) -> None:
    made = plan([*SOLD[0][:3], header, SOLD[0][4]], *SOLD[1:], answers={f"amount:List:{header}": "year"})
    assert not [q for q in made.questions if q.kind == "each"]
    assert amounts(made) == [155520000, 8100000]


def test_one_price_for_several_numbers_of_seats_is_of_one() -> None:
    made = plan(
        ["Customer", "Seats", "Price"],
        ["Acme", 10, 50],
        ["Beta", 4, 50],
        answers={"amount:List:Price": "year"},
    )
    assert not [q for q in made.questions if q.kind == "each"]
    assert amounts(made) == [50000, 20000]


def test_prices_that_come_to_the_same_for_one_are_proposed_to_be_of_all() -> None:
    made = plan(["Customer", "Seats", "Price"], ["Acme", 10, 500], ["Beta", 4, 200])
    assert [(q.key, q.default) for q in made.open if q.kind == "each"] == [("each:List:Price", "all")]


def test_what_we_pay_and_the_price_of_the_list_are_not_what_they_pay() -> None:
    made = plan(
        ["End customer", "Vendor", "Qty", "List price", "Disc %", "Unit price", "Cost", "Margin %", "Expiry"],
        ["Acme", "Northsoft", 10, 100, "10%", 90, 70, "22%", END],
        answers={"amount:List:Unit price": "year", "columns:List:unknown": "omit"},
    )
    assert amounts(made) == [90000]
    assert [a.csm for a in of(made, Account)] == [None]


@pytest.mark.parametrize("header", ["EK-Preis", "Purchase price", "Marge"])
def test_a_price_that_we_pay_is_no_revenue(header: str) -> None:
    made = plan(["Kunde", header, "Ende"], ["Acme", 90, END], answers={"columns:List:unknown": "omit"})
    assert asked(made) == ["columns:List:unknown"]
    assert amounts(made) == []


def test_the_number_of_an_order_is_the_id_of_nothing() -> None:
    made = plan(
        ["Customer", "ARR", "PO number", "Contact"], ["Acme", 100, "4500012345", "Ann Poe"],
        answers={"columns:List:unknown": "omit"},
    )  # fmt: skip
    assert [s.external_id for s in of(made, Subscription)] == [None]
    assert [c.phone for c in of(made, Contact)] == [None]


def test_an_amount_in_the_local_currency_is_that_of_its_row() -> None:
    made = plan(["Customer", "ARR (local)", "Curr."], ["Acme", 100, "GBP"], ["Beta", 200, "CHF"])
    assert [s.currency for s in of(made, Subscription)] == ["GBP", "CHF"]
    assert amounts(made) == [10000, 20000]


def test_a_fee_with_its_time_beside_it_pays_for_that() -> None:
    made = plan(["Customer", "Fee", "Per"], ["Acme", 100, "month"], ["Beta", 200, "quarter"])
    assert asked(made) == []
    assert [s.period for s in of(made, Subscription)] == [Period.MONTH, Period.QUARTER]


def test_what_is_free_asks_neither_for_how_many_nor_for_how_long() -> None:
    made = plan(SOLD[0], ["Acme", "Pro", 10, 0, END], ["Beta", "Std", 3, 0, END])
    assert {q.kind for q in made.open} & {"each", "amount"} == set()
    mixed = plan(SOLD[0], ["Acme", "Pro", 10, 0, END], ["Beta", "Std", 3, 30, END])
    (each,) = [q for q in mixed.open if q.kind == "each"]
    assert each.choices[0].text == "For one: 3 at 30 are 90"


@pytest.mark.parametrize("header", ["List price", "Listenpreis", "Precio de lista", "RRP"])
def test_the_price_of_a_catalogue_is_of_one_unless_the_rows_speak_against_it(header: str) -> None:
    head: list[Value] = ["Customer", "Seats", header, "Discount"]
    made = plan(
        head, ["Acme", 10, 30, "10 %"], ["Beta", 3, 25, None], answers={f"amount:List:{header}": "year"}
    )
    assert "each" not in {q.kind for q in made.open}
    assert sorted(amounts(made)) == [7500, 27000]
    shared = plan(head, ["Acme", 10, 300, None], ["Beta", 3, 90, None])
    assert "each" in {q.kind for q in shared.open}
