"""Deals in a book: the same export changes nothing, the next one moves them on, and one undo takes them back."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.opportunities import Opportunity
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import TODAY, brought, planned

HEAD: list[Value] = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Amount", "Associated Company"]
FIRST: list[list[Value]] = [
    HEAD,
    ["91", "Tide first", "Closed Won", "2025-01-15 10:22", "24000", "Tide"],
    ["92", "Renewal", "Contract Sent", "2026-01-31 23:59", "6000", "Tide"],
    ["93", "Renewal", "Appointment Scheduled", "2027-01-31 23:59", "7000", "Tide"],
]
ALL = {"strangers:List:accounts": "new"}


def told(book: Book) -> list[tuple[str, str, int | None, date | None]]:
    return [(o.opportunity, o.stage.value, o.amount, o.decided_on) for o in book.all(Opportunity)]


def test_the_same_deals_again_change_nothing_and_one_undo_takes_them_back(book: Book) -> None:
    brought(book, FIRST, ALL)
    assert len(told(book)) == 3
    assert {r.result for r in planned(book, FIRST).sheets[0].rows} == {Result.SAME}
    undo(book, today=TODAY)
    assert not book.all(Opportunity)
    assert not book.all(Account)


def test_a_deal_that_was_won_meanwhile_is_moved_on_by_the_next_export(book: Book) -> None:
    brought(book, FIRST, ALL)
    later: list[list[Value]] = [
        *FIRST[:2],
        ["92", "Renewal", "Closed Won", "2025-11-20 09:00", "6500", "Tide"],
        FIRST[3],
    ]
    brought(book, later)
    assert told(book) == [
        ("Tide first", "won", 2400000, date(2025, 1, 15)),
        ("Renewal", "won", 650000, date(2025, 11, 20)),
        ("Renewal", "seen", 700000, None),
    ]
