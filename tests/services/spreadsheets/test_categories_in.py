"""A stage on a sheet of renewals says how sure the renewal is, not where the customer is on their way."""

from dataclasses import replace
from datetime import date

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
HEAD: list[Value] = ["Customer", "Contract end", "ARR", "Auto-renew", "Stage"]


def planned(book: Book, *stages: str, tab: str = "Renewals", end: date | None = date(2026, 3, 31)) -> Plan:
    rows = [[f"Firm {n}", end, 12_000, "yes", stage] for n, stage in enumerate(stages)]
    grid = Grid(tab, (tuple(HEAD), *map(tuple, rows)), hidden=False)
    return plan_import(book, [Source(f"{tab}.xlsx", repr(rows), TODAY, (grid,))], {}, today=TODAY)


def goes_to(plan: Plan) -> str | None:
    return next(c.target for s in plan.sheets for c in s.columns if c.header == "Stage")


def categories(book: Book) -> dict[str, Category]:
    names = {a.id: a.account for a in book.all(Account)}
    return {names[r.account]: r.category for r in book.all(Renewal)}


def test_a_stage_in_words_of_renewals_is_the_renewals_and_a_later_file_changes_it(book: Book) -> None:
    apply_import(book, planned(book, "Commit", "Likely", "at risk", "Not started"), today=TODAY)
    first = {"Firm 0": Category.COMMITTED, "Firm 1": Category.LIKELY, "Firm 2": Category.AT_RISK}
    assert categories(book) == first
    assert [r.due_on for r in book.all(Renewal)] == [date(2026, 3, 31)] * 3
    assert [a.stage for a in book.all(Account)] == [None] * 4
    apply_import(book, planned(book, "Commit", "At risk", "at risk", "Likely"), today=TODAY)
    assert categories(book) == first | {"Firm 1": Category.AT_RISK, "Firm 3": Category.LIKELY}


def test_a_term_that_has_renewed_itself_since_has_its_category_at_its_next_end(book: Book) -> None:
    apply_import(book, planned(book, "Commit", "Likely", end=date(2024, 3, 31)), today=TODAY)
    assert {r.due_on for r in book.all(Renewal)} == {date(2026, 3, 31)}


def test_a_renewal_that_is_decided_keeps_what_was_said_of_it(book: Book) -> None:
    apply_import(book, planned(book, "Commit", "Likely"), today=TODAY)
    with book.change(Verb.DECIDE_RENEWAL, label="x", today=TODAY):
        book.put_all([replace(r, outcome=Outcome.RENEWED) for r in book.all(Renewal)])
    apply_import(book, planned(book, "At risk", "At risk"), today=TODAY)
    assert set(categories(book).values()) == {Category.COMMITTED, Category.LIKELY}


def test_stages_of_ones_own_on_a_sheet_of_renewals_are_asked_about(book: Book) -> None:
    plan = planned(book, "Quote sent", "Legal", "Onboarding")
    assert goes_to(plan) is None
    assert [q.key for q in plan.questions if not q.offered] == ["columns:Renewals:unknown"]


def test_a_stage_on_a_list_of_customers_stays_the_customers(book: Book) -> None:
    apply_import(book, planned(book, "Onboarding", "Live", tab="Customers"), today=TODAY)
    assert {a.stage for a in book.all(Account)} == {Stage.ONBOARDING, Stage.VALUE_REALIZATION}
    assert goes_to(planned(book, "Onboarding", "At risk", tab="Customers")) == "account.stage"
    assert goes_to(planned(book, "Committed", "At risk", tab="Customers")) == "renewal.category"


def test_a_category_beside_which_nothing_ends_is_kept_in_the_notes(book: Book) -> None:
    apply_import(book, planned(book, "Commit", "Likely", end=None), today=TODAY)
    assert (book.all(Renewal), [a.notes for a in book.all(Account)]) == (
        [],
        ["Stage: committed", "Stage: likely"],
    )
