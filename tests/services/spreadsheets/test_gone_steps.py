"""A next step that is cleared, or another one, in the list that comes again is asked about."""

from collections.abc import Mapping
from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
Row = tuple[Value, ...]
HEAD: Row = ("Customer", "MRR", "To do")
FIRST: tuple[Row, ...] = (
    HEAD,
    ("Pinder Glass", 100, "Send the offer"),
    ("Dune Travel", 200, "Book a training"),
    ("Corvid Rail", 300, "Ask for a reference"),
)
LATER: tuple[Row, ...] = (
    HEAD,
    ("Pinder Glass", 100, None),
    ("Dune Travel", 200, "Invite the new admin"),
    ("Corvid Rail", 300, "Ask for a reference"),
)
ASKED = "finished:List:To do"
OPEN, DONE, DROPPED = TaskStatus.OPEN, TaskStatus.DONE, TaskStatus.DROPPED


def planned(
    book: Book, *grids: Grid, answers: Mapping[str, str] | None = None, on: date = date(2025, 11, 21)
) -> Plan:
    source = Source("list.xlsx", repr((grids, on)), on, grids)
    return plan_import(book, [source], answers or {}, today=TODAY)


def listed(*rows: Row, name: str = "List") -> Grid:
    return Grid(name, rows)


def brought(book: Book, *grids: Grid, on: date = date(2025, 11, 14), **answers: str) -> None:
    plan = planned(book, *grids, on=on)
    proposed = {q.key: str(q.default) for q in plan.open}
    assert apply_import(book, planned(book, *grids, answers=proposed | answers, on=on), today=TODAY)


def steps(book: Book) -> dict[str, TaskStatus]:
    return {t.title: t.status for t in book.all(Task)}


def asked(plan: Plan) -> list[str]:
    return [q.text for q in plan.questions if q.kind == "finished"]


@pytest.fixture
def there(book: Book) -> Book:
    brought(book, listed(*FIRST))
    return book


def test_what_a_list_names_no_more_is_asked_about_once_and_done_is_proposed(there: Book) -> None:
    plan = planned(there, listed(*LATER))
    (question,) = plan.open
    assert (question.key, question.rows, question.default) == (ASKED, (2, 3), "done")
    assert question.text == "2 open next steps are not in “To do” any more. Are they done?"
    assert question.evidence == "Pinder Glass: Send the offer; Dune Travel: Book a training."
    assert [(r.row, r.result, r.what) for r in plan.sheets[0].rows] == [
        (2, Result.CHANGED, "“Send the offer” open → done"),
        (3, Result.CHANGED, "“Book a training” open → done; new task Invite the new admin"),
        (4, Result.SAME, "as in the book"),
    ]


@pytest.mark.parametrize(("answer", "becomes"), [("done", DONE), ("dropped", DROPPED), ("keep", OPEN)])
def test_it_becomes_what_is_answered_and_one_undo_takes_it_back(
    there: Book, answer: str, becomes: TaskStatus
) -> None:
    brought(there, listed(*LATER), on=date(2025, 11, 21), **{ASKED: answer})
    assert steps(there) == {
        "Send the offer": becomes,
        "Book a training": becomes,
        "Ask for a reference": OPEN,
        "Invite the new admin": OPEN,
    }
    days = {t.title: t.done_on for t in there.all(Task) if t.done_on}
    assert set(days.values()) == ({date(2025, 11, 20)} if becomes is DONE else set())
    undo(there, today=TODAY)
    assert set(steps(there).values()) == {OPEN}
    assert len(steps(there)) == 3


def test_the_answer_holds_for_the_next_list_and_what_becomes_of_them_is_told(there: Book) -> None:
    brought(there, listed(*LATER), on=date(2025, 11, 21))
    plan = planned(there, listed(HEAD, *((r[0], r[1], None) for r in LATER[1:])), on=date(2025, 11, 24))
    assert plan.open == ()
    assert plan.sheets[0].notes[-1] == (
        "2 open next steps are not in “To do” any more, and are done: "
        "Corvid Rail: Ask for a reference; Dune Travel: Invite the new admin."
    )


def test_a_list_with_another_day_in_its_name_is_the_list_of_before(book: Book) -> None:
    brought(book, listed(*FIRST, name="customers_2025-11-14"))
    assert len(asked(planned(book, listed(*LATER, name="customers_2025-11-21")))) == 1
    assert asked(planned(book, listed(*LATER, name="partners"))) == []


def test_an_older_list_says_nothing_of_steps_that_were_written_down_later(there: Book) -> None:
    assert asked(planned(there, listed(*LATER), on=date(2025, 11, 13))) == []


def test_what_another_sheet_of_the_file_names_is_not_gone(book: Book) -> None:
    tasks = ("Customer", "Task", "Status")
    sheet = listed(tasks, ("Pinder Glass", "Sign the contract", "open"), name="Tasks")
    brought(book, listed(*FIRST), sheet)
    assert len(asked(planned(book, listed(*LATER), sheet))) == 1
    moved = listed(tasks, ("Pinder Glass", "Send the offer", "open"), name="Tasks")
    plan = planned(book, listed(*LATER), moved)
    assert asked(plan) == ["2 open next steps are not in “To do” any more. Are they done?"]
    assert "Send the offer" not in " ".join(q.evidence for q in plan.questions)
    assert asked(planned(book, listed(*LATER))) == [], "the sheet of tasks has not come"


def test_whom_the_list_does_not_name_and_who_left_are_not_asked_about(there: Book) -> None:
    assert asked(planned(there, listed(*LATER[:1], *LATER[3:]))) == []
    rows = listed(*LATER, ("Bolt Foundry", 10, "Call them"))
    brought(there, rows, on=date(2025, 11, 21), **{ASKED: "keep"})
    left = Grid(
        "List", (*LATER[:1], ("Bolt Foundry", 10, None), *LATER[3:], ("Churned", None, None), *LATER[1:3])
    )
    assert asked(planned(there, left)) == ["1 open next step is not in “To do” any more. Is it done?"]


def test_what_was_done_reopened_or_written_here_is_none_of_the_list(there: Book) -> None:
    offer, training, _ = there.all(Task)
    set_fields(there, "task", offer.id, {"status": "done"}, today=TODAY)
    set_fields(there, "task", training.id, {"title": "Book two trainings"}, today=TODAY)
    plan = planned(there, listed(*FIRST[:1], *LATER[1:2], *FIRST[2:]))
    assert (asked(plan), plan.values) == ([], ())
    set_fields(there, "task", offer.id, {"status": "open"}, today=TODAY)
    assert asked(planned(there, listed(*LATER))) == [
        "1 open next step is not in “To do” any more. Is it done?"
    ]


def test_words_that_were_gone_over_in_the_list_are_the_same_step(there: Book) -> None:
    rows = listed(HEAD, ("Pinder Glass", 100, "Send the new offer"), *FIRST[2:])
    plan = planned(there, rows)
    assert (plan.open, plan.sheets[0].rows[0].what) == ((), "Title Send the offer → Send the new offer")
    brought(there, rows, on=date(2025, 11, 21))
    assert [*steps(there)] == ["Send the new offer", "Book a training", "Ask for a reference"]
