"""What a list of projects calls internal is a task of ours: no customer reads it on a deck."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.milestones import Milestone
from csdesk.domain.tasks import Party, Task, TaskStatus
from tests.domain.imports.sheet import asked, of, plan

ACME = Known({Account: (Account(id=AccountId("a"), account="Acme"),)})
DAY = date(2025, 12, 15)
HEAD: list[Value] = ["Project", "Client", "Status", "Deadline"]
ROW: list[Value] = ["Relaunch", "Acme", "done", DAY]


def ours(made: Plan) -> list[tuple[str, date | None, Party, TaskStatus]]:
    return [(t.title, t.due_on, t.party, t.status) for t in of(made, Task)]


@pytest.mark.parametrize("name", ["Internal projects", "Interne Projekte", "Projets (usage interne)"])
def test_a_list_of_projects_that_is_called_internal_is_one_of_our_tasks(name: str) -> None:
    made = plan(HEAD, ROW, known=ACME, name=name)
    assert of(made, Milestone) == []
    assert ours(made) == [("Relaunch", DAY, Party.US, TaskStatus.DONE)]
    note = f"“{name}” says that it is internal: its rows are tasks of ours, which no customer reads."
    assert note in made.sheets[0].notes


def test_a_title_above_the_list_may_say_it() -> None:
    made = plan(["Confidential - do not share"], HEAD, ROW, known=ACME, name="Projects")
    assert (of(made, Milestone), len(of(made, Task))) == ([], 1)


@pytest.mark.parametrize(
    "title", ["Wingtip, strictly confidential", "Go-live of Privat Bank AG", "Vertraulich"]
)
def test_a_title_that_asks_for_discretion_leaves_milestones_as_they_are(title: str) -> None:
    made = plan([title], HEAD, ROW, known=ACME, name="Projects")
    assert (len(of(made, Milestone)), of(made, Task)) == (1, [])


@pytest.mark.parametrize(
    ("header", "inside", "outside"),
    [
        ("Visibility", "internal", "customer"),
        ("Internal?", "yes", "no"),
        ("Typ", "intern", "extern"),
        ("Who", "private", "all"),
    ],
)
def test_rows_that_a_column_calls_internal_are_tasks_and_the_others_milestones(
    header: str, inside: str, outside: str
) -> None:
    made = plan(
        ["Project", "Client", header, "Deadline"],
        ["Relaunch", "Acme", inside, DAY],
        ["Katalog", "Acme", outside, DAY],
        known=ACME,
        name="Projects",
    )
    assert [m.milestone for m in of(made, Milestone)] == ["Katalog"]
    assert [t.title for t in of(made, Task)] == ["Relaunch"]
    assert asked(made) == ["columns:Projects:unknown"]
    note = f"“{header}” calls 1 row internal: tasks of ours, which no customer reads."
    assert note in made.sheets[-1].notes


def test_a_person_and_a_list_that_came_before_say_what_the_rows_are() -> None:
    made = plan(HEAD, ROW, known=ACME, name="Internal projects", options=Options(noun="milestone"))
    assert [m.milestone for m in of(made, Milestone)] == ["Relaunch"]
    before = {"Internal projects": {"Project": "milestone.milestone", "Client": "account.account"}}
    known = Known({Account: tuple(ACME.all(Account))}, mapped=before)
    assert of(plan(HEAD, ROW, known=known, name="Internal projects"), Task) == []


def test_other_lists_and_an_internal_party_say_nothing_of_it() -> None:
    made = plan(HEAD, ROW, known=ACME, name="International projects")
    assert len(of(made, Milestone)) == 1
    made = plan(
        ["Project", "Client", "Party", "Deadline"],
        ["Relaunch", "Acme", "internal", DAY],
        known=ACME,
        name="P",
    )
    assert of(made, Task) == []
