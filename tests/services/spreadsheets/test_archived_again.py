"""An archived customer who comes again in a list stays archived, which is told, until somebody says otherwise."""

from collections.abc import Mapping
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
ROWS: tuple[tuple[Value, ...], ...] = (
    ("Customer", "MRR", "Segment"),
    ("Pinder Glass", 100, "SMB"),
    ("Dune Travel", 200, "SMB"),
    ("Corvid Rail", 300, "SMB"),
)
OFFER = "archived:List:accounts"


def planned(book: Book, *rows: tuple[Value, ...], answers: Mapping[str, str] | None = None) -> Plan:
    source = Source("list.xlsx", repr(rows), TODAY, (Grid("List", rows),))
    return plan_import(book, [source], answers or {}, today=TODAY)


def statuses(book: Book) -> dict[str, Status]:
    return {a.account: a.status for a in book.all(Account)}


@pytest.fixture
def archived(book: Book) -> Book:
    apply_import(book, planned(book, *ROWS), today=TODAY)
    for account in book.all(Account)[:2]:
        set_fields(book, "account", account.id, {"status": "archived"}, today=TODAY)
    return book


def test_who_is_archived_stays_so_and_is_named(archived: Book) -> None:
    rows = (ROWS[0], ("Pinder Glass", 100, "Enterprise"), *ROWS[2:])
    plan = planned(archived, *rows)
    assert plan.open == ()
    assert plan.sheets[0].notes == (
        "2 customers are archived in the book, and stay so: Pinder Glass, Dune Travel.",
    )
    apply_import(archived, plan, today=TODAY)
    assert [s.value for s in statuses(archived).values()] == ["archived", "archived", "customer"]
    assert archived.all(Account)[0].segment == "Enterprise"


def test_they_are_customers_again_where_that_is_said_and_one_undo_takes_it_back(archived: Book) -> None:
    plan = planned(archived, *ROWS, answers={OFFER: "back"})
    told = [(r.name, r.what, r.result) for r in plan.sheets[0].rows if r.result is not Result.SAME]
    assert told == [
        ("Pinder Glass", "Status archived → customer", Result.CHANGED),
        ("Dune Travel", "Status archived → customer", Result.CHANGED),
    ]
    apply_import(archived, plan, today=TODAY)
    assert {*statuses(archived).values()} == {Status.CUSTOMER}
    undo(archived, today=TODAY)
    assert statuses(archived)["Dune Travel"] is Status.ARCHIVED


def test_the_offer_names_them_and_needs_no_answer(archived: Book) -> None:
    (question,) = [q for q in planned(archived, *ROWS).questions if q.key == OFFER]
    assert (question.offered, question.answer, question.default) == (True, "keep", "keep")
    assert question.text == "2 customers of “List” are archived in the book. Do they come back?"
    assert question.evidence == "Pinder Glass, Dune Travel."


def test_nothing_is_offered_where_the_list_says_what_they_are_or_names_them_not(archived: Book) -> None:
    said = [(*row, "Status" if n == 0 else "Archived") for n, row in enumerate(ROWS)]
    for rows in (said, (ROWS[0], ROWS[3])):
        plan = planned(archived, *rows)
        assert OFFER not in {q.key for q in plan.questions}
        assert not any("archived" in note for note in plan.sheets[0].notes)


def test_an_answer_of_one_week_is_not_taken_in_the_next(archived: Book) -> None:
    apply_import(archived, planned(archived, *ROWS, answers={OFFER: "back"}), today=TODAY)
    account = archived.all(Account)[0]
    set_fields(archived, "account", account.id, {"status": "archived"}, today=TODAY)
    later = planned(archived, *ROWS, ("Nimbus", 400, "SMB"))
    assert "1 customer is archived in the book, and stays so: Pinder Glass." in later.sheets[0].notes
