"""A list of projects is one of milestones: who has a project has no further contract by it."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.milestones import Milestone
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import of, plan

ACME = Known({Account: (Account(id=AccountId("a"), account="Acme"),)})


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Projekte", ["Projekt", "Kunde", "Status", "Budget", "Start", "Deadline"]),
        ("Active projects", ["Project name", "Client", "Status", "Budget", "Start", "Due date"]),
        ("Projets", ["Projet", "Client", "Statut", "Budget", "Début", "Date limite"]),
    ],
)
def test_a_project_is_a_milestone_with_its_deadline_and_no_contract(sheet: str, header: list[Value]) -> None:
    made = plan(
        header, ["Relaunch", "Acme", "läuft", 18500, "2025-09-01", "2025-12-15"],
        ["Katalog", "Acme", "abgeschlossen", 9800, "2025-02-01", "2025-08-31"],
        known=ACME, name=sheet,
    )  # fmt: skip
    assert of(made, Subscription) == []
    reached = header[2] == "Status"
    assert [(m.milestone, m.target_on, m.reached) for m in of(made, Milestone)] == [
        ("Relaunch", date(2025, 12, 15), False), ("Katalog", date(2025, 8, 31), reached),
    ]  # fmt: skip
    told = "“Status” says that 1 row is reached, such as row 3: abgeschlossen."
    assert (told in made.sheets[0].notes) is reached


def test_what_is_reached_may_be_left_out() -> None:
    rows: list[list[Value]] = [
        ["Milestone", "Customer", "Status"], ["Go-live", "Acme", "abgeschlossen"], ["Roll-out", "Acme", "läuft"],
    ]  # fmt: skip
    assert [m.achieved for m in of(plan(*rows, known=ACME), Milestone)] == [True, None]
    made = plan(*rows, known=ACME, answers={"column:List:Status (done)": "omit"})
    assert [m.achieved for m in of(made, Milestone)] == [None, None]


def test_a_milestone_that_is_ticked_is_reached_and_one_that_the_book_has_reached_is_no_news() -> None:
    rows: list[list[Value]] = [
        ["Milestone", "Customer", "Done?"],
        ["Go-live", "Acme", "yes"],
        ["Roll-out", "Acme", "no"],
    ]
    assert [(m.milestone, m.reached) for m in of(plan(*rows, known=ACME), Milestone)] == [
        ("Go-live", True), ("Roll-out", False),
    ]  # fmt: skip
    there = Milestone(id="m", account=AccountId("a"), milestone="Go-live", achieved_on=date(2025, 10, 1))
    known = Known({Account: tuple(ACME.all(Account)), Milestone: (there,)})
    assert [m.milestone for m in of(plan(*rows, known=known), Milestone)] == ["Roll-out"]


def test_customers_with_their_contracts_are_customers_whatever_their_sheet_is_called() -> None:
    made = plan(
        ["Client", "Project", "MRR", "Renewal"], ["Beta", "Relaunch", 100, "2026-03-31"], name="Projects"
    )
    assert [s.account for s in of(made, Subscription)] == [a.id for a in of(made, Account)] != []
