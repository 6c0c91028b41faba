"""Days told by words for a month, quarter, week or year: read as their heading means, and proposed once a column."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import LAST
from csdesk.domain.imports.cells.undated import AHEAD, BEHIND, cell_span, undated
from csdesk.domain.imports.cells.worded import tells_about
from csdesk.domain.imports.tables.header_months import every_of
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan, waiting

THURSDAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1 2026", (1, 1), (3, 31)), ("Q1/26", (1, 1), (3, 31)), ("H1 2026", (1, 1), (6, 30)),
        ("1. Halbjahr 2026", (1, 1), (6, 30)), ("primer trimestre de 2026", (1, 1), (3, 31)),
        ("KW 12 2026", (3, 16), (3, 22)), ("week 12, 2026", (3, 16), (3, 22)), ("2026-W12", (3, 16), (3, 22)),
        ("KW 12/26", (3, 16), (3, 22)), ("semaine 12 2026", (3, 16), (3, 22)),
        ("Ende März 2026", (3, 31), (3, 31)), ("end of March 2026", (3, 31), (3, 31)),
        ("fin mars 2026", (3, 31), (3, 31)),
        ("finales de marzo de 2026", (3, 31), (3, 31)), ("fim de março de 2026", (3, 31), (3, 31)),
        ("EOY 2026", (12, 31), (12, 31)), ("Jahresende 2026", (12, 31), (12, 31)), ("Ende 2026", (12, 31), (12, 31)),
        ("end of Q2 2026", (6, 30), (6, 30)), ("start of April 2026", (4, 1), (4, 1)),
    ],
)  # fmt: skip
def test_words_with_a_year_tell_a_span(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert cell_span(text) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("Q1", (2026, 3, 31), (2025, 3, 31)), ("end of March", (2026, 3, 31), (2025, 3, 31)), ("Ende März",
         (2026, 3, 31), (2025, 3, 31)),
        ("fin mars", (2026, 3, 31), (2025, 3, 31)), ("EOY", (2025, 12, 31), (2024, 12, 31)),
        ("fin de año", (2025, 12, 31), (2024, 12, 31)), ("week 12", (2026, 3, 22), (2025, 3, 23)),
        ("KW12", (2026, 3, 22), (2025, 3, 23)), ("March", (2026, 3, 31), (2025, 3, 31)),
        ("next quarter", (2026, 3, 31), (2026, 3, 31)), ("this quarter", (2025, 12, 31), (2025, 12, 31)),
        ("nächstes Jahr", (2026, 12, 31), (2026, 12, 31)), ("el próximo trimestre", (2026, 3, 31), (2026, 3, 31)),
        ("le trimestre prochain", (2026, 3, 31), (2026, 3, 31)), ("end of month", (2025, 11, 30), (2025, 11, 30)),
        ("next month", (2025, 12, 31), (2025, 12, 31)),
    ],
)  # fmt: skip
def test_words_without_a_year_tell_the_last_day_where_something_ends(
    text: str, ahead: tuple[int, int, int], behind: tuple[int, int, int]
) -> None:
    found = undated(text, LAST)
    assert found is not None
    assert [found.read(THURSDAY, side, None) for side in (AHEAD, BEHIND)] == [date(*ahead), date(*behind)]


@pytest.mark.parametrize(
    "text",
    [
        "Q3?",
        "Q1 or Q2",
        "12 weeks",
        "KW 60",
        "mar",
        "mid-2026",
        "soon",
        "Q5 2026",
        "5 t",
        "year",
        "H1/H2 2026",
    ],
)
def test_what_tells_no_span_is_none(text: str) -> None:
    assert undated(text, LAST) is None
    assert cell_span(text) is None


@pytest.mark.parametrize(
    "text", ["mid-2026", "Mitte 2026", "Anfang März", "early Q2", "mi-2026", "Spring 2026"]
)
def test_a_time_of_which_no_day_is_the_one_is_known_as_such(text: str) -> None:
    assert tells_about(text)
    made = _of("Renewal date", text, "2026-03-31")
    question = next(q for q in made.open if q.kind == "unread")
    assert question.default == "notes"
    assert "this tells about when, and no day" in question.evidence


def _of(header: str, *cells: str, answers: dict[str, str] | None = None) -> Plan:
    rows: list[list[Value]] = [[f"Acme {n}", 100, cell] for n, cell in enumerate(cells)]
    return plan(["Customer", "ARR", header], *rows, answers=answers)


def _question(made: Plan, kind: str) -> Question:
    return next(q for q in made.open if q.kind == kind)


def test_where_contracts_end_the_last_day_ahead_is_proposed_by_one_question() -> None:
    made = _of("Renewal date", "next quarter", "EOY", "end of March", "KW 12")
    assert [k for k in asked(made) if k.startswith(("undated", "span", "unread"))] == [
        "undated:List:Renewal date"
    ]
    question = _question(made, "undated")
    assert question.default == "ahead"
    assert question.seen == (
        "next quarter is 31 Mar 2026",
        "EOY is 31 Dec 2025",
        "end of March is 31 Mar 2026",
    )
    ends = [date(2026, 3, 31), date(2025, 12, 31), date(2026, 3, 31), date(2026, 3, 22)]
    assert [s.end for s in of(made, Subscription)] == ends


def test_words_that_belong_to_a_span_stay_with_it() -> None:
    question = _question(_of("Renewal date", "end of Q2", "by end of Q1"), "undated")
    assert question.seen == ("end of Q2 is 30 Jun 2026", "end of Q1 is 31 Mar 2026")
    calls = _question(_of("Last call", "end of Q2", "end of Q1"), "undated")
    assert calls.seen == ("end of Q2 is 30 Jun 2025", "end of Q1 is 31 Mar 2025")


def test_where_contracts_begin_the_first_day_is_proposed() -> None:
    made = _of("Start date", "Q1 2026", "H2 2025", "KW 12 2026")
    assert _question(made, "span").default == "first"
    assert [s.start for s in of(made, Subscription)] == [
        date(2026, 1, 1),
        date(2025, 7, 1),
        date(2026, 3, 16),
    ]


def test_the_end_of_a_month_with_its_year_is_a_day_and_no_question() -> None:
    made = _of("Renewal date", "Ende März 2026", "2026-06-30", "EOY 2026")
    assert not [k for k in asked(made) if k.startswith(("undated", "span", "unread"))]
    assert [s.end for s in of(made, Subscription)] == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 12, 31),
    ]


def test_the_day_of_a_span_is_shown_by_one_that_has_several() -> None:
    made = _of("Renewal date", "end of March 2026", "Q2 2026")
    assert _question(made, "span").evidence == "Q2 2026 names no day."


def test_a_quarter_in_which_somebody_was_called_tells_no_day() -> None:
    made = _of("Last call", "last quarter", "2025-10-01", "2025-10-02")
    assert [p.problem for r in waiting(made) for p in r.problems] == ["this tells about when, and no day"]


@pytest.mark.parametrize(
    "cells", [("Oct 2025", "Sep 2025"), ("Oct 25", "Sep 25"), ("10/25", "09/25"), ("October", "Sep")]
)
def test_months_in_which_somebody_was_called_are_one_question_and_their_first_day(
    cells: tuple[str, str],
) -> None:
    made = _of("Last call", *cells)
    assert len([k for k in asked(made) if k.split(":")[0] in {"undated", "span", "unread"}]) == 1
    assert not waiting(made)
    assert [t.on for t in of(made, Touch)] == [date(2025, 10, 1), date(2025, 9, 1)]


def test_months_may_stand_for_their_other_day() -> None:
    answers = {"undated:List:Renewal date": "month-first", "edge:List:Renewal date": "last"}
    made = _of("Renewal date", "Oct 26", "Sep 26", answers=answers)
    assert [s.end for s in of(made, Subscription)] == [date(2026, 10, 1), date(2026, 9, 1)]
    assert [s.end for s in of(_of("Renewal date", "Oct 26", "Sep 26"), Subscription)] == [
        date(2026, 10, 31), date(2026, 9, 30),
    ]  # fmt: skip


def test_weeks_over_columns_are_no_months() -> None:
    assert every_of([Header(0, "W12 2026"), Header(1, "W13 2026"), Header(2, "W14 2026")]) is None
