"""Accounts that were merged: a list that still has the gone one speaks of what it became."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomValue
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result, RowPlan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tickets import Ticket
from csdesk.services.accounts.merging import merge
from csdesk.services.book.history import redo, undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, SAVED, MERGED = date(2025, 11, 24), date(2025, 11, 1), date(2025, 11, 12)
TOLD = "Zeta GmbH was merged into Acme Inc on 12 Nov 2025"
Rows = Sequence[Sequence[Value]]
HEAD: list[Value] = ["Customer", "ID", "Website", "Segment", "CSM", "Mascot", "Notes"]
ACME: list[Value] = ["Acme Inc", "A1", "acme.com", "SMB", "Mia", "owl", "hello"]
ZETA: list[Value] = ["Zeta GmbH", "A2", "zeta.de", "Enterprise", "Max", "fox", "came by mail"]
BOLT: list[Value] = ["Bolt", "A3", "bolt.io", "SMB", "Mia", "owl", None]
CUSTOM = {"columns:List:unknown": "custom"}


def source(rows: Rows, tab: str = "List", on: date = SAVED) -> Source:
    grid = Grid(tab, tuple(tuple(r) for r in rows))
    return Source(f"{tab}.xlsx", f"{rows!r}{on}", on, (grid,))


def planned(book: Book, rows: Rows, answers: dict[str, str] | None = None, tab: str = "List") -> Plan:
    return plan_import(
        book, [source(rows, tab)], {**(CUSTOM if tab == "List" else {}), **(answers or {})}, today=TODAY
    )


def brought(book: Book, rows: Rows, answers: dict[str, str] | None = None, tab: str = "List") -> Plan:
    plan = planned(book, rows, with_defaults(planned(book, rows, answers, tab)), tab)
    apply_import(book, plan, today=TODAY)
    return plan


def called(book: Book, name: str) -> Account:
    return next(a for a in book.all(Account) if a.account == name)


def merged(book: Book, keep: str, other: str, *take: str) -> int:
    ids = called(book, keep).id, called(book, other).id
    return merge(book, "account", *ids, dict.fromkeys(take, True), today=MERGED).n


def rows_of(plan: Plan) -> list[RowPlan]:
    return list(plan.sheets[0].rows)


def results(plan: Plan) -> list[Result]:
    return [r.result for r in rows_of(plan)]


@pytest.fixture
def listed(book: Book) -> Book:
    """A book of three customers of a list."""
    brought(book, [HEAD, ACME, ZETA, BOLT])
    return book


@pytest.fixture
def one(listed: Book) -> Book:
    """The same, where Zeta GmbH was merged into Acme Inc."""
    merged(listed, "Acme Inc", "Zeta GmbH")
    return listed


def names(book: Book) -> list[str]:
    return sorted(a.account for a in book.all(Account))


@pytest.mark.parametrize("rows", [[HEAD, ACME, ZETA, BOLT], [HEAD, ZETA, ACME, BOLT], [HEAD, ZETA, BOLT]])
def test_the_list_of_before_a_merge_brings_nothing_and_changes_nothing(one: Book, rows: Rows) -> None:
    plan = planned(one, rows)
    assert set(results(plan)) == {Result.SAME}
    assert plan.values == ()
    assert [q.kind for q in plan.open] == []
    assert any(TOLD in note for note in plan.sheets[0].notes)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_by_its_id_its_domain_or_its_name_the_gone_one_is_known(one: Book, at: int) -> None:
    row = [cell if i == at or (i == 0 and at == 2) else None for i, cell in enumerate(ZETA)]
    row[0] = row[0] or ("Zeta" if at == 1 else None)
    plan = planned(one, [HEAD, row])
    assert results(plan) == [Result.SAME]
    assert not [q for q in plan.open if q.kind == "same"]


def test_what_its_row_says_otherwise_since_is_a_change_and_all_else_stays(one: Book) -> None:
    news = ["Zeta GmbH", "A2", "zeta.de", "Enterprise", "Zoe", "bear", "came by mail\nlikes tea"]
    (row,) = rows_of(brought(one, [HEAD, news]))
    assert [(c.field, c.old, c.new) for c in row.changes] == [
        ("csm", "Mia", "Zoe"), ("notes", "hello", "hello\nlikes tea"), ("Mascot", "owl", "bear"),
    ]  # fmt: skip
    assert TOLD in row.what
    acme = called(one, "Acme Inc")
    assert (acme.external_id, acme.domain, acme.segment, acme.csm) == ("A1", "acme.com", "SMB", "Zoe")
    assert [v.value for v in one.all(CustomValue, row=acme.id)] == ["bear"]


def test_a_merge_that_was_undone_counts_no_longer_and_counts_again_when_it_is_redone(listed: Book) -> None:
    n = merged(listed, "Acme Inc", "Zeta GmbH")
    undo(listed, n, today=TODAY)
    again = planned(listed, [HEAD, ["Zeta GmbH", "A2", "zeta.de", "SMB", "Max", "fox", None]])
    (row,) = rows_of(again)
    assert [(c.id, c.new) for c in row.changes] == [(called(listed, "Zeta GmbH").id, "SMB")]
    assert not any("merged" in note for note in again.sheets[0].notes)
    redo(listed, today=TODAY)
    assert results(planned(listed, [HEAD, ZETA])) == [Result.SAME]


def test_of_merges_one_after_the_other_the_last_account_counts(one: Book) -> None:
    merged(one, "Bolt", "Acme Inc")
    plan = brought(one, [HEAD, ACME, ZETA, ["Zeta GmbH", "A2", None, None, "Zoe", None, None]])
    assert names(one) == ["Bolt"]
    assert [r.name for r in rows_of(plan)] == ["Bolt"] * 3
    assert results(plan)[:2] == [Result.SAME, Result.SAME]


def test_where_the_account_that_stayed_took_the_other_name_and_id_its_own_ones_are_still_known(
    listed: Book,
) -> None:
    merged(listed, "Acme Inc", "Zeta GmbH", "account", "external_id", "domain")
    plan = planned(listed, [HEAD, ACME, [*ZETA[:3], None, None, None, None]])
    assert results(plan) == [Result.SAME, Result.SAME]
    assert "Acme Inc has been called Zeta GmbH since a merge on 12 Nov 2025" in plan.sheets[0].notes[0]


def test_an_account_that_brought_nothing_is_known_by_what_it_was_merged_into(book: Book) -> None:
    brought(book, [["Customer", "Segment"], ["Acme Inc", "SMB"], ["Zeta GmbH", None]])
    merged(book, "Acme Inc", "Zeta GmbH")
    acme = called(book, "Acme Inc")
    with book.change(Verb.SET, today=TODAY):
        book.put(Account(id=acme.id, account="Acme Worldwide", segment="SMB"))
    (row,) = rows_of(planned(book, [["Customer", "Segment"], ["Zeta GmbH", None]]))
    assert (row.name, row.result) == ("Acme Worldwide", Result.SAME)


def test_an_account_of_that_name_that_is_there_by_itself_comes_first(one: Book) -> None:
    with one.change(Verb.ADD, today=TODAY):
        one.put(Account(id=AccountId(one.new_id()), account="Zeta GmbH"))
    (row,) = rows_of(planned(one, [["Customer", "Segment"], ["Zeta GmbH", "SMB"]]))
    assert [(c.id, c.new) for c in row.changes] == [(called(one, "Zeta GmbH").id, "SMB")]


def test_the_gone_name_that_is_only_written_otherwise_is_proposed_as_what_it_became(one: Book) -> None:
    plan = planned(one, [["Customer", "Segment"], ["ZETA, G.m.b.H.", "Enterprise"]])
    (asked,) = [q for q in plan.open if q.kind == "same"]
    assert asked.default == called(one, "Acme Inc").id


def test_a_name_that_is_only_like_the_gone_one_is_asked_about(one: Book) -> None:
    plan = planned(one, [["Customer", "Segment"], ["Zeta AG", "SMB"]])
    (asked,) = [q for q in plan.open if q.kind == "same"]
    assert asked.choices[0].value == called(one, "Acme Inc").id
    assert asked.evidence.startswith(f"{TOLD}. Names 100 % alike")


def test_that_the_gone_one_was_lost_says_nothing_of_what_it_became(one: Book) -> None:
    plan = brought(one, [["Customer", "Status", "Churn date"], ["Zeta GmbH", "Churned", date(2025, 11, 12)]])
    assert [(r.result, r.what) for r in rows_of(plan)] == [(Result.LEFT_OUT, f"left out: {TOLD}")]
    assert called(one, "Acme Inc").status is Status.CUSTOMER


def test_a_complete_list_that_has_only_the_gone_name_does_not_miss_what_it_became(one: Book) -> None:
    plan = planned(one, [HEAD, ZETA])
    assert [q.seen for q in plan.questions if q.kind == "complete"] == [("Bolt",)]


def test_what_other_sheets_say_of_the_gone_one_goes_to_what_it_became(one: Book) -> None:
    tickets: Rows = [["Customer", "Ticket ID", "Subject", "Created"], ["Zeta GmbH", "7", "It is slow", SAVED]]
    plan = brought(one, tickets, tab="Tickets")
    people: Rows = [["Account", "Name", "Email"], ["A2", "Mia Stone", "mia@zeta.de"]]
    brought(one, people, tab="Contacts")
    acme = called(one, "Acme Inc").id
    assert [t.account for t in one.all(Ticket)] == [acme]
    assert [c.account for c in one.all(Contact)] == [acme]
    assert any(TOLD in note for note in plan.sheets[0].notes)


def test_by_its_old_id_a_csdesk_workbook_changes_no_name_back(listed: Book) -> None:
    gone = called(listed, "Zeta GmbH").id
    merged(listed, "Acme Inc", "Zeta GmbH")
    rows: Rows = [["ID", "Account", "External ID", "Segment", "Status"],
                  [gone, "Zeta GmbH", "A2", "Mid-market", "customer"]]  # fmt: skip
    (row,) = rows_of(brought(listed, rows, tab="Accounts"))
    assert [(c.field, c.old, c.new) for c in row.changes] == [("segment", "SMB", "Mid-market")]
    acme = called(listed, "Acme Inc")
    assert (acme.external_id, acme.segment) == ("A1", "Mid-market")


def test_a_parent_that_was_merged_is_what_it_became_and_nobody_is_their_own(one: Book) -> None:
    head: list[Value] = ["Account", "Parent"]
    plan = brought(one, [head, ["Bolt", "Zeta GmbH"], ["Acme Inc", "Zeta GmbH"]], tab="Accounts")
    assert [p.problem for r in rows_of(plan) for p in r.problems] == []
    assert called(one, "Bolt").parent == called(one, "Acme Inc").id
    assert called(one, "Acme Inc").parent is None


def test_contracts_of_both_are_each_known_when_the_list_comes_again(book: Book) -> None:
    head: list[Value] = ["Customer", "MRR", "Contract end"]
    rows: Rows = [head, ["Acme Inc", 100, date(2026, 6, 30)], ["Zeta GmbH", 200, date(2026, 6, 30)]]
    brought(book, rows)
    merged(book, "Acme Inc", "Zeta GmbH")
    for these in (rows, [head, rows[2], rows[1]]):
        plan = planned(book, these)
        assert results(plan) == [Result.SAME, Result.SAME]
        assert not [q for q in plan.open if q.kind in {"twice", "changed"}]
    brought(book, [head, rows[1], ["Zeta GmbH", 250, date(2026, 6, 30)]])
    assert len(book.all(Subscription)) == 2
    assert sorted(s.amount for s in book.all(Step)) == [10000, 25000]
