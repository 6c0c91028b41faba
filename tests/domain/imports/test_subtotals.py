"""A region, a segment or a team with the sums of its customers is no customer, and counts no revenue twice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import asked, of, plan

END = date(2026, 6, 30)
HEAD: list[Value] = ["Customer", "ARR", "End"]
ACME: list[Value] = ["Acme", 100, END]
BETA: list[Value] = ["Beta", 200, END]
CORA: list[Value] = ["Cora", 300, END]
DORA: list[Value] = ["Dora", 150, END]
KEY = "sections:List:headings"


def sides(made: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(a.account, a.segment, a.region) for a in of(made, Account)]


def paid(made: Plan) -> int:
    return sum(int(s.amount) for s in of(made, Step)) // 100


def test_a_region_with_the_sum_of_its_customers_is_the_region_of_these() -> None:
    made = plan(HEAD, ["EMEA", 300, None], ACME, BETA, ["Americas", 300, None], CORA)
    (question,) = made.open
    assert (question.key, question.default) == (KEY, "region")
    assert question.text == (
        "“EMEA”, “Americas” stand with no more than amounts. What do they say of the other rows?"
    )
    assert sides(made) == [("Acme", None, "EMEA"), ("Beta", None, "EMEA"), ("Cora", None, "Americas")]
    assert paid(made) == 600


def test_the_sums_may_stand_below_and_be_typed() -> None:
    made = plan(
        HEAD,
        ["Acme", "€100.00", "2026-06-30"], ["Beta", "€200.00", "2026-06-30"], ["Enterprise", "€300.00", ""],
        ["Cora", "€300.00", "2026-06-30"], ["SMB", "€300.00", ""],
    )  # fmt: skip
    assert sides(made) == [("Acme", "Enterprise", None), ("Beta", "Enterprise", None), ("Cora", "SMB", None)]
    assert paid(made) == 600


def test_a_team_whose_name_nobody_knows_is_asked_about_without_a_proposal() -> None:
    rows: list[list[Value]] = [
        HEAD,
        ["North team", 300, None],
        ACME,
        BETA,
        ["Team two", 450, None],
        CORA,
        DORA,
    ]
    made = plan(*rows)
    (question,) = made.open
    assert (question.key, question.default) == (KEY, None)
    assert question.evidence == "Their amounts add up those of the others."
    assert paid(plan(*rows, answers={KEY: "customers"})) == 750
    (acme, *_) = of(plan(*rows, answers={KEY: "csm"}), Account)
    assert acme.csm == "North team"


def test_who_is_a_customer_all_the_same_keeps_what_they_pay() -> None:
    rows: list[list[Value]] = [
        HEAD,
        ["North team", 300, None],
        ACME,
        BETA,
        ["Team two", 450, None],
        CORA,
        DORA,
    ]
    made = plan(*rows, answers={KEY: "accounts"})
    assert [a.account for a in of(made, Account)] == [
        "North team",
        "Acme",
        "Beta",
        "Team two",
        "Cora",
        "Dora",
    ]
    assert paid(made) == 1500


@pytest.mark.parametrize(
    "rows",
    [
        [["Strategic", 300, None], ACME, BETA],
        [ACME, BETA, ["Mid-Market", 450, None], CORA, DORA],
        [["EMEA", 350, None], ACME, BETA, ["Americas", 300, None], CORA],
    ],
)
def test_one_alone_and_one_with_another_amount_is_no_customer_by_its_word(
    rows: list[Sequence[Value]],
) -> None:
    made = plan(HEAD, *rows)
    assert asked(made) == [KEY]
    assert {a.account for a in of(made, Account)} <= {"Acme", "Beta", "Cora", "Dora"}


def test_a_region_alone_in_its_row_is_known_behind_a_column_of_numbers_and_beside_a_count() -> None:
    made = plan(["#", "Customer", "ARR"], [None, "EMEA", None], [1, "Acme", 100], [2, "Beta", 200])
    assert sides(made) == [("Acme", None, "EMEA"), ("Beta", None, "EMEA")]
    made = plan(["Customer", "Logos", "ARR"], ["EMEA", 2, 300], ["Acme", None, 100], ["Beta", None, 200])
    assert sides(made) == [("Acme", None, "EMEA"), ("Beta", None, "EMEA")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Customer", "ARR"], ["A", 200], ["B", 100], ["C", 100], ["D", 100], ["E", 100]],
        [HEAD, ["Acme", 300, END], BETA, ["Cora", 100, END]],
        [HEAD, ["Acme", 100, None], BETA, CORA],
        [HEAD, ["Enterprise Rent", 300, END], ACME, BETA],
        [
            ["Customer", "Region", "ARR"],
            ["EMEA", "DE", Decimal(300)],
            ["Acme", "DE", 100],
            ["Beta", "DE", 200],
        ],
    ],
)
def test_amounts_that_happen_to_add_up_are_those_of_customers(rows: list[Sequence[Value]]) -> None:
    made = plan(*rows)
    assert KEY not in asked(made)
    assert len(of(made, Account)) == len(rows) - 1


def test_the_sum_beside_a_customer_is_not_paid_beside_the_rows_below_it() -> None:
    head: list[Value] = ["Customer", "Product", "ARR"]
    for below in (None, "Acme"):
        made = plan(head, ["Acme", None, 300], [below, "CRM", 100], [below, "ERP", 200], ["Beta", "CRM", 50])
        assert paid(made) == 350
        note = "The amounts beside a name add up the rows below it, and are left out: Acme in row 2."
        assert note in made.sheets[0].notes
    twice = plan(["Customer", "ARR"], ["Acme", 100], ["Acme", 100], ["Beta", 50])
    assert paid(twice) == 150
    assert not any("add up" in note for note in twice.sheets[0].notes)
    made = plan(head, ["Acme", None, 310], [None, "CRM", 100], [None, "ERP", 200], ["Beta", "CRM", 50])
    assert paid(made) == 660
