"""What you keep in the book although your list says otherwise is asked once, and told from then on."""

from collections.abc import Mapping
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
ASKED = "conflict:List:2"
TOLD = "1 value that you changed here stays as you decided before, though this list says otherwise."


def planned(book: Book, week: str, csm: Value = "Ann", answers: Mapping[str, str] | None = None) -> Plan:
    rows = (
        ("Customer", "MRR", "CSM", "Region"),
        ("Pinder Glass", 100, csm, "EMEA"),
        ("Dune", 200, "Ann", week),
    )
    return plan_import(
        book, [Source("list.xlsx", repr(rows), TODAY, (Grid("List", rows),))], answers or {}, today=TODAY
    )


def brought(book: Book, week: str, csm: Value = "Ann", answers: Mapping[str, str] | None = None) -> None:
    assert apply_import(book, planned(book, week, csm, answers), today=TODAY)


def say(book: Book, csm: str) -> None:
    set_fields(book, "account", book.all(Account)[0].id, {"csm": csm}, today=TODAY)


@pytest.fixture
def decided(book: Book) -> Book:
    brought(book, "first")
    say(book, "Zoe")
    assert [q.key for q in planned(book, "second").open] == [ASKED]
    brought(book, "second", answers={ASKED: "book"})
    return book


def test_it_is_not_asked_again_in_the_next_list_but_told(decided: Book) -> None:
    again = planned(decided, "third")
    assert again.open == ()
    assert [(r.name, r.result) for r in again.sheets[0].rows] == [
        ("Pinder Glass", Result.SAME),
        ("Dune", Result.CHANGED),
    ]
    assert again.sheets[0].notes == (TOLD,)
    apply_import(decided, again, today=TODAY)
    assert decided.all(Account)[0].csm == "Zoe"
    assert len(decided.all(KeptAnswer)) == 1


def test_it_can_be_decided_otherwise_at_any_time(decided: Book) -> None:
    (question,) = [q for q in planned(decided, "third").questions if q.key == ASKED]
    assert (question.offered, question.answer) == (True, "book")
    brought(decided, "third", answers={ASKED: "sheet"})
    assert decided.all(Account)[0].csm == "Ann"
    assert planned(decided, "fourth").sheets[0].notes == ()


def test_it_is_asked_anew_when_the_list_or_the_book_says_something_else(decided: Book) -> None:
    assert [q.key for q in planned(decided, "third", "Cleo").open] == [ASKED]
    say(decided, "Tom")
    assert [q.key for q in planned(decided, "third").open] == [ASKED]


def test_the_import_that_is_taken_back_takes_its_answer_along(decided: Book) -> None:
    undo(decided, today=TODAY)
    assert [q.key for q in planned(decided, "third").open] == [ASKED]


def test_an_answer_alone_is_kept_too(book: Book) -> None:
    brought(book, "first")
    say(book, "Zoe")
    brought(book, "first", "Cleo", answers={ASKED: "book"})
    assert planned(book, "second", "Cleo").open == ()


def test_what_was_changed_here_is_yours_also_after_a_list_changed_something_else_of_the_row(
    book: Book,
) -> None:
    brought(book, "first")
    say(book, "Zoe")
    (first, _) = book.all(Account)

    def listed(region: str, answers: Mapping[str, str] | None = None) -> Plan:
        rows = (
            ("Customer", "MRR", "CSM", "Region"),
            ("Pinder Glass", 100, "Ann", region),
            ("Dune", 200, "Ann", "first"),
        )
        source = Source("list.xlsx", repr(rows), TODAY, (Grid("List", rows),))
        return plan_import(book, [source], answers or {}, today=TODAY)

    apply_import(book, listed("DACH", {ASKED: "book"}), today=TODAY)
    again = listed("APAC")
    assert [(c.field, c.old, c.new) for c in again.sheets[0].rows[0].changes] == [("region", "DACH", "APAC")]
    apply_import(book, again, today=TODAY)
    now = book.find(Account, first.id)
    assert now
    assert (now.csm, now.region) == ("Zoe", "APAC")


def test_a_task_that_was_done_here_is_not_opened_again_by_a_list_that_mends_its_title(book: Book) -> None:
    def listed(title: str) -> Plan:
        rows = (
            ("Customer", "Task", "Due date", "Status"),
            ("Pinder Glass", title, date(2025, 12, 1), "open"),
        )
        grids = (Grid("Customers", (("Customer", "MRR"), ("Pinder Glass", 100))), Grid("Tasks", rows))
        return plan_import(book, [Source("list.xlsx", title, TODAY, grids)], {}, today=TODAY)

    apply_import(book, listed("Send porposal"), today=TODAY)
    (task,) = book.all(Task)
    set_fields(book, "task", task.id, {"status": "done"}, today=TODAY)
    for title in ("Send proposal", "Send the proposal"):
        plan = listed(title)
        assert plan.count(Result.CONFLICT) == 1
        apply_import(book, plan, today=TODAY)
        (task,) = book.all(Task)
        assert (task.title, task.status) == (title, TaskStatus.DONE)
