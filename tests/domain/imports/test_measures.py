"""Several measures side by side are readings of each, of the month that their header names."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.subscriptions import Step
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import asked, of, plan

JAN, FEB = date(2025, 1, 1), date(2025, 2, 1)
BOTH = {("active users", JAN): 10, ("active users", FEB): 12, ("logins", JAN): 5, ("logins", FEB): 6}
ROW: list[Value] = ["Acme", 10, 5, 12, 6]


def read(made: Plan) -> dict[tuple[str, date], float]:
    return {(u.measure, u.on): u.value for u in of(made, Usage)}


@pytest.mark.parametrize(
    "heads",
    [
        [
            [
                "Customer",
                "Jan 2025 Active users",
                "Jan 2025 Logins",
                "Feb 2025 Active users",
                "Feb 2025 Logins",
            ]
        ],
        [
            [
                "Customer",
                "Active users (Jan 2025)",
                "Logins Jan-2025",
                "Active users 2025-02",
                "Logins: Feb 2025",
            ]
        ],
        [
            ["", "Jan 2025", "", "Feb 2025", ""],
            ["Customer", "Active users", "Logins", "Active users", "Logins"],
        ],
        [["", JAN, "", FEB, ""], ["Customer", "Active users", "Logins", "Active users", "Logins"]],
    ],
)
def test_measures_by_month_are_readings_of_each(heads: list[Sequence[Value]]) -> None:
    made = plan(*heads, ROW, name="Usage")
    assert read(made) == BOTH
    assert asked(made) == ["strangers:Usage: Active users:accounts"]
    assert [s.sheet for s in made.sheets] == ["Usage: Active users", "Usage: Logins"]
    assert any("are readings of logins." in note for s in made.sheets for note in s.notes)


def test_months_may_stand_under_their_measures() -> None:
    heads: list[list[Value]] = [
        ["", "Active users", "", "Logins", ""],
        ["Customer", "Jan 2025", "Feb 2025", "Jan 2025", "Feb 2025"],
    ]
    assert read(plan(*heads, ["Acme", 10, 12, 5, 6], name="Usage")) == BOTH


def test_months_without_a_year_are_of_the_one_that_the_sheet_names() -> None:
    head: list[Value] = ["Customer", "Jan Active users", "Jan Logins", "Feb Active users", "Feb Logins"]
    assert read(plan(head, ROW, name="Usage 2025")) == BOTH


def test_weeks_are_theirs_too() -> None:
    head: list[Value] = [
        "Customer",
        "KW 40 2025 Logins",
        "KW 40 2025 Seats",
        "KW 41 2025 Logins",
        "KW 41 2025 Seats",
    ]
    assert read(plan(head, ROW, name="Usage")) == {
        ("active users", date(2025, 9, 29)): 10, ("licences", date(2025, 9, 29)): 5,
        ("active users", date(2025, 10, 6)): 12, ("licences", date(2025, 10, 6)): 6,
    }  # fmt: skip


def test_a_list_of_customers_keeps_its_other_columns_and_what_nobody_knows_is_asked_about() -> None:
    made = plan(
        ["Customer", "CSM", "ARR", "Jan 2025 Logins", "Jan 2025 Whims", "Feb 2025 Logins", "Feb 2025 Whims"],
        ["Acme", "Ann", 1000, 10, 5, 12, 6],
        ["Beta", "Ben", 500, None, None, None, None],
        name="Customers",
    )
    assert asked(made) == ["columns:Customers:unknown"]
    assert made.questions[0].text == "What becomes of “Jan 2025 Whims”, “Feb 2025 Whims”?"
    assert read(made) == {("active users", JAN): 10, ("active users", FEB): 12}
    assert sorted(s.amount for s in of(made, Step)) == [50000, 100000]
    assert [(s.sheet, len(s.rows)) for s in made.sheets] == [("Customers", 2), ("Customers: Logins", 1)]
    alone = plan(
        ["Customer", "CSM", "Jan 2025 Logins", "Feb 2025 Logins"],
        ["Acme", "Ann", 10, 12],
        name="Customers",
        options=Options(out=frozenset({"Customers: Logins"})),
    )
    assert (read(alone), [s.sheet for s in alone.skipped]) == ({}, ["Customers: Logins"])


def test_measures_in_columns_beside_a_day_are_readings_of_each() -> None:
    made = plan(
        ["Customer", "Month", "Active users", "Logins"],
        ["Acme", "2025-01-01", 10, 5],
        ["Acme", "2025-02-01", 12, 6],
        name="Usage",
    )
    assert read(made) == BOTH


@pytest.mark.parametrize("heads", [("Seats 2024", "Seats 2025"), ("Logins H1 2025", "Logins H2 2025")])
def test_years_and_halves_of_a_measure_are_asked_about_like_any_column(heads: tuple[str, str]) -> None:
    made = plan(["Customer", "ARR", *heads], ["Acme", 100, 10, 12], name="Customers")
    assert asked(made) == ["columns:Customers:unknown"]
    assert of(made, Usage) == []


def test_one_measure_of_this_day_is_read_as_before() -> None:
    made = plan(["Customer", "ARR", "Seats", "Active users"], ["Acme", 100, 10, 5], name="Customers")
    assert [(u.measure, u.value) for u in of(made, Usage)] == [("active users", 5)]
    assert len(made.sheets) == 1
