"""Days without a year, and days told from another one on: read against the day of the sheet, asked once a column."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.undated import AHEAD, BEHIND, NEAREST, cell_span, undated
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import of, plan, waiting

THURSDAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "1 Nov",
        "Nov 1",
        "Nov 1st",
        "1. November",
        "1.11.",
        "1.11",
        "Sat 1 Nov",
        "1 de noviembre",
        "le 1 novembre",
        "1-Nov",
    ],
)
def test_a_day_without_a_year_lies_ahead_or_behind(text: str) -> None:
    found = undated(text)
    assert found is not None
    days = [found.read(THURSDAY, side, None) for side in (AHEAD, BEHIND, NEAREST)]
    assert days == [date(2026, 11, 1), date(2025, 11, 1), date(2025, 11, 1)]


def test_two_numbers_without_a_year_are_read_in_their_order() -> None:
    found = undated("03/11")
    assert found is not None
    assert found.read(THURSDAY, AHEAD, None) is None
    assert found.read(THURSDAY, AHEAD, Order.DMY) == date(2026, 11, 3)
    assert found.read(THURSDAY, AHEAD, Order.MDY) == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", 20), ("heute", 20), ("hoje", 20), ("aujourd'hui", 20), ("yesterday", 19), ("gestern", 19),
        ("ayer", 19), ("hier", 19), ("ontem", 19), ("vorgestern", 18), ("day before yesterday", 18), ("mañana", 21),
        ("amanhã", 21),
        ("3 days ago", 17), ("vor 3 Tagen", 17), ("hace 3 días", 17), ("il y a 3 jours", 17), ("há 3 dias", 17),
        ("last week", 13), ("letzte Woche", 13), ("la semana pasada", 13), ("la semaine dernière", 13),
        ("a week ago", 13), ("vor einer Woche", 13), ("next Monday", 24), ("nächsten Montag", 24),
        ("el próximo lunes", 24), ("lundi prochain", 24), ("próxima segunda-feira", 24), ("last Monday", 17),
        ("next week", 27), ("in 3 days", 23), ("dans 3 jours", 23), ("last Thursday", 13), ("next Thursday", 27),
    ],
)  # fmt: skip
def test_words_tell_a_day_from_that_of_the_sheet_on(text: str, day: int) -> None:
    found = undated(text)
    assert found is not None
    assert found.read(THURSDAY, None, None) == date(2025, 11, day)


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "next year",
        "31/02",
        "30 Feb",
        "mar",
        "3",
        "12 weeks",
        "next quarter",
        "Nov-25",
        "Nov 2025",
    ],
)
def test_what_tells_no_day(text: str) -> None:
    assert undated(text) is None


def test_the_29th_of_february_is_of_no_year_beside_the_sheet_that_has_none() -> None:
    found = undated("29 Feb")
    assert found is not None
    assert [found.read(THURSDAY, side, None) for side in (AHEAD, BEHIND)] == [None, date(2024, 2, 29)]


def test_a_number_before_a_month_is_its_day_and_no_year() -> None:
    assert [cell_span(text) for text in ("31 Mar", "12 Nov", "30 Feb")] == [None] * 3
    assert (
        cell_span("Nov 25")
        == cell_span("Nov-25")
        == cell_span("11/25")
        == (date(2025, 11, 1), date(2025, 11, 30))
    )


def _both(*cells: Value, answers: dict[str, str] | None = None) -> Plan:
    rows = [[f"Acme {n}", 100, cell, cell] for n, cell in enumerate(cells)]
    return plan(["Customer", "ARR", "Renewal date", "Last call"], *rows, answers=answers)


def _asked(made: Plan, header: str) -> Question | None:
    return next((q for q in made.open if q.key == f"undated:List:{header}"), None)


def test_a_renewal_is_proposed_to_be_ahead_and_a_call_behind() -> None:
    made = _both("1 Nov", "31 Mar")
    renewal, call = _asked(made, "Renewal date"), _asked(made, "Last call")
    assert renewal is not None
    assert call is not None
    assert (renewal.default, call.default) == ("ahead", "behind")
    assert renewal.seen == ("1 Nov is 1 Nov 2026", "31 Mar is 31 Mar 2026")
    assert [s.end for s in of(made, Subscription)] == [date(2026, 11, 1), date(2026, 3, 31)]
    assert [t.on for t in of(made, Touch)] == [date(2025, 11, 1), date(2025, 3, 31)]


def test_the_proposal_can_be_refused_and_each_cell_is_asked_about() -> None:
    key = "undated:List:Renewal date"
    made = _both("1 Nov", "31 Mar", answers={key: "unread"})
    assert [r.row for r in waiting(made)] == [2, 3]
    assert "unread:List:Renewal date" in [q.key for q in made.open]
    nearest = _both("1 Nov", "31 Mar", answers={key: "nearest"})
    assert [s.end for s in of(nearest, Subscription)] == [date(2025, 11, 1), date(2026, 3, 31)]


def test_one_row_that_tells_decides_the_order_of_days_without_a_year() -> None:
    made = _both("03/11", "13/11")
    assert not [q for q in made.questions if q.kind == "dates"]
    assert [s.end for s in of(made, Subscription)] == [date(2026, 11, 3), date(2026, 11, 13)]
    open_ = _both("03/11", "04/11")
    assert [q.choices[0].text for q in open_.open if q.kind == "dates"] == ["Day first: 3 Nov"] * 2
    assert [r.row for r in waiting(open_)] == [2, 3]


def test_days_told_from_another_are_counted_from_the_day_of_the_sheet() -> None:
    made = _both("yesterday", "last week", date(2025, 10, 1))
    question = _asked(made, "Last call")
    assert question is not None
    assert [c.value for c in question.choices] == ["file", "unread"]
    assert question.choices[0].text == (
        "Counted from 20 Nov 2025, the day of the sheet: yesterday is 19 Nov 2025"
    )
    assert [t.on for t in of(made, Touch)] == [date(2025, 11, 19), date(2025, 11, 13), date(2025, 10, 1)]


def test_a_month_with_a_number_behind_is_a_day_a_year_or_asked() -> None:
    asked = _both("Nov 25", "Jan 27")
    question = _asked(asked, "Renewal date")
    assert question is not None
    assert (question.default, "month" in [c.value for c in question.choices]) == ("month", True)
    days = _both("Nov 5", "Jan 27")
    assert [s.end for s in of(days, Subscription)] == [date(2026, 11, 5), date(2026, 1, 27)]
    months = plan(["Customer", "ARR", "Renewal date"], ["Acme", 100, "Nov-25"], ["Beta", 100, "Jan 27"])
    assert _asked(months, "Renewal date") is None
    assert [s.end for s in of(months, Subscription)] == [date(2025, 11, 30), date(2027, 1, 31)]


def test_a_title_says_the_day_from_which_days_are_told() -> None:
    made = plan(
        ["Stand: 3.11.2025"],
        [],
        ["Customer", "ARR", "Last call"],
        ["Acme", 1, "gestern"],
        ["Beta", 1, "heute"],
    )
    assert [t.on for t in of(made, Touch)] == [date(2025, 11, 2), date(2025, 11, 3)]


def test_a_weekday_that_is_the_day_of_the_sheet_is_asked_about_only_beside_others() -> None:
    head: list[Value] = ["Customer", "Task", "Due"]
    made = plan(head, ["Acme", "Call", "Thursday"], name="Tasks")
    assert not [q for q in made.questions if q.kind == "undated"]
    assert [t.due_on for t in of(made, Task)] == [THURSDAY]
    made = plan(head, ["Acme", "Call", "Thursday"], ["Borel", "Write", "Monday"], name="Tasks")
    (question,) = (q for q in made.open if q.kind == "undated")
    assert question.evidence == "The sheet is of 20 Nov 2025; such as “Monday” in row 3."
    assert [c.text.partition(": ")[2] for c in question.choices][:3] == [
        "Monday is 24 Nov 2025", "Monday is 17 Nov 2025", "Monday is 17 Nov 2025",
    ]  # fmt: skip
