"""A parent beside its subsidiaries with the sum of what they pay counts no revenue twice, unless somebody says so."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import asked, of, plan

END = date(2026, 6, 30)
HEAD: list[Value] = ["Customer", "Parent", "ARR", "End"]
UK: list[Value] = ["Orion UK", "Orion Group", 100, END]
DE: list[Value] = ["Orion DE", "Orion Group", 200, END]
SOLO: list[Value] = ["Solo", None, 50, END]
KEY = "parents:List:Customer"


def paid(made: Plan) -> int:
    return sum(int(s.amount) for s in of(made, Step)) // 100


def over(made: Plan) -> dict[str, str | None]:
    names = {a.id: a.account for a in of(made, Account)}
    return {a.account: names.get(a.parent) for a in of(made, Account)}


@pytest.mark.parametrize("end", [END, None])
def test_a_parent_with_the_sum_of_its_subsidiaries_is_asked_about_and_counts_once(end: Value) -> None:
    rows: list[Sequence[Value]] = [HEAD, ["Orion Group", None, 300, end], UK, DE, SOLO]
    made = plan(*rows)
    (question,) = made.open
    assert (question.key, question.default, question.rows) == (KEY, "sum", (2,))
    assert question.text == (
        "“Orion Group” pays as much as its subsidiaries together. Is that beside what they pay?"
    )
    assert question.evidence == "Orion Group pays what Orion UK and Orion DE pay, to the cent."
    assert paid(made) == 350
    note = "The amounts of Orion Group are the sum of their subsidiaries’, and are left out."
    assert note in made.sheets[0].notes
    assert over(made)["Orion UK"] == "Orion Group"
    both = plan(*rows, answers={KEY: "both"})
    assert paid(both) == 650
    assert note not in both.sheets[0].notes


def test_subsidiaries_may_be_drawn_or_stand_behind_blanks_or_name_their_parent_by_its_id() -> None:
    head: list[Value] = ["Customer", "ARR", "End"]
    for sign in ("↳ ", "   ", "\t\t", "\u00a0\u00a0"):
        rows: list[list[Value]] = [
            ["Orion Group", 300, END],
            [f"{sign}Orion UK", 100, END],
            [f"{sign}Orion DE", 200, END],
        ]
        made = plan(head, *rows, ["Solo", 50, END])
        assert (asked(made), paid(made)) == ([KEY], 350)
        assert over(made)["Orion DE"] == "Orion Group"
    made = plan(
        ["Customer", "ID", "Parent ID", "ARR", "End"],
        ["Orion Group", "1", None, "€ 1.300,00", END],
        ["Orion UK", "2", "1", "€ 1.100,00", END],
        ["Orion DE", "3", "1", "€ 200,00", END],
    )
    assert (asked(made), paid(made)) == ([KEY], 1300)


def test_a_group_of_groups_counts_what_its_lowest_subsidiaries_pay() -> None:
    made = plan(
        HEAD,
        ["World", None, 340, END],
        ["Orion Group", "World", 300, END],
        UK,
        DE,
        ["West", "World", None, None],
        ["Lyra", "West", 15, END],
        ["Vega", "West", 25, END],
    )
    (question,) = made.open
    assert question.text.startswith("2 parents pay as much as their subsidiaries together.")
    assert paid(made) == 340


@pytest.mark.parametrize(
    "rows",
    [
        [["Orion Group", None, 310, END], UK, DE],
        [["Orion Group", None, 100, END], UK],
        [["Orion Group", None, None, END], UK, DE],
        [["Other", None, 300, END], UK, DE],
    ],
)
def test_a_parent_that_pays_otherwise_is_not_asked_about(rows: list[Sequence[Value]]) -> None:
    assert KEY not in asked(plan(HEAD, *rows))


def test_blanks_before_names_say_nothing_without_such_a_sum() -> None:
    made = plan(["Customer", "ARR"], ["Acme", 310], ["  Beta", 100], ["  Cora", 200])
    assert asked(made) == []
    assert over(made) == {"Acme": None, "Beta": None, "Cora": None}
