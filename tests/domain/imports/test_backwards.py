"""A line that ends before it begins: asked once a sheet, with three ways out."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import of, plan

EARLY, LATE = date(2025, 1, 31), date(2026, 1, 1)
ROWS: Sequence[Sequence[Value]] = (
    ["Customer", "ARR", "Start", "End"],
    ["Acme", 1200, LATE, EARLY],
    ["Beta", 1200, EARLY, date(2026, 1, 30)],
    ["Corvid", 1200, LATE, EARLY],
)
KEY = "backwards:List:End"


def answered(choice: str, rows: Sequence[Sequence[Value]] = ROWS) -> Plan:
    return plan(*rows, answers={KEY: choice, "price:List:ARR": "file"})


def days(made: Plan) -> list[tuple[date | None, date | None]]:
    return [(s.start, s.end) for s in of(made, Subscription)]


def test_it_is_asked_once_with_the_rows_and_nothing_is_proposed() -> None:
    (question,) = [q for q in plan(*ROWS).open if q.kind == "backwards"]
    assert (question.key, question.rows, question.default) == (KEY, (2, 4), None)
    assert question.text == "2 lines would end before they began. What is right?"
    assert question.evidence == "Row 2 ends on 31 Jan 2025, and begins on 1 Jan 2026."


def test_the_days_have_changed_places() -> None:
    assert days(answered("swap")) == [(EARLY, LATE), (EARLY, date(2026, 1, 30)), (EARLY, LATE)]


def test_the_end_is_left_out() -> None:
    made = answered("open")
    assert days(made) == [(LATE, None), (EARLY, date(2026, 1, 30)), (LATE, None)]
    assert [s.term_confirmed for s in of(made, Subscription)] == [False, True, False]


def test_the_rows_are_refused_with_both_days() -> None:
    made = answered("refuse")
    assert len(days(made)) == 1
    assert {r.what for r in made.refused} == {"the line ends on 31 Jan 2025, before it begins on 1 Jan 2026"}


def test_a_day_of_signing_that_stands_for_the_start_goes_with_it() -> None:
    rows: Sequence[Sequence[Value]] = (["Customer", "ARR", "Signed", "End"], ["Acme", 1200, LATE, EARLY])
    (line,) = of(answered("swap", rows), Subscription)
    assert (line.signed_on, line.start, line.end) == (EARLY, EARLY, LATE)


@pytest.mark.parametrize("header", ["End", "Renewal date"])
def test_days_that_stand_right_are_no_question(header: str) -> None:
    made = plan(["Customer", "ARR", "Start", header], ["Acme", 1200, EARLY, LATE])
    assert not [q for q in made.questions if q.kind == "backwards"]
