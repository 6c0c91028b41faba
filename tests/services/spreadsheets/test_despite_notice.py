"""Notice and *renewed* for one term end: one clear sentence through every door, and nothing guessed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.errors import FieldRefused
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.revenue.due import Missing
from csdesk.domain.subscriptions import Subscription
from csdesk.exchange.reading import read_here
from csdesk.services.book.editing import set_fields
from csdesk.services.renewals.deciding import RenewalKey, decide_renewal, set_category
from csdesk.services.renewals.renewals import not_placed
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.services.spreadsheets.rounds import plan_merge
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.domain.revenue.contracts import day, decision, step, subscription
from tests.services.round_trip import edited, write

TODAY = date(2025, 11, 24)
END = day("2025-12-31")
LINE = SubscriptionId("s1")
NOTICE = "notice was given on 1 Oct 2025 for the term that ends on 31 Dec 2025, and this renews it"


def made(book: Book, *more: object, cancelled: str | None = None, end: str = "2025-12-31") -> Book:
    """One line to the end of 2025, which does not renew itself."""
    line = subscription(end=end, cancelled=cancelled, auto_renew=False, notice_days=30)
    with book.change(Verb.DEMO, today=TODAY):
        book.put_all(
            [
                Account(id=AccountId("a1"), account="Corvid"),
                Product(id=ProductId("p1"), product="Team"),
                line,
                step("2025-01-01", 100_000),
                *more,
            ]
        )
    return book


RENEWED = decision("2025-12-31", Outcome.RENEWED, "2025-11-01")


def brought(book: Book, rows: Sequence[Sequence[Value]], *, sheet: str) -> RowPlan:
    source = Source("list.xlsx", "1", TODAY, (Grid(sheet, tuple(tuple(r) for r in rows)),))
    return plan_import(book, [source], {}, today=TODAY).sheets[0].rows[0]


def test_a_sheet_that_gives_notice_for_what_was_renewed_is_refused(book: Book) -> None:
    head = ["Account", "Product", "End", "Cancelled on"]
    row = brought(
        made(book, RENEWED), [head, ["Corvid", "Team", END, day("2025-10-01")]], sheet="Subscriptions"
    )
    (problem,) = row.problems
    assert (row.result, problem.column, problem.value) == (Result.REFUSED, "Cancelled on", "2025-10-01")
    assert problem.problem == "the term that ends on 31 Dec 2025 was renewed, and notice was given for it"


def test_a_sheet_that_renews_what_was_left_is_refused(book: Book) -> None:
    head = ["Account", "Subscription", "Due on", "Outcome"]
    row = brought(
        made(book, cancelled="2025-10-01"), [head, ["Corvid", "s1", END, "renewed"]], sheet="Renewals"
    )
    (problem,) = row.problems
    assert (row.result, problem.column, problem.value) == (Result.REFUSED, "Outcome", "renewed")
    assert problem.problem == NOTICE
    lost = brought(book, [head, ["Corvid", "s1", END, "lost"]], sheet="Renewals")
    assert lost.result is Result.NEW


def test_an_end_that_moved_a_year_on_is_refused_where_notice_was_given(book: Book) -> None:
    made(book, cancelled="2025-07-01", end="2025-09-30")
    head = ["Account", "Product", "End", "ARR"]
    row = brought(book, [head, ["Corvid", "Team", day("2026-09-30"), 1000]], sheet="Subscriptions")
    (problem,) = row.problems
    assert (row.result, problem.column, problem.value) == (Result.REFUSED, "End", "2026-09-30")
    assert problem.problem.startswith("notice was given on 1 Jul 2025 for the term that ends on 30 Sep 2025")
    same = brought(book, [head, ["Corvid", "Team", day("2025-09-30"), 1000]], sheet="Subscriptions")
    assert same.result is Result.SAME


def test_a_file_that_says_both_keeps_the_contract_and_refuses_its_renewal(book: Book) -> None:
    with book.change(Verb.DEMO, today=TODAY):
        book.put(Account(id=AccountId("a1"), account="Corvid"))
    lines = (
        ("ID", "Account", "Product", "Start", "End", "ARR", "Cancelled on"),
        ("x1", "Corvid", "Team", day("2025-01-01"), END, 1000, day("2025-10-01")),
    )
    decided = (
        ("Account", "Subscription", "Due on", "Outcome"),
        ("Corvid", "x1", END, "renewed"),
    )
    grids = (Grid("Subscriptions", lines), Grid("Renewals", decided))
    plan = plan_import(book, [Source("all.xlsx", "1", TODAY, grids)], {}, today=TODAY)
    results = {s.sheet: [r.result for r in s.rows] for s in plan.sheets}
    assert results == {"Subscriptions": [Result.NEW], "Renewals": [Result.REFUSED]}


def test_who_is_missing_from_a_complete_file_gave_no_notice_for_what_was_renewed(book: Book) -> None:
    made(book, RENEWED, Account(id=AccountId("a2"), account="Halden"))
    source = Source("list.xlsx", "1", TODAY, (Grid("List", (("Account", "Segment"), ("Halden", "A"))),))
    plan = plan_import(book, [source], {"complete:List:accounts": "lost"}, today=TODAY)
    apply_import(book, plan, today=TODAY)
    (corvid,) = [a for a in book.all(Account) if a.account == "Corvid"]
    (line,) = book.all(Subscription)
    assert (corvid.status, line.cancelled_on) == (Status.LOST, None)
    assert problems_of(book) == []


def test_a_colleague_who_gives_notice_and_renews_in_one_workbook_is_told_so(
    book: Book, tmp_path: Path
) -> None:
    """Neither stands in the book yet: each is right alone."""
    made(book, decision("2025-12-31", Outcome.OPEN))
    path = tmp_path / "sent.xlsx"
    export_book(book, path, today=TODAY)

    def both(workbook: Workbook) -> None:
        write(workbook["Subscriptions"], "s1", "Cancelled on", day("2025-10-01"))
        write(workbook["Renewals"], "r-2025-12-31", "Outcome", "renewed")

    plan = plan_merge(book, read_here(edited(path, both), day=TODAY), {}, today=TODAY)
    refused = [r for s in plan.sheets for r in s.rows if r.result is Result.REFUSED]
    assert {r.sheet for r in refused} == {"Subscriptions", "Renewals"}
    assert all("1 Oct 2025" in r.what for r in refused)


def test_an_end_is_not_moved_on_one_that_was_renewed_while_notice_stands(book: Book) -> None:
    made(book, decision("2026-12-31", Outcome.RENEWED), cancelled="2025-10-01")
    with pytest.raises(FieldRefused):
        set_fields(book, "subscription", "s1", {"end": "2026-12-31"}, today=TODAY)
    set_fields(book, "subscription", "s1", {"end": "2026-11-30"}, today=TODAY)


def test_renewing_after_all_takes_the_notice_back(book: Book) -> None:
    made(book, cancelled="2025-10-01")
    decide_renewal(book, RenewalDecision(LINE, END), today=TODAY)
    before, after = sorted(book.all(Subscription), key=lambda s: s.start or END)
    assert (before.cancelled_on, after.start) == (None, day("2026-01-01"))
    assert problems_of(book) == []


def test_a_category_that_takes_a_loss_back_takes_the_notice_back(book: Book) -> None:
    made(book, cancelled="2025-10-01")
    set_category(book, RenewalKey(LINE, END), Category.LIKELY, today=TODAY)
    assert [s.cancelled_on for s in book.all(Subscription)] == [None]


@pytest.mark.parametrize("as_of", [TODAY, day("2026-03-01")])
def test_a_book_that_holds_both_says_so_on_the_board_and_in_its_check(book: Book, as_of: date) -> None:
    made(book, RENEWED, cancelled="2025-10-01")
    (waits,) = not_placed(book, as_of=as_of)
    assert (waits.account, waits.missing) == ("Corvid", (Missing.DESPITE,))
    (problem,) = problems_of(book)
    assert problem.code == "renewed_despite_notice"
    assert problem.message == (
        "Notice was given for the term of Corvid that ends on 31 Dec 2025, and it is recorded as renewed; "
        "take one of the two back."
    )
    (row,) = book.all(Renewal)
    set_fields(book, "renewal", row.id, {"outcome": "lost"}, today=TODAY)
    assert (not_placed(book, as_of=as_of), problems_of(book)) == ([], [])
