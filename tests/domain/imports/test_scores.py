"""Scores in a list of customers: an NPS with its day is an answer, all others are numbers to keep."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.surveys import Survey, SurveyKind
from tests.domain.imports.sheet import asked, of, plan


@pytest.mark.parametrize(
    ("score", "on"),
    [("NPS", "NPS date"), ("NPS score", "Last NPS"), ("NPS-Wert", "NPS-Datum"), ("Puntuación NPS", "Fecha NPS"),
     ("Score NPS", "Date NPS"), ("Pontuação NPS", "Data do NPS")],
)  # fmt: skip
def test_an_nps_with_its_day_is_an_answer_to_a_survey(score: str, on: str) -> None:
    made = plan(
        ["Customer", "ARR", score, on],
        ["Alpha", 12000, 9, "2025-10-01"],
        ["Beta", 6000, "6", date(2025, 9, 15)],
        ["Gamma", 6000, 10, ""],
    )
    assert asked(made) == []
    answers = [(s.kind, s.score, s.answered_on, s.scale_max) for s in of(made, Survey)]
    assert answers == [
        (SurveyKind.NPS, 9.0, date(2025, 10, 1), 10.0),
        (SurveyKind.NPS, 6.0, date(2025, 9, 15), 10.0),
    ]
    assert made.sheets[0].notes == (f"1 row has a “{score}” and no “{on}”, such as row 4: it is not kept.",)


def test_an_nps_that_is_no_answer_is_asked_about() -> None:
    made = plan(
        ["Customer", "ARR", "NPS", "NPS date"], ["Alpha", 1, 9, "2025-10-01"], ["Beta", 1, 45, "2025-10-01"]
    )
    (question,) = made.open
    assert question.key == "unread:List:NPS"
    assert [s.score for s in of(made, Survey)] == [9.0]


@pytest.mark.parametrize(
    ("header", "cells"), [("NPS", (9, 6)), ("NPS", (45, -20)), ("CSAT", (4.5, 3)), ("Health score", (85, 42))]
)
def test_a_score_of_no_day_is_kept_as_a_number_and_judges_nobody(
    header: str, cells: tuple[Value, Value]
) -> None:
    made = plan(["Customer", "ARR", header], ["Alpha", 12000, cells[0]], ["Beta", 6000, cells[1]])
    assert asked(made) == ["columns:List:unknown"]
    assert of(made, Survey) == []
    assert [a.judgement for a in of(made, Account)] == [None, None]
    kept = plan(
        ["Customer", "ARR", header], ["Alpha", 1, cells[0]], ["Beta", 1, cells[1]],
        answers={"columns:List:unknown": "custom"},
    )  # fmt: skip
    assert [f.name for f in of(kept, CustomField)] == [header]
