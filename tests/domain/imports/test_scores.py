"""Scores in a list of customers: an NPS or a CSAT is an answer, all others are numbers to keep."""

from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.surveys import Survey, SurveyKind
from tests.domain.imports.sheet import SAVED, asked, of, plan


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


def test_a_score_of_no_day_is_the_last_answer_as_of_the_day_of_the_sheet_and_the_page_says_so() -> None:
    made = plan(
        ["Customer", "ARR", "NPS", "CSAT"],
        ["Alpha", 12000, 9, Decimal("4.5")], ["Beta", 6000, 6, 3], ["Gamma", 6000, None, None],
    )  # fmt: skip
    assert asked(made) == []
    answers = [(s.kind.value, s.score, s.answered_on, s.scale_min, s.scale_max) for s in of(made, Survey)]
    assert answers == [
        ("NPS", 9.0, SAVED, 0.0, 10.0), ("CSAT", 4.5, SAVED, 1.0, 5.0),
        ("NPS", 6.0, SAVED, 0.0, 10.0), ("CSAT", 3.0, SAVED, 1.0, 5.0),
    ]  # fmt: skip
    told = "no column says when it was answered, so that it is known from 20 Nov 2025, the day of the sheet."
    assert made.sheets[0].notes == (
        f"“NPS”: {told}", f"“CSAT”: {told}", "“CSAT” is read as CSAT, on a scale from 1 to 5.",
    )  # fmt: skip


def test_a_score_may_be_kept_as_a_field_of_ones_own_and_stays_one() -> None:
    answers = {"column:List:NPS": "custom", "column:List:CSAT": "omit"}
    rows: list[list[Value]] = [["Customer", "ARR", "NPS", "CSAT"], ["Alpha", 12000, 9, 4]]
    kept = plan(*rows, answers=answers)
    assert (of(kept, Survey), [f.name for f in of(kept, CustomField)]) == ([], ["NPS"])
    field = CustomField(id="f", of_noun="account", name="NPS", kind=CustomKind.NUMBER)
    known = Known({CustomField: (field,)}, mapped={"List": {"NPS": "account.custom:NPS"}})
    assert [s.kind for s in of(plan(*rows, known=known), Survey)] == [SurveyKind.CSAT]


@pytest.mark.parametrize(("score", "days"), [(9, []), (6, [SAVED]), (10, [SAVED])])
def test_the_same_score_in_the_next_list_is_no_news_and_another_is_a_new_answer(
    score: int, days: list[date]
) -> None:
    alpha = Account(id=AccountId("a"), account="Alpha")
    last = Survey(
        id="s", account=alpha.id, answered_on=date(2025, 11, 1), score=9.0, scale_min=0.0, scale_max=10.0
    )
    made = plan(
        ["Customer", "ARR", "NPS"], ["Alpha", 1, score], known=Known({Account: (alpha,), Survey: (last,)})
    )
    assert [s.answered_on for s in of(made, Survey)] == days


@pytest.mark.parametrize(
    ("header", "scale"),
    [("CSAT (1-7)", (1.0, 7.0)), ("CSAT %", (0.0, 100.0)), ("CSAT score", (0.0, 10.0))],
)
def test_a_csat_is_on_the_scale_that_its_header_or_its_marks_say(
    header: str, scale: tuple[float, float]
) -> None:
    marks: list[Value] = (
        [Decimal("0.85"), Decimal("0.9")] if "%" in header else [5, 6 if "7" in header else 8]
    )
    made = plan(["Customer", "ARR", header, "CSAT date"], *[
        [name, 1, mark, "2025-10-01"] for name, mark in zip(("Alpha", "Beta"), marks, strict=True)
    ])  # fmt: skip
    assert {(s.scale_min, s.scale_max, s.answered_on) for s in of(made, Survey)} == {
        (*scale, date(2025, 10, 1))
    }


@pytest.mark.parametrize(("header", "cells"), [("NPS", (45, -20)), ("Health score", (85, 42))])
def test_an_average_or_a_score_of_nobody_is_kept_as_a_number_and_judges_nobody(
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
