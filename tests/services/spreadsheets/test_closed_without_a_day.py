"""A ticket that a list calls closed, without a day: closed by the day of the list if it was open in the book."""

from datetime import UTC, date, datetime

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.tickets import Ticket
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

OPENED, FIRST, LATER, LAST = (date(2025, 11, day) for day in (3, 10, 17, 24))
HEAD: tuple[Value, ...] = ("Customer", "Subject", "Opened at", "Status", "Closed at")
CUSTOMERS: tuple[tuple[Value, ...], ...] = (("Customer", "MRR"), ("Pinder Glass", 100))


def planned(book: Book, day: date, status: str, closed: date | None = None) -> Plan:
    rows = (HEAD, ("Pinder Glass", "Export fails", OPENED, status, closed))
    grids = (Grid("Customers", CUSTOMERS), Grid("Tickets", rows))
    return plan_import(book, [Source("desk.xlsx", f"{day} {rows}", day, grids)], {}, today=LAST)


def brought(book: Book, day: date, status: str, closed: date | None = None) -> date | None:
    apply_import(book, planned(book, day, status, closed), today=LAST)
    (ticket,) = book.all(Ticket)
    return ticket.closed_at.date() if ticket.closed_at else None


def told(plan: Plan) -> list[str]:
    return [note for sheet in plan.sheets for note in sheet.notes if "nothing says when" in note]


def test_one_that_was_open_is_closed_on_the_day_of_the_list_and_stays_so(book: Book) -> None:
    assert brought(book, FIRST, "open") is None
    plan = planned(book, LATER, "closed")
    assert [(c.field, c.old, c.new) for s in plan.sheets for r in s.rows for c in r.changes] == [
        ("closed_at", None, "2025-11-17 00:00+00:00")
    ]
    assert told(plan) == []
    assert brought(book, LATER, "closed") == LATER
    assert planned(book, LAST, "closed").values == ()
    assert brought(book, LAST, "closed", date(2025, 11, 12)) == date(2025, 11, 12)


def test_a_list_from_before_closes_none_before_it_was_opened(book: Book) -> None:
    brought(book, FIRST, "open")
    assert brought(book, date(2025, 10, 1), "closed") == OPENED


def test_one_that_comes_closed_counts_on_the_day_it_was_opened_and_is_told(book: Book) -> None:
    (note,) = told(planned(book, LATER, "closed"))
    assert note.startswith(
        "1 ticket is closed, and nothing says when: it counts as closed on the day it was opened"
    )
    assert brought(book, LATER, "closed") == OPENED
    assert told(planned(book, LAST, "closed")) == []


@pytest.mark.parametrize(("status", "closed"), [("open", None), ("closed", date(2025, 11, 5))])
def test_of_others_nothing_is_told(book: Book, status: str, closed: date | None) -> None:
    assert told(planned(book, LATER, status, closed)) == []


@pytest.mark.parametrize("header", ["Last updated", "Aktualisiert am", "Dernière mise à jour"])
def test_when_it_was_last_changed_is_when_it_was_closed_and_later_changes_move_it_not(
    book: Book, header: str
) -> None:
    for changed, closed in ((6, 6), (20, 6), (5, 5)):
        on = datetime(2025, 11, changed, 9, tzinfo=UTC)
        rows = (
            ("Customer", "Subject", "Opened at", "Status", header),
            ("Pinder Glass", "Export fails", OPENED, "closed", on),
        )
        source = Source("desk.xlsx", str(on), LATER, (Grid("Customers", CUSTOMERS), Grid("Tickets", rows)))
        plan = plan_import(book, [source], {}, today=LAST)
        assert told(plan) == []
        apply_import(book, plan, today=LAST)
        (ticket,) = book.all(Ticket)
        assert ticket.closed_at
        assert ticket.closed_at.date() == date(2025, 11, closed)
