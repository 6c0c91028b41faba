"""The next bill of a list of customers: the end of what is paid by the year, and of nothing else."""

from datetime import date

import pytest

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Period, Subscription
from tests.domain.imports.sheet import asked, of, plan

SOON, LATER = date(2025, 12, 15), date(2026, 5, 15)
HEAD: list[Value] = ["Customer", "MRR", "Billing", "Next billing date"]


def ends(made: Plan) -> list[date | None]:
    return [s.end for s in of(made, Subscription)]


def test_the_next_bill_is_the_end_of_a_contract_that_is_paid_by_the_year_alone() -> None:
    made = plan(
        ["Customer", "Price", "Billing", "Next billing date"],
        ["Acme", 100, "monthly", SOON],
        ["Beta", 600, "quarterly", SOON],
        ["Corvo", 2400, "yearly", LATER],
        answers={"amount:List:Price": "billed"},
    )
    assert [s.period for s in of(made, Subscription)] == [Period.MONTH, Period.QUARTER, Period.YEAR]
    assert ends(made) == [None, None, LATER]
    told = "“Next billing date” is the next bill, and no end, of 2 contracts paid by the month or quarter"
    assert f"{told}, such as row 2." in made.sheets[0].notes


@pytest.mark.parametrize("header", ["Renewal date", "Renews on"])
def test_a_renewal_is_one_however_often_is_billed(header: str) -> None:
    made = plan(["Customer", "MRR", "Billing", header], ["Acme", 100, "monthly", LATER])
    assert ends(made) == [LATER]


def test_a_next_bill_is_a_renewal_where_a_person_says_so() -> None:
    rows: list[list[Value]] = [HEAD, ["Acme", 100, "monthly", LATER]]
    said = {"column:List:Next billing date": "subscription.renewal_date"}
    assert ends(plan(*rows)) == [None]
    made = plan(*rows, answers=said)
    assert "column:List:Next billing date" not in asked(made)
    assert ends(made) == [LATER]


KEY = "column:List:Next billing date"
WITHOUT: list[list[Value]] = [
    ["Customer", "MRR", "Next billing date"],
    ["Acme", 100, SOON],
    ["Beta", 50, SOON],
]


def test_next_bills_of_which_nobody_says_how_often_they_come_are_asked_about() -> None:
    made = plan(*WITHOUT)
    assert [(q.key, q.default) for q in made.open] == [(KEY, "custom")]
    assert ends(made) == [None, None]
    assert of(made, CustomField)[0].name == "Next billing date"
    assert ends(plan(*WITHOUT, answers={KEY: "subscription.renewal_date"})) == [SOON, SOON]
    left_out = plan(*WITHOUT, answers={KEY: "omit"})
    assert (ends(left_out), of(left_out, CustomField)) == ([None, None], [])


def test_a_bill_that_is_further_away_than_a_quarter_is_of_a_year() -> None:
    made = plan(*WITHOUT, ["Corvo", 100, LATER])
    assert KEY not in asked(made)
    assert ends(made) == [SOON, SOON, LATER]
