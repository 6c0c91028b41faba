"""Amounts that a sheet shows in thousands, though their cells hold the number alone, are asked about with both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Shown, Value, shown_parts
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, source, synonyms

END = date(2026, 12, 31)
LIST: list[list[Value]] = [["Customer", "ARR", "End"], ["Acme", 12, END], ["Bolt", Decimal("9.5"), END]]
KEY = "thousands:List:ARR"


def planned(rows: Sequence[Sequence[Value]], *shown: Shown, answer: str = "") -> Plan:
    sheet = replace(grid(rows), shown=shown)
    return plan_files((source(sheet),), EMPTY, {KEY: answer} if answer else {}, synonyms(), today=TODAY)


def paid(made: Plan) -> list[int]:
    return [int(s.amount) // 100 for s in of(made, Step)]


def test_what_is_shown_in_thousands_is_asked_about_with_both_readings() -> None:
    made = planned(LIST, (1, 1, 2, "EUR k"))
    (question,) = made.open
    assert (question.key, question.default) == (KEY, "scaled")
    assert question.evidence == "The sheet shows 12 as 12 k EUR, and the cell holds 12."
    assert [c.text for c in question.choices] == ["In thousands: 12 is 12,000", "Whole units: 12 is 12"]
    assert paid(made) == [12000, 9500]
    assert {s.currency for s in of(made, Subscription)} == {"EUR"}
    assert "“ARR”: 2 amounts stand in thousands, as the sheet shows them." in made.sheets[0].notes
    assert paid(planned(LIST, (1, 1, 2, "EUR k"), answer="whole")) == [12, 9]


def test_only_the_cells_that_are_shown_so_are_multiplied_each_by_its_own() -> None:
    rows: list[list[Value]] = [*LIST, ["Corax", 7000, END]]
    assert paid(planned(rows, (1, 1, 1, "k"), (2, 1, 2, "M"))) == [12000, 9_500_000, 7000]


def test_an_amount_that_would_be_very_large_is_asked_about_without_a_proposal() -> None:
    rows: list[list[Value]] = [LIST[0], ["Acme", 12000, END]]
    (question,) = planned(rows, (1, 1, 1, "k")).open
    assert question.default is None


@pytest.mark.parametrize("header", ["ARR (k€)", "ARR in TEUR"])
def test_a_header_that_says_it_counts_without_a_question(header: str) -> None:
    rows: list[list[Value]] = [["Customer", header, "End"], *LIST[1:]]
    made = planned(rows, (1, 1, 2, "EUR k"))
    assert (asked(made), paid(made)) == ([], [12000, 9500])


def test_what_a_look_says_is_parted() -> None:
    assert [shown_parts(s) for s in ("EUR", "k", "EUR k", "$ M")] == [
        ("EUR", ""),
        ("", "k"),
        ("EUR", "k"),
        ("$", "M"),
    ]
