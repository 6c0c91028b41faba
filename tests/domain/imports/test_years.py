"""Years as columns: asked once what they are, and none of them is taken for what is paid now by its name alone."""

from datetime import date

import pytest

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import asked, of, plan

ROWS: list[list[Value]] = [
    ["Customer", "ARR 2023", "ARR 2024", "ARR 2025"],
    ["Alpha", 10000, 11000, 12000],
    ["Beta", "", 5000, 6000],
]
KEY = "years:List:columns"


def paid(made: Plan) -> list[tuple[int, date]]:
    return sorted((s.amount // 100, s.from_) for s in of(made, Step))


def fields(made: Plan) -> list[str]:
    return sorted(f.name for f in of(made, CustomField))


def test_the_year_that_runs_is_proposed_as_what_is_paid_now() -> None:
    made = plan(*ROWS)
    (question,) = made.open
    assert (question.key, question.default) == (KEY, "now")
    assert question.evidence == "“ARR 2025” is the year that runs."
    assert paid(made) == [(6000, date(2025, 11, 20)), (12000, date(2025, 11, 20))]
    assert fields(made) == ["ARR 2023", "ARR 2024"]


def test_each_year_is_known_from_its_first_day_where_a_person_says_so() -> None:
    made = plan(*ROWS, answers={KEY: "each"})
    assert paid(made) == [
        (5000, date(2024, 1, 1)),
        (6000, date(2025, 1, 1)),
        (10000, date(2023, 1, 1)),
        (11000, date(2024, 1, 1)),
        (12000, date(2025, 1, 1)),
    ]
    assert [s.start for s in of(made, Subscription)] == [None, date(2024, 1, 1)]
    assert fields(made) == []


@pytest.mark.parametrize(
    "headers",
    [("2023", "2024"), (2023, 2024), ("Umsatz 2024", "Umsatz 2025"), ("Revenue 2024", "Revenue 2025 YTD"),
     ("FY24", "FY25 budget"), ("CA 2024", "CA 2025"), ("Facturación 2024", "Facturación 2025"),
     ("ARR 2026", "Plan 2027"), ("Receita 2023", "Receita 2024")],
)  # fmt: skip
def test_amounts_of_other_years_and_plans_are_kept_as_numbers(headers: tuple[Value, Value]) -> None:
    rows: list[list[Value]] = [
        ["Customer", "CSM", *headers],
        ["Alpha", "Ann", 10000, 11000],
        ["Beta", "Ben", 1, 500],
    ]
    made = plan(*rows)
    (question,) = made.open
    assert (question.key, question.default) == (KEY, "custom")
    assert of(made, Step) == []
    assert fields(made) == sorted(str(h) for h in headers)
    out = plan(*rows, answers={KEY: "omit"})
    assert fields(out) == []


def test_a_years_amount_beside_arr_is_never_the_contract() -> None:
    made = plan(["Customer", "ARR", "Revenue 2024"], ["Alpha", 12000, 11000], ["Beta", 6000, 5000])
    assert [amount for amount, _ in paid(made)] == [6000, 12000]
    assert asked(made) == ["columns:List:unknown"]


def test_other_numbers_by_year_are_no_amounts() -> None:
    made = plan(["Customer", "NPS 2024", "NPS 2025"], ["Alpha", 9, 10], ["Beta", 6, 7])
    assert asked(made) == ["columns:List:unknown"]


def test_a_plan_is_never_what_is_paid_now() -> None:
    made = plan(["Customer", "MRR 2025", "MRR 2026 plan"], ["Alpha", 1000, 1100], ["Beta", 500, 600])
    assert paid(made) == [(6000, date(2025, 11, 20)), (12000, date(2025, 11, 20))]
    (question,) = made.open
    assert question.evidence == "“MRR 2025” is the year that runs. 1 column is of a plan, or ahead."
