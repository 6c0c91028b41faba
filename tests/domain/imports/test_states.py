"""Headings that say how far the rows under them are: tasks that are done, risks that are closed, people who left."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.risks import Risk
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import SAVED, asked, of, plan

HEAD: list[Value] = ["Customer", "Task", "Due"]
OFFER: list[Value] = ["Acme", "Send offer", date(2025, 12, 1)]
REVIEW: list[Value] = ["Borel", "Plan QBR", date(2025, 12, 5)]
CALL: list[Value] = ["Acme", "Call the CFO", date(2025, 11, 1)]
START: list[Value] = ["Corvid", "Kickoff", date(2025, 10, 1)]


def states(made: Plan) -> dict[str, str]:
    return {t.title: t.status.value for t in of(made, Task)}


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("DONE", "done"), ("Closed", "done"), ("--- Completed ---", "done"), ("Erledigt", "done"),
        ("Erledigte Aufgaben", "done"), ("Hecho", "done"), ("Cancelled", "dropped"), ("Noch offen", "open"),
    ],
)  # fmt: skip
def test_a_heading_says_how_far_the_tasks_under_it_are(heading: str, meant: str) -> None:
    made = plan(HEAD, OFFER, REVIEW, [heading], CALL, START)
    assert states(made) == {
        "Send offer": "open", "Plan QBR": "open", "Call the CFO": meant, "Kickoff": meant,
    }  # fmt: skip
    assert asked(made) == ["strangers:List:accounts"]
    words = heading.strip("- ")
    assert f"What stands over the rows says how far they are: “{words}” is {meant}." in made.sheets[0].notes


def test_what_a_task_says_itself_stands_over_its_heading() -> None:
    head: list[Value] = [*HEAD, "Status"]
    made = plan(head, [*OFFER, "open"], ["Done"], [*CALL, None], [*START, "in progress"])
    assert states(made) == {"Send offer": "open", "Call the CFO": "done", "Kickoff": "open"}


def test_the_sheets_own_name_says_it_of_all_its_tasks() -> None:
    assert states(plan(HEAD, OFFER, REVIEW, name="Done")) == {"Send offer": "done", "Plan QBR": "done"}
    head: list[Value] = [*HEAD, "Status"]
    assert states(plan(head, [*OFFER, "open"], name="Done")) == {"Send offer": "open"}


def test_under_the_name_of_each_customer_it_parts_the_tasks_of_that_one() -> None:
    head: list[Value] = ["Task", "Due", "Note"]
    made = plan(
        head, ["Acme"], [*OFFER[1:], "x"], ["Done"], CALL[1:], ["Borel"], REVIEW[1:], ["Done"], START[1:],
    )  # fmt: skip
    called = {a.id: a.account for a in of(made, Account)}
    assert {t.title: (called[t.account], t.status.value) for t in of(made, Task)} == {
        "Send offer": ("Acme", "open"),
        "Call the CFO": ("Acme", "done"),
        "Plan QBR": ("Borel", "open"),
        "Kickoff": ("Borel", "done"),
    }


def test_below_all_customers_its_rows_are_of_nobody_rather_than_of_the_last_one() -> None:
    head: list[Value] = ["Task", "Due", "Note"]
    made = plan(head, ["Acme"], [*OFFER[1:], "x"], ["Borel"], REVIEW[1:], ["Done"], CALL[1:])
    assert [t.title for t in of(made, Task)] == ["Send offer", "Plan QBR"]
    (refused,) = made.refused
    assert (refused.row, refused.problems[0].problem) == (7, "the row names no account")


def test_risks_and_tickets_under_closed_are_over_and_people_under_former_left() -> None:
    risks = plan(
        ["Customer", "Risk", "Opened"], ["Acme", "Budget cut", "2025-10-01"], ["Closed"],
        ["Borel", "Champion left", "2025-08-05"], name="Risks",
    )  # fmt: skip
    assert [r.closed_on for r in of(risks, Risk)] == [None, SAVED]
    tickets = plan(
        ["Customer", "Ticket", "Opened"], ["Acme", "Login", "2025-10-01"], ["Closed"],
        ["Acme", "Slow", "2025-09-01"], name="Tickets",
    )  # fmt: skip
    assert [t.closed_at is not None for t in of(tickets, Ticket)] == [False, True]
    people = plan(
        ["Company", "Name", "Title"],
        ["Acme", "Mia", "CEO"],
        ["Former"],
        ["Acme", "Tom", "CTO"],
        name="People",
    )
    assert [c.status.value for c in of(people, Contact)] == ["active", "left"]


def test_a_known_heading_is_one_in_two_columns_too() -> None:
    made = plan(["Customer", "MRR"], ["Acme", 1000], ["Churned"], ["Borel", 300])
    assert next(q for q in made.questions if q.key == "heading:List:churned").default == "lost"
    assert {a.account for a in of(made, Account)} == {"Acme", "Borel"}
    done = plan(["Task", "Customer"], ["Send offer", "Acme"], ["Done"], ["Call", "Borel"], name="Open points")
    assert states(done) == {"Send offer": "open", "Call": "done"}
    names = plan(["Customer", "MRR"], ["Acme", 1000], ["Orion"], ["Borel", 300])
    assert {a.account for a in of(names, Account)} == {"Acme", "Orion", "Borel"}


def test_of_customers_closed_may_mean_lost_or_signed_and_nothing_is_proposed() -> None:
    made = plan(
        ["Customer", "ARR", "Renewal"], ["Acme", 10, "2026-03-31"], ["Closed"], ["Borel", 20, "2025-09-30"]
    )
    question = next(q for q in made.questions if q.key == "heading:List:closed")
    assert question.default is None
    assert [a.account for a in of(made, Account)] == ["Acme", "Borel"]
