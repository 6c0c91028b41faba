"""What is to be done tells its day in its words: *call by 27 Nov* is due on it."""

from datetime import date

import pytest

from csdesk.domain.imports.cells.days_in_text import day_in
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.milestones import Milestone
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("call by 27 Nov", date(2026, 11, 27)), ("Call Jo before 30 Nov!!", date(2026, 11, 30)),
        ("demo on 25/11", date(2026, 11, 25)), ("QBR 3 Dec", date(2026, 12, 3)),
        ("Send docs by 2 Dec (Tim)", date(2026, 12, 2)), ("call by 4 Dec, mail by 2 Dec", date(2026, 12, 2)),
        ("follow up end of Jan", date(2027, 1, 31)), ("book the review for January", date(2027, 1, 31)),
        ("move to annual in Q1", date(2027, 3, 31)), ("27 Nov: call Ann", date(2026, 11, 27)),
        ("meet on Thursday, 3 Dec at 2pm", date(2026, 12, 3)), ("renew by 2026-12-01", date(2026, 12, 1)),
        ("call back w/c 30 Nov", date(2026, 11, 30)), ("intro tomorrow", date(2026, 11, 21)),
        ("sign by Fri", DAY), ("send by end of week", DAY), ("call in 2 weeks", date(2026, 12, 4)),
        ("bis Ende März nachfassen", date(2027, 3, 31)), ("Angebot bis 27.11. schicken", date(2026, 11, 27)),
        ("Krisengespräch am 30.11.", date(2026, 11, 30)), ("30.11. - Gespräch", date(2026, 11, 30)),
        ("Jahresgespräch KW 49", date(2026, 12, 6)), ("Anruf nächste Woche", date(2026, 11, 27)),
        ("Wiedervorlage 15.01.27", date(2027, 1, 15)), ("llamar antes del 3 de diciembre", date(2026, 12, 3)),
        ("relancer avant le 15 décembre", date(2026, 12, 15)), ("ligar até 5 de dezembro", date(2026, 12, 5)),
    ],
)  # fmt: skip
def test_a_text_tells_when_it_is_due(text: str, due: date) -> None:
    assert day_in(text, DAY) == due


def test_a_day_that_was_missed_lately_is_over_and_one_of_long_ago_is_that_of_next_year() -> None:
    assert day_in("call by 13 Nov", DAY) == date(2026, 11, 13)
    assert day_in("call by 1 Jun", DAY) == date(2027, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "check in", "call ASAP", "ask about the Q1 numbers", "send March invoice", "discuss 2027 budget",
        "support 24/7", "upgrade to 3.11", "upgrade to version 3.11.", "send notes of 3 Nov", "May be interested",
        "follow up on 12 Nov meeting", "call every Friday", "call by 3/12", "Vertrag vom 3.11. prüfen", "Q1 planning",
        "last Friday", "until further notice", "grow to 50 seats by 2027", "review usage since 1 Oct",
        "send 3 reports", "before Christmas", "discuss the 2026-12-31 renewal", "",
    ],
)  # fmt: skip
def test_a_text_that_tells_no_day_of_its_own_or_may_tell_two_tells_none(text: str) -> None:
    assert day_in(text, DAY) is None


def test_a_next_step_is_due_on_the_day_that_it_tells_and_the_page_says_so() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Next step"],
        ["Acme", 1, "call by 27 Nov"],
        ["Beta", 1, "check in"],
    ]
    made = plan(*rows)
    assert [(t.title, t.due_on) for t in of(made, Task)] == [
        ("call by 27 Nov", date(2025, 11, 27)), ("check in", None),
    ]  # fmt: skip
    assert made.sheets[0].notes == (
        "“Next step”: 1 cell tells a day, such as row 2: “call by 27 Nov” is due on 27 Nov 2025.",
    )
    column = made.sheets[0].columns[-1]
    assert (column.header, column.target) == ("Next step (due on)", "task.due_on")
    assert asked(made) == []
    without = plan(*rows, answers={"column:List:Next step (due on)": "omit"})
    assert [t.due_on for t in of(without, Task)] == [None, None]
    assert without.sheets[0].notes == ()


def test_what_a_column_says_stands_over_the_words_which_fill_only_its_empty_cells() -> None:
    made = plan(
        ["Customer", "Task", "Due"],
        ["Acme", "Send by 1 Dec", "2025-12-05"], ["Beta", "Send by 1 Dec", None],
        answers={"strangers:List:accounts": "new"},
    )  # fmt: skip
    assert [t.due_on for t in of(made, Task)] == [date(2025, 12, 5), date(2025, 12, 1)]


def test_a_follow_up_counts_from_the_day_of_its_call() -> None:
    made = plan(
        ["Date", "Customer", "Type", "Summary", "Follow-up"],
        ["2025-06-02", "Acme", "Call", "All fine", "send pricing next week"],
        ["2025-10-01", "Acme", "Call", "Again", "call by 15 Jan"],
        answers={"strangers:List:accounts": "new"},
    )
    assert len(of(made, Touch)) == 2
    assert [t.due_on for t in of(made, Task)] == [date(2025, 6, 9), date(2026, 1, 15)]


def test_a_milestone_tells_its_day_too_unless_it_was_reached() -> None:
    made = plan(
        ["Customer", "Milestone", "Reached on"],
        ["Acme", "Go-live by 15 Dec", None], ["Acme", "Kick-off by 3 Nov", "2025-11-02"],
        answers={"strangers:List:accounts": "new"},
    )  # fmt: skip
    assert [(m.target_on, m.achieved_on) for m in of(made, Milestone)] == [
        (date(2025, 12, 15), None), (None, date(2025, 11, 2)),
    ]  # fmt: skip


def test_the_sheet_of_another_program_says_its_days_itself() -> None:
    made = plan(
        ["Task Title", "Task Status", "Task Type", "Company Name", "Due Date"],
        ["Call by 1 Dec", "Not started", "Call", "Acme", None],
        answers={"strangers:List:accounts": "new"},
    )
    assert [t.due_on for t in of(made, Task)] == [None]
