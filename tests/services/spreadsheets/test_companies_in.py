"""Several companies in one cell, as HubSpot exports what a contact, a deal or a ticket is associated with."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.tickets import Ticket
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY = date(2025, 11, 24)
Rows = Sequence[Sequence[Value]]
PEOPLE: Rows = [
    ["Record ID", "First Name", "Last Name", "Email", "Associated Company", "Lifecycle Stage"],
    ["101", "Dana", "Reyes", "dana@acme.com", "Acme Inc; Beta LLC", "Customer"],
    ["102", "Lee", "Po", "lee@x.com", "Zeta GmbH;Acme Inc", "Customer"],
    ["103", "Mo", "Lin", "mo@smith.com", "Smith; Sons", "Customer"],
]
TICKETS: Rows = [
    ["Ticket ID", "Ticket name", "Ticket status", "Create date", "Priority", "Associated Company"],
    ["301", "Slow", "New", "2025-10-01 10:00", "High", "Acme Inc; Beta LLC"],
]


def planned(book: Book, rows: Rows, tab: str, answers: dict[str, str] | None = None) -> Plan:
    grid = Grid(tab, tuple(tuple(r) for r in rows))
    return plan_import(book, [Source(f"{tab}.csv", repr(rows), TODAY, (grid,))], answers or {}, today=TODAY)


def brought(book: Book, rows: Rows, tab: str) -> Plan:
    plan = planned(book, rows, tab, with_defaults(planned(book, rows, tab)))
    apply_import(book, plan, today=TODAY)
    return plan


@pytest.fixture
def listed(book: Book) -> Book:
    """A book of three customers, one of whom has a semicolon in its name."""
    brought(
        book,
        [["Customer", "Segment"], *([n, "SMB"] for n in ("Acme Inc", "Beta LLC", "Smith; Sons"))],
        "Customers",
    )
    return book


def test_a_person_is_a_contact_at_each_company_that_there_is(listed: Book) -> None:
    plan = brought(listed, PEOPLE, "contacts")
    names = {a.id: a.account for a in listed.all(Account)}
    assert sorted((c.name, names[c.account]) for c in listed.all(Contact)) == [
        ("Dana Reyes", "Acme Inc"),
        ("Dana Reyes", "Beta LLC"),
        ("Lee Po", "Acme Inc"),
        ("Mo Lin", "Smith; Sons"),
    ]
    assert [note for note in plan.sheets[0].notes if "several" in note] == [
        (
            "“Associated Company”: 2 cells with several companies, such as row 2: Acme Inc; Beta LLC. "
            "A person is a contact at each of them that there is. Not there: Zeta GmbH."
        )
    ]
    assert planned(listed, PEOPLE, "again").values == ()


def test_a_ticket_of_several_companies_counts_once_at_the_first(listed: Book) -> None:
    plan = brought(listed, TICKETS, "tickets")
    names = {a.id: a.account for a in listed.all(Account)}
    assert [names[t.account] for t in listed.all(Ticket)] == ["Acme Inc"]
    assert any("Such a row counts once, at the first of them" in note for note in plan.sheets[0].notes)


def test_companies_none_of_which_there_is_are_asked_about_and_come_in_apart(listed: Book) -> None:
    rows = [
        PEOPLE[0],
        ["104", "A", "Bc", "a@x.com", "Zeta; Eta", "Customer"],
        ["105", "D", "Ef", "d@x.com", "Eta", "Customer"],
    ]
    (question,) = planned(listed, rows, "contacts").open
    assert question.kind == "strangers"
    apply_import(listed, planned(listed, rows, "contacts", {question.key: "new"}), today=TODAY)
    names = {a.id: a.account for a in listed.all(Account)}
    assert sorted(names.values()) == ["Acme Inc", "Beta LLC", "Eta", "Smith; Sons", "Zeta"]
    there = sorted((c.name, names[c.account]) for c in listed.all(Contact))
    assert there == [("A Bc", "Eta"), ("A Bc", "Zeta"), ("D Ef", "Eta")]


def test_of_a_ticket_only_the_first_of_new_companies_comes_in(listed: Book) -> None:
    rows = [TICKETS[0], ["302", "Slow", "New", "2025-10-01 10:00", "High", "Zeta; Eta"]]
    (question,) = planned(listed, rows, "tickets").open
    plan = planned(listed, rows, "tickets", {question.key: "new"})
    assert [v.account for v in plan.values if isinstance(v, Account)] == ["Zeta"]
    assert any(note.endswith("Not there: Eta.") for note in plan.sheets[0].notes)
