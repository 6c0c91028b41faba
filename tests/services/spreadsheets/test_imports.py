"""Imports: one change that brings a file, takes nothing twice, and can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.arrivals import Arrival
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import ImportCancelled, ImportOutdated, ImportRefused, ImportUndecided
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import NoticeCount, OrderKind, Step, Subscription
from csdesk.domain.touches import Touch
from csdesk.services.book.history import redo, undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, SAVED = date(2025, 11, 24), date(2025, 11, 20)
Answers = Mapping[str, str] | None
HEAD: list[Value] = ["Customer", "Plan", "Seats", "MRR", "Contract end", "Contact", "Last call"]
ROWS: list[list[Value]] = [
    HEAD,
    ["Halden Freight", "Team", 10, 100, date(2026, 3, 31), "Zoe Lopez", date(2025, 11, 3)],
    ["Tidewell Health", "Team", 20, 200, date(2025, 10, 31), "Max Weber", None],
    ["Pinder Glass", None, 5, Decimal("50.50"), date(2026, 6, 30), None, None],
]


def source(
    rows: Sequence[Sequence[Value]], *, on: date = date(2025, 11, 20), file: str = "list.xlsx"
) -> Source:
    grid = Grid("List", tuple(tuple(r) for r in rows))
    return Source(file, f"{hash(repr(rows)):x}", on, (grid,))


def planned(
    book: Book, rows: Sequence[Sequence[Value]], answers: Answers = None, *, on: date = SAVED
) -> Plan:
    return plan_import(book, [source(rows, on=on)], answers or {}, today=TODAY)


def brought(
    book: Book, rows: Sequence[Sequence[Value]], answers: Answers = None, *, on: date = SAVED
) -> ChangeSet:
    done = apply_import(book, planned(book, rows, answers, on=on), today=TODAY)
    assert done is not None
    return done


def changed(row: int, column: int, value: Value) -> list[list[Value]]:
    rows = [list(r) for r in ROWS]
    rows[row][column] = value
    return rows


def content(book: Book) -> list[object]:
    return [sorted(book.all(noun), key=lambda v: v.id) for noun in NOUNS]


def in_euros(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    return [[*row, "Currency" if number == 0 else "EUR"] for number, row in enumerate(rows)]


def test_the_currency_of_a_first_list_becomes_the_books_until_it_is_undone(book: Book) -> None:
    done = brought(book, in_euros(ROWS))
    assert book.preference(CURRENCY) == "EUR"
    assert {line.currency for line in book.all(Subscription)} == {"EUR"}
    undo(book, done.n, today=TODAY)
    assert book.preference(CURRENCY) is None


def test_a_first_list_in_several_currencies_chooses_none(book: Book) -> None:
    rows = in_euros(ROWS)
    rows[1][-1] = "CHF"
    brought(book, rows)
    assert book.preference(CURRENCY) is None


def test_a_later_list_and_a_choice_of_the_person_leave_the_books_currency_alone(book: Book) -> None:
    with book.change(Verb.PREFER, today=TODAY):
        book.put(Preference(id=CURRENCY, value="CHF"))
    brought(book, in_euros(ROWS[:2]))
    assert book.preference(CURRENCY) == "CHF"
    with book.change(Verb.PREFER, today=TODAY):
        book.drop(Preference(id=CURRENCY, value="CHF"))
    brought(book, in_euros([ROWS[0], ROWS[3]]))
    assert book.preference(CURRENCY) is None


def test_an_import_is_one_change_with_an_arrival(book: Book) -> None:
    done = brought(book, ROWS)
    assert (done.verb, done.label) == (Verb.IMPORT, "list.xlsx")
    counts = {n: len(book.all(n)) for n in (Account, Contact, Product, Subscription, Step, Touch, Arrival)}
    assert counts == {Account: 3, Contact: 2, Product: 2, Subscription: 3, Step: 3, Touch: 1, Arrival: 1}
    (arrival,) = book.all(Arrival)
    assert (arrival.file, arrival.tab, arrival.rows, arrival.on) == (
        "list.xlsx",
        "List",
        3,
        date(2025, 11, 20),
    )
    assert arrival.nouns == "accounts,contacts,subscriptions"
    assert {p.product for p in book.all(Product)} == {"Team", "Subscription"}


def test_undo_takes_an_import_back_and_redo_brings_it_again(book: Book) -> None:
    before = content(book)
    brought(book, ROWS)
    after = content(book)
    undo(book, today=TODAY)
    assert content(book) == before
    redo(book, today=TODAY)
    assert content(book) == after


def test_the_same_file_again_changes_nothing(book: Book) -> None:
    brought(book, ROWS)
    again = planned(book, ROWS)
    assert {r.result for s in again.sheets for r in s.rows} == {Result.SAME}
    assert again.files[0].before == TODAY
    assert apply_import(book, again, today=TODAY) is None
    assert len(book.all(Arrival)) == 1


def test_another_file_that_says_the_same_changes_nothing_but_its_arrival(book: Book) -> None:
    brought(book, ROWS)
    brought(book, [*ROWS, []], on=date(2025, 11, 21))
    assert len(book.all(Arrival)) == 2
    assert len(book.all(Account)) == 3


def test_open_questions_write_nothing(book: Book) -> None:
    rows: list[list[Value]] = [["Customer", "MRR", "Renewal"], ["Acme", 5, date(2026, 3, 15)]]
    with pytest.raises(ImportUndecided):
        apply_import(book, planned(book, rows), today=TODAY)
    assert book.all(Account) == []
    brought(book, rows, {"edge:List:Renewal": "first"})
    assert [s.end for s in book.all(Subscription)] == [date(2026, 3, 14)]


def test_a_refused_row_refuses_the_file_unless_the_others_are_asked_for(book: Book) -> None:
    bad = planned(book, changed(2, 3, "ask Bob"), {"unread:List:MRR": "refuse"})
    with pytest.raises(ImportRefused):
        apply_import(book, bad, today=TODAY)
    assert book.all(Account) == []
    apply_import(book, bad, today=TODAY, valid_only=True)
    assert [a.account for a in book.all(Account)] == ["Halden Freight", "Pinder Glass"]


def test_cancelling_rolls_everything_back(book: Book) -> None:
    before = content(book)
    calls: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        calls.append((done, total))
        return done == 0

    with pytest.raises(ImportCancelled):
        apply_import(book, planned(book, ROWS), today=TODAY, progress=stop)
    assert calls[-1][0] == calls[-1][1] > 0
    assert content(book) == before


def test_how_far_the_writing_is_is_told_in_the_rows_of_the_file(book: Book) -> None:
    calls: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> bool:
        calls.append((done, total))
        return True

    plan = planned(book, ROWS)
    apply_import(book, plan, today=TODAY, progress=hear)
    rows = plan.count(Result.NEW)
    assert len(plan.values) > rows > 0
    assert {total for _, total in calls} == {rows}
    assert [calls[0][0], calls[-1][0]] == [0, rows]


def test_a_changed_amount_is_asked_about_once_per_file(book: Book) -> None:
    brought(book, ROWS)
    rows = changed(1, 3, 120)
    rows[2][2] = 25
    rows[2][3] = 250
    made = planned(book, rows, on=date(2025, 11, 23))
    (question,) = [q for q in made.questions if q.kind == "changed"]
    assert (question.key, question.default, question.rows) == ("changed:List:MRR", "2025-11-23", (2, 3))
    assert question.seen == ("100.00 → 120.00 USD", "200.00 → 250.00 USD")


def test_a_change_from_a_day_is_a_step_and_a_correction_mends_the_old_one(book: Book) -> None:
    brought(book, ROWS)
    rows = changed(1, 2, 12)
    rows[1][3] = 120
    brought(book, rows, {"changed:List:MRR": "2025-11-22"}, on=date(2025, 11, 23))
    line = next(s for s in book.all(Subscription) if s.end == date(2026, 3, 31))
    steps = [(s.from_, s.amount, s.quantity, s.order_kind) for s in book.all(Step, subscription=line.id)]
    assert steps == [
        (date(2025, 11, 20), 10000, Decimal(10), None),
        (date(2025, 11, 22), 12000, Decimal(12), OrderKind.UPGRADE),
    ]
    undo(book, today=TODAY)
    brought(book, rows, {"changed:List:MRR": "correction"}, on=date(2025, 11, 23))
    steps = [(s.from_, s.amount, s.quantity, s.order_kind) for s in book.all(Step, subscription=line.id)]
    assert steps == [(date(2025, 11, 20), 12000, Decimal(12), None)]


def test_an_end_that_moved_a_year_on_was_renewed(book: Book) -> None:
    brought(book, ROWS)
    brought(book, changed(2, 4, date(2026, 10, 31)), on=date(2025, 11, 23))
    (renewal,) = book.all(Renewal)
    assert (renewal.due_on, renewal.outcome) == (date(2025, 10, 31), Outcome.RENEWED)
    brought(book, changed(1, 4, date(2027, 3, 31)), on=date(2025, 11, 23))
    assert len(book.all(Renewal)) == 1


def test_what_was_changed_here_since_is_a_conflict_until_it_is_imported_again(book: Book) -> None:
    brought(book, ROWS)
    (zoe,) = [c for c in book.all(Contact) if c.name == "Zoe Lopez"]
    line = next(s for s in book.all(Subscription) if s.end == date(2026, 3, 31))
    with book.change(Verb.SET, today=TODAY):
        book.put(replace(line, end=date(2026, 4, 30)))
        book.put(replace(zoe, phone="1"))
    made = planned(book, ROWS)
    assert [r.result for r in made.sheets[0].rows] == [Result.CONFLICT, Result.SAME, Result.SAME]
    assert [q.key for q in made.open] == ["conflict:List:2"]
    brought(book, ROWS, {"conflict:List:2": "sheet"})
    found = book.find(Subscription, line.id)
    assert found is not None
    assert found.end == date(2026, 3, 31)
    later = planned(book, changed(1, 4, date(2026, 5, 31)))
    assert later.sheets[0].rows[0].result is Result.CHANGED


def test_an_undone_change_is_no_conflict(book: Book) -> None:
    brought(book, ROWS)
    line = next(s for s in book.all(Subscription) if s.end == date(2026, 3, 31))
    with book.change(Verb.SET, today=TODAY):
        book.put(replace(line, end=date(2026, 4, 30)))
    undo(book, today=TODAY)
    made = planned(book, changed(1, 4, date(2026, 5, 31)))
    assert made.sheets[0].rows[0].result is Result.CHANGED


def test_answers_about_columns_are_remembered_for_the_next_file(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "MRR", "Renewal", "Zodiac"],
        ["Acme", 5, date(2026, 3, 15), "Leo"],
    ]
    brought(book, rows, {"edge:List:Renewal": "first", "columns:List:unknown": "notes"})
    more: list[list[Value]] = [*rows, ["Beta", 6, date(2026, 4, 15), "Virgo"]]
    made = planned(book, more, on=date(2025, 11, 22))
    assert made.open == ()
    assert sorted(str(q.answer) for q in made.questions if not q.offered) == ["first", "notes"]


def test_a_column_may_be_sent_elsewhere_and_stays_there(book: Book) -> None:
    rows: list[list[Value]] = [["Customer", "Zodiac"], ["Acme", "Leo"]]
    brought(book, rows, {"column:List:Zodiac": "account.segment"})
    assert [a.segment for a in book.all(Account)] == ["Leo"]
    rows[1][1] = "Virgo"
    brought(book, rows, on=date(2025, 11, 22))
    assert [a.segment for a in book.all(Account)] == ["Virgo"]


def test_a_parent_may_stand_below_its_child(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Parent", "Region"],
        ["Wingtip Toys", "Wingtip Group", "EMEA"],
        ["Wingtip Group", None, "EMEA"],
    ]
    brought(book, rows)
    toys, group = sorted(book.all(Account), key=lambda a: a.account, reverse=True)
    assert (toys.account, toys.parent) == ("Wingtip Toys", group.id)


def test_hostile_names_come_in_as_they_are(book: Book) -> None:
    names = [
        "<img src=x>",
        "\u202egnp.exe",
        "=cmd|'/c calc'!A1",
        "x" * 300,
        "Żółw 🐢",
        "a'; DROP TABLE accounts;--",
    ]
    rows: list[list[Value]] = [["Customer", "Region"]]
    rows += [[n, "EMEA"] for n in names]
    brought(book, rows)
    kept = {a.account for a in book.all(Account)}
    assert kept == {n.replace("\u202e", "") for n in names}
    longer: list[list[Value]] = [["Customer", "Region"], ["y" * 301, "EMEA"]]
    too_long = planned(book, longer)
    assert too_long.sheets[0].rows[0].result is Result.REFUSED


def test_five_thousand_rows_are_planned_and_brought(book: Book) -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "Contract end"]]
    rows += [[f"Client {n:05d}", 1000 + n, date(2026, 1 + n % 12, 28)] for n in range(5000)]
    brought(book, rows)
    assert len(book.all(Subscription)) == 5000


def test_instants_keep_their_zone(book: Book) -> None:
    from csdesk.domain.tickets import Ticket

    accounts = Grid("Accounts", (("Customer", "Region"), ("Acme", "EMEA")))
    tickets = Grid(
        "Tickets",
        (
            ("Ticket id", "Organization", "Subject", "Priority", "Created at", "Solved at"),
            (50000, "Acme", "API 500", "Urgent", "2025-08-28T05:20:00Z", None),
        ),
    )
    made = plan_import(book, [Source("t.xlsx", "t", TODAY, (accounts, tickets))], {}, today=TODAY)
    apply_import(book, made, today=TODAY)
    (ticket,) = book.all(Ticket)
    assert ticket.opened_at == datetime(2025, 8, 28, 5, 20, tzinfo=UTC)
    assert (ticket.severity, ticket.external_id, ticket.closed_at) == (1, "50000", None)
    arrivals = {a.tab: (a.nouns, a.complete_through) for a in book.all(Arrival)}
    assert arrivals["Tickets"] == ("tickets", date(2025, 8, 28))


def test_a_change_on_the_day_of_the_first_file_mends_its_amount(book: Book) -> None:
    brought(book, ROWS)
    brought(book, changed(1, 3, 120), {"changed:List:MRR": SAVED.isoformat()})
    line = next(s for s in book.all(Subscription) if s.end == date(2026, 3, 31))
    assert [s.amount for s in book.all(Step, subscription=line.id)] == [12000]


def test_a_line_that_renews_itself_needs_no_decision_when_its_end_moves(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "MRR", "Contract end", "Auto renew"],
        ["Acme", 5, date(2025, 10, 31), "yes"],
    ]
    brought(book, rows)
    rows[1][2] = date(2026, 10, 31)
    brought(book, rows, on=date(2025, 11, 22))
    assert [s.end for s in book.all(Subscription)] == [date(2026, 10, 31)]
    assert book.all(Renewal) == []


def test_a_sponsor_who_left_is_a_signal(book: Book) -> None:
    from csdesk.domain.contacts import ContactStatus
    from csdesk.domain.signals import Signal, SignalKind

    accounts = Grid("Customers", (("Customer", "Region"), ("Acme", "EMEA")))
    people = Grid(
        "Contacts",
        (
            ("Account", "Name", "Role", "Left company?"),
            ("Acme", "Zoe", "Sponsor", "yes – Oct 2025"),
            ("Acme", "Max", "User", "yes"),
            ("Acme", "Ana", "Champion", "no"),
        ),
    )
    made = plan_import(book, [Source("c.xlsx", "c", SAVED, (accounts, people))], {}, today=TODAY)
    apply_import(book, made, today=TODAY)
    left = {c.name for c in book.all(Contact) if c.status is ContactStatus.LEFT}
    assert left == {"Zoe", "Max"}
    assert [(s.kind, s.on) for s in book.all(Signal)] == [(SignalKind.SPONSOR_LEFT, date(2025, 10, 1))]


def test_planning_tells_how_far_it_is_and_can_be_stopped(book: Book) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(ImportCancelled):
        plan_import(book, [source(ROWS)], {}, today=TODAY, progress=stop)
    assert seen == [(0, 3)]


def test_a_loop_of_parents_and_a_parent_that_is_nowhere_are_told(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Parent", "Region"],
        ["Alpha", "Beta", "EMEA"],
        ["Beta", "Alpha", "EMEA"],
        ["Gamma", "Gamma", "EMEA"],
        ["Delta", "Nobody", "EMEA"],
    ]
    made = planned(book, rows)
    assert [(p.row, p.value) for p in made.sheets[0].problems] == [(3, "Alpha"), (4, "Gamma"), (5, "Nobody")]
    apply_import(book, made, today=TODAY)
    parents = {a.account: a.parent for a in book.all(Account)}
    assert [name for name, parent in parents.items() if parent] == ["Alpha"]


def test_a_book_that_holds_something_is_copied_first(tmp_path: Path) -> None:
    from csdesk.store.backups import backups_in, folder_for

    with Book.create(tmp_path / "some.csdesk") as kept:
        assert kept.path is not None
        folder = folder_for(kept.path)
        brought(kept, ROWS)
        assert not folder.exists() or backups_in(folder) == []
        brought(kept, changed(1, 0, "Other Freight"), {"complete:List:accounts": "part"})
        assert [b.reason for b in backups_in(folder)] == ["before an import"]


def test_a_name_that_was_said_to_be_another_accounts_is_not_asked_about_again(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Region"],
        ["Northgate Dental LLC", "EMEA"],
        ["northgate dental", "EMEA"],
    ]
    brought(book, rows, {"same:List:3": "2"})
    later: list[list[Value]] = [rows[0], ["Halden Freight", "EMEA"], *rows[1:]]
    made = planned(book, later, on=date(2025, 11, 22))
    assert made.open == ()
    brought(book, later, on=date(2025, 11, 22))
    assert [a.account for a in book.all(Account)] == ["Northgate Dental LLC", "Halden Freight"]


def test_a_book_that_changed_after_the_preview_is_planned_anew_before_anything_is_written(book: Book) -> None:
    old = planned(book, ROWS)
    with book.change(Verb.ADD, label="Zeta", today=TODAY):
        book.put(Account(id=AccountId("zeta"), account="Zeta"))
    before = content(book)
    with pytest.raises(ImportOutdated):
        apply_import(book, old, today=TODAY)
    assert content(book) == before
    assert apply_import(book, planned(book, ROWS), today=TODAY) is not None


@pytest.mark.parametrize("kept", ["", "not JSON", "[1, 2]", "null", '{"price:List:MRR": 5}'])
def test_what_an_arrival_keeps_that_is_no_answer_is_left_aside(book: Book, kept: str) -> None:
    apply_import(book, planned(book, ROWS), today=TODAY)
    arrival = book.all(Arrival)[0]
    with book.change(Verb.SET, label="by hand", today=TODAY):
        book.put(replace(arrival, answers=kept, mapping=kept))
    assert planned(book, ROWS).count(Result.SAME) == 3


def test_what_was_said_of_a_heading_holds_for_the_next_file_wherever_it_stands(book: Book) -> None:
    key = "heading:List:churned"
    over: list[list[Value]] = [*ROWS, [], ["— churned —"], ["Gone Ltd", "Team", 5, 50, date(2025, 6, 30)]]
    assert [q.key for q in planned(book, over).open if q.kind == "heading"] == [key]
    first = planned(book, over)
    apply_import(book, planned(book, over, with_defaults(first) | {key: "leave out"}), today=TODAY)
    longer: list[list[Value]] = [
        *ROWS,
        ["Newcomer", "Team", 1, 10, date(2026, 3, 31), None, None],
        [],
        ["Churned:"],
        ["Gone Ltd", "Team", 5, 50],
    ]
    again = planned(book, longer)
    assert [q.answer for q in again.questions if q.key == key] == ["leave out"]
    assert again.sheets[0].count(Result.LEFT_OUT) == 2


@pytest.mark.parametrize(
    ("header", "cells", "counted"),
    [
        ("Notice", ["30 working days", "30 Werktage", 30], [NoticeCount.WORKING, NoticeCount.WORKING, None]),
        ("Notice (business days)", [30, "30", "30 calendar days"],
         [NoticeCount.WORKING, NoticeCount.WORKING, NoticeCount.CALENDAR]),
    ],
)  # fmt: skip
def test_a_notice_comes_with_the_days_that_it_is_counted_in(
    book: Book, header: str, cells: list[Value], counted: list[NoticeCount | None]
) -> None:
    rows = [[*row, cell] for row, cell in zip(ROWS, [header, *cells], strict=True)]
    brought(book, rows)
    by_name = {book.find(Account, s.account).account: s for s in book.all(Subscription)}  # type: ignore[union-attr]
    said = [by_name[str(row[0])] for row in ROWS[1:]]
    assert [(s.notice_days, s.notice_counted_in) for s in said] == [(30, c) for c in counted]
    assert planned(book, rows).count(Result.SAME) == 3


def test_a_column_says_which_days_of_a_notice_count(book: Book) -> None:
    said: list[list[Value]] = [
        ["Notice days", "Notice counted in"],
        [30, "Werktage"],
        [30, "calendar"],
        [30, None],
    ]
    rows = [[*row, *more] for row, more in zip(ROWS, said, strict=True)]
    brought(book, rows)
    found = {(s.notice_days, s.notice_counted_in) for s in book.all(Subscription)}
    assert found == {(30, NoticeCount.WORKING), (30, NoticeCount.CALENDAR), (30, None)}


def test_months_over_a_line_that_counts_working_days_are_the_calendars(book: Book) -> None:
    def rows(notice: str) -> list[list[Value]]:
        head: list[Value] = ["Customer", "MRR", "Contract end", "Notice"]
        return [head, ["Acme", 5, date(2026, 3, 31), notice]]

    brought(book, rows("30 working days"))
    brought(book, rows("3 months"))
    assert [(s.notice_days, s.notice_counted_in) for s in book.all(Subscription)] == [
        (92, NoticeCount.CALENDAR)
    ]


def test_what_was_said_by_hand_of_a_contract_is_not_said_otherwise_by_a_whole_sheet(book: Book) -> None:
    rows: list[list[Value]] = [["Customer", "MRR", "Contract end"]]
    rows += [["Acme", 5, date(2026, 3, 31)], ["Beta", 5, date(2026, 4, 30)]]
    brought(book, rows)
    acme = next(s for s in book.all(Subscription) if s.end == date(2026, 3, 31))
    with book.change(Verb.SET, label="by hand", today=TODAY):
        book.put(replace(acme, auto_renew=False))
    brought(book, [*rows, ["Ceta", 5, date(2026, 5, 31)]], {"renews:List:Contract end": "yes-30"})
    said = {s.end: (s.auto_renew, s.notice_days) for s in book.all(Subscription)}
    assert said == {
        date(2026, 3, 31): (False, None), date(2026, 4, 30): (True, 30), date(2026, 5, 31): (True, 30),
    }  # fmt: skip
