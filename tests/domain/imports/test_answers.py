"""Marks of a survey: which question they answer, and on which scale."""

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.surveys import Survey, SurveyKind
from tests.domain.imports.sheet import of, plan


def answers(header: str, *marks: Value, name: str = "Answers") -> Plan:
    rows = ([f"Customer {at}", f"2025-11-{at + 1:02}", mark] for at, mark in enumerate(marks))
    return plan(["Company", "Date", header], *rows, name=name, answers={f"strangers:{name}:accounts": "new"})


def scales(made: Plan) -> set[tuple[SurveyKind, float | None, float | None]]:
    return {(s.kind, s.scale_min, s.scale_max) for s in of(made, Survey)}


@pytest.mark.parametrize(
    ("header", "name", "marks", "expected"),
    [
        ("CSAT", "Answers", [5, 4, 2], (SurveyKind.CSAT, 1, 5)),
        ("CSAT score (0-10)", "Answers", [5, 4, 2], (SurveyKind.CSAT, 0, 10)),
        ("Score", "Customer satisfaction", [5, 4, 2], (SurveyKind.CSAT, 1, 5)),
        ("Score", "CSAT", [90, 40, 75], (SurveyKind.CSAT, 0, 100)),
        ("CES", "Answers", [7, 4, 2], (SurveyKind.CES, 1, 7)),
        ("Rating", "Answers", [5, 4, 2, 5], (SurveyKind.CSAT, 1, 5)),
        ("Rating", "Answers", [9, 4, 2, 5], (SurveyKind.NPS, 0, 10)),
        ("NPS", "Answers", [5, 4, 2], (SurveyKind.NPS, 0, 10)),
        ("Score", "NPS", [3, 1, 2], (SurveyKind.NPS, 0, 10)),
    ],
)
def test_a_mark_is_on_the_scale_that_its_header_its_sheet_or_the_marks_say(
    header: str, name: str, marks: list[Value], expected: tuple[SurveyKind, float, float]
) -> None:
    assert scales(answers(header, *marks, name=name)) == {expected}


def test_what_is_no_nps_is_told_with_its_scale() -> None:
    made = answers("CSAT", 5, 4, 2)
    assert made.sheets[0].notes == ("“CSAT” is read as CSAT, on a scale from 1 to 5.",)
    assert answers("NPS", 5, 4, 2).sheets[0].notes == ()


def test_a_mark_may_be_said_in_words() -> None:
    made = answers("CSAT", "Good", "Bad", "Extremely Happy", "Neutral", "Offered")
    assert [s.score for s in of(made, Survey)] == [5, 1, 5, 3, None]
