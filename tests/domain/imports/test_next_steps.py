"""The next step of a customer, month after month: put off it is moved, done it stays done."""

from dataclasses import replace
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.tasks import Task, TaskStatus
from tests.domain.imports.sheet import of, plan

ACME = Account(id=AccountId("a"), account="Acme")
STEP = Task(id="t", account=ACME.id, title="Prepare renewal", due_on=date(2025, 12, 1))
HEADER: list[Value] = ["Customer", "Product", "Next step", "Next step date"]


def steps(*rows: list[Value], known: tuple[Task, ...] = (STEP,), edited: bool = False) -> Plan:
    changed = frozenset({("tasks", "t", "due_on")} if edited else ())
    return plan(HEADER, *rows, known=Known({Account: (ACME,), Task: known}, edited=changed))


def days(made: Plan) -> list[date | None]:
    return [t.due_on for t in of(made, Task)]


def test_a_next_step_that_is_put_off_is_moved_and_not_doubled() -> None:
    made = steps(["Acme", None, "Prepare renewal", "2026-01-10"])
    assert of(made, Task) == [replace(STEP, due_on=date(2026, 1, 10))]
    assert made.sheets[0].rows[0].what == "Due on 2025-12-01 → 2026-01-10"
    assert days(steps(["Acme", None, "Prepare renewal", None])) == []


def test_one_that_was_done_or_is_another_customers_is_left_alone() -> None:
    done = replace(STEP, status=TaskStatus.DONE, done_on=date(2025, 11, 20))
    assert days(steps(["Acme", None, "Prepare renewal", "2026-01-10"], known=(done,))) == [date(2026, 1, 10)]
    assert days(steps(["Acme", None, "Prepare renewal", "2025-12-01"], known=(done,))) == []
    other = of(steps(["Borel", None, "Prepare renewal", "2026-01-10"]), Task)
    assert [t.id != "t" for t in other] == [True]


def test_two_rows_of_a_customer_have_a_step_each() -> None:
    rows: list[list[Value]] = [
        ["Acme", "A", "Prepare renewal", "2025-12-01"], ["Acme", "B", "Prepare renewal", "2026-01-10"],
    ]  # fmt: skip
    assert days(steps(*rows)) == [date(2026, 1, 10)]
    assert [t.id for t in of(steps(*reversed(rows)), Task)].count("t") == 1


def test_what_was_put_off_in_the_book_is_asked_about() -> None:
    made = steps(["Acme", None, "Prepare renewal", "2026-01-10"], edited=True)
    assert [q.kind for q in made.questions] == ["conflict"]


WORDS: list[Value] = ["Customer", "Product", "Next step"]


def worded(words: str, *known: Task) -> Plan:
    """A list of a week later, in which a step tells its day in its words."""
    return plan(WORDS, ["Acme", None, words], known=Known({Account: (ACME,), Task: known}))


def test_the_same_words_are_no_news_whatever_day_the_book_has() -> None:
    """*Next week* is another day each week, and a day that was moved here stays."""
    said = replace(STEP, title="Call next week", due_on=date(2025, 11, 20))
    assert of(worded("Call next week", said), Task) == []
    moved = replace(STEP, title="call by 27 Nov", due_on=date(2025, 12, 3))
    assert of(worded("call by 27 Nov", moved), Task) == []
    assert of(worded("call by 27 Nov", replace(moved, status=TaskStatus.DONE)), Task) == []
    assert days(worded("call by 27 Nov", replace(moved, due_on=None))) == [date(2025, 11, 27)]


def test_another_day_in_the_words_moves_the_step() -> None:
    said = replace(STEP, title="send the offer by 4 Dec", due_on=date(2025, 12, 4))
    assert of(worded("Send the offer by 8 Dec", said), Task) == [
        replace(said, title="Send the offer by 8 Dec", due_on=date(2025, 12, 8))
    ]
    done = replace(said, status=TaskStatus.DONE, done_on=date(2025, 11, 20))
    assert [t.id != "t" for t in of(worded("send the offer by 8 Dec", done), Task)] == [True]
    assert [t.id != "t" for t in of(worded("send the contract by 8 Dec", said), Task)] == [True]
