"""Empty cells of a file erase nothing of the book, unless a person says that they do."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import NeverErases
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result, plan_json
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.services.accounts.merging import merge
from csdesk.services.book.custom import custom_of
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.services.spreadsheets.mapping_file import mapping_text
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, SAVED = date(2025, 11, 24), date(2025, 11, 20)
Rows = Sequence[Sequence[Value]]
ALL = "empty:List:all columns"
HEAD: list[Value] = ["Customer", "Segment", "CSM", "Region"]
FULL: Rows = [HEAD, ["Halden", "Enterprise", "Ann", "EMEA"], ["Pinder", "SMB", "Ann", "APAC"]]
BARE: Rows = [HEAD, ["Halden", None, "Ann", None], ["Pinder", "", "Bea", "APAC"]]


def source(rows: Rows, name: str = "List") -> Source:
    return Source("list.xlsx", f"{hash(repr(rows)):x}", SAVED, (Grid(name, tuple(tuple(r) for r in rows)),))


def planned(book: Book, rows: Rows, answers: Mapping[str, str] | None = None, *, name: str = "List") -> Plan:
    """The plan, with all that has to be answered answered as proposed."""
    came = source(rows, name)
    plan = plan_import(book, [came], answers or {}, today=TODAY)
    return plan_import(book, [came], with_defaults(plan), today=TODAY) if plan.open else plan


def brought(
    book: Book, rows: Rows, answers: Mapping[str, str] | None = None, *, name: str = "List"
) -> ChangeSet:
    done = apply_import(book, planned(book, rows, answers, name=name), today=TODAY)
    assert done is not None
    return done


def offers(plan: Plan) -> list[Question]:
    return [q for q in plan.questions if q.kind == "empty"]


def keys(plan: Plan) -> list[str]:
    return [q.key for q in offers(plan)]


def account(book: Book, name: str = "Halden") -> Account:
    return next(a for a in book.all(Account) if a.account == name)


def test_an_empty_cell_erases_nothing_and_that_it_may_is_offered_once_a_sheet(book: Book) -> None:
    brought(book, FULL)
    plan = planned(book, BARE)
    (offer,) = offers(plan)
    assert (offer.key, offer.answer, offer.offered, plan.open) == (ALL, "keep", True, ())
    assert [c.value for c in offer.choices] == ["keep", "erase", "each"]
    assert offer.text == "3 cells are empty where the book has a value. Do they erase it?"
    assert offer.evidence == ("“Segment” 2, “Region” 1; such as Halden: Segment Enterprise.")
    assert offer.seen == ("Halden: Segment Enterprise", "Pinder: Segment SMB", "Halden: Region EMEA")
    brought(book, BARE)
    assert (account(book).segment, account(book).region) == ("Enterprise", "EMEA")
    assert account(book, "Pinder").csm == "Bea"


def test_where_it_is_said_the_fields_are_emptied_and_the_rows_say_so(book: Book) -> None:
    brought(book, FULL)
    plan = planned(book, BARE, {ALL: "erase"})
    assert plan.count(Result.CHANGED) == 2
    facts = plan_json(plan, applied=False)["sheets"][0]
    told = [(c["row"], c["field"], c["old"], c["new"]) for c in facts["changes"]]
    assert told == [
        (2, "segment", "Enterprise", None), (2, "region", "EMEA", None),
        (3, "csm", "Ann", "Bea"), (3, "segment", "SMB", None),
    ]  # fmt: skip
    assert plan.sheets[0].rows[0].what == "Segment Enterprise → –; Region EMEA → –"
    brought(book, BARE, {ALL: "erase"})
    assert (account(book).segment, account(book).region, account(book).csm) == (None, None, "Ann")


def test_the_same_file_again_has_nothing_to_erase_and_undo_brings_it_back(book: Book) -> None:
    brought(book, FULL)
    done = brought(book, BARE, {ALL: "erase"})
    again = planned(book, BARE, {ALL: "erase"})
    assert (again.values, again.drops, keys(again)) == ((), (), [])
    undo(book, done.n, today=TODAY)
    assert (account(book).segment, account(book).region) == ("Enterprise", "EMEA")


def test_columns_are_chosen_one_by_one(book: Book) -> None:
    brought(book, FULL)
    asked = planned(book, BARE, {ALL: "each"})
    assert keys(asked) == [ALL, "empty:List:Segment", "empty:List:Region"]
    assert (
        offers(asked)[1].text
        == "2 cells of “Segment” are empty where the book has a value. Do they erase it?"
    )
    assert {q.answer for q in offers(asked)[1:]} == {"keep"}
    brought(book, BARE, {ALL: "each", "empty:List:Region": "erase"})
    assert (account(book).segment, account(book).region) == ("Enterprise", None)


def test_what_is_said_of_one_column_needs_no_word_about_the_others_and_stands_over_it(book: Book) -> None:
    brought(book, FULL)
    done = brought(book, BARE, {"empty:List:Region": "erase"})
    assert (account(book).segment, account(book).region) == ("Enterprise", None)
    undo(book, done.n, today=TODAY)
    brought(book, BARE, {ALL: "erase", "empty:List:Region": "keep"})
    assert (account(book).segment, account(book).region) == (None, "EMEA")


def test_of_one_column_there_is_nothing_to_choose_among(book: Book) -> None:
    brought(book, FULL)
    rows: Rows = [HEAD, ["Halden", "Enterprise", "Ann", None]]
    (offer,) = offers(planned(book, rows))
    assert offer.text == "1 cell is empty where the book has a value. Does it erase it?"
    assert [c.value for c in offer.choices] == ["keep", "erase"]
    assert len(offers(planned(book, rows, {ALL: "each"}))) == 2


@pytest.mark.parametrize("rows", [FULL, [HEAD, ["New one", None, None, None]], [["Customer"], ["Halden"]]])
def test_it_is_not_offered_where_no_cell_is_empty_over_a_value(book: Book, rows: Rows) -> None:
    assert keys(planned(book, BARE)) == []
    brought(book, FULL)
    plan = planned(book, rows, {ALL: "erase"})
    assert (keys(plan), plan.count(Result.CHANGED)) == ([], 0)


def test_a_cell_in_which_something_stands_that_was_left_aside_erases_nothing(book: Book) -> None:
    head: list[Value] = ["Customer", "Employees", "Signed on", "Segment", "CSM", "Zodiac"]
    custom = {"columns:List:unknown": "custom"}
    brought(book, [head, ["Halden", 50, date(2024, 1, 1), "SMB", "Ann", "Leo"]], custom)
    odd: Rows = [head, ["Halden", "a few", "n/a", "tbd", "?", "n/a"]]
    answers = {"unread:List:Employees": "empty", ALL: "erase", **custom}
    plan = planned(book, odd, answers)
    assert (plan.open, keys(plan), plan.count(Result.SAME)) == ((), [], 1)
    told = {"cell:List:Employees:2": "", ALL: "erase", **custom}
    assert keys(planned(book, odd, told)) == []


def test_what_another_row_says_of_the_same_account_stands_over_its_empty_cell(book: Book) -> None:
    head: list[Value] = ["Customer", "Product", "MRR", "Segment", "Region"]
    rows: Rows = [head, ["Halden", "Core", 10, "SMB", "EMEA"], ["Halden", "Mail", 5, "SMB", "EMEA"]]
    brought(book, rows)
    first: Rows = [head, ["Halden", "Core", 10, None, None], ["Halden", "Mail", 5, "SMB", None]]
    (offer,) = offers(planned(book, first))
    assert (offer.rows, offer.seen) == ((2,), ("Halden: Region EMEA",))
    later: Rows = [head, ["Halden", "Core", 10, "SMB", "EMEA"], ["Halden", "Mail", 5, None, None]]
    assert keys(planned(book, later)) == []


def test_what_stands_of_a_person_beside_another_cell_stands_over_an_empty_one(book: Book) -> None:
    head: list[Value] = ["Customer", "Product", "MRR", "Contact", "Phone"]
    brought(book, [head, ["Halden", "Core", 10, "Mia Stone", "+49 30 1234567"]])
    later: Rows = [
        head,
        ["Halden", "Core", 10, "Mia Stone", None],
        ["Halden", "Mail", 5, "Zoe Lopez; Mia Stone +49 30 7654321", None],
    ]
    plan = planned(book, later, {ALL: "erase"})
    assert keys(plan) == []
    apply_import(book, plan, today=TODAY)
    assert {c.name: c.phone for c in book.all(Contact)} == {"Mia Stone": "+49 30 7654321", "Zoe Lopez": None}


def test_a_parent_that_another_row_names_stays(book: Book) -> None:
    head: list[Value] = ["Customer", "Product", "MRR", "Parent"]
    rows: Rows = [
        head,
        ["Group", "Core", 1, None],
        ["Halden", "Core", 1, "Group"],
        ["Halden", "Mail", 2, "Group"],
    ]
    brought(book, rows)
    rows = [*rows[:2], ["Halden", "Core", 1, None], rows[3]]
    assert keys(planned(book, rows)) == []


def test_a_row_of_an_account_that_was_merged_erases_nothing_of_what_it_became(book: Book) -> None:
    head: list[Value] = ["Customer", "Segment", "Zodiac"]
    custom = {"columns:List:unknown": "custom", ALL: "erase"}
    brought(book, [head, ["Halden", "SMB", "Leo"], ["Pinder", None, None]], custom)
    merge(book, "account", account(book).id, account(book, "Pinder").id, {}, today=TODAY)
    again: Rows = [head, ["Halden", "SMB", "Leo"], ["Pinder", None, None]]
    plan = planned(book, again, custom)
    assert (keys(plan), plan.values, plan.drops) == ([], (), ())


def test_a_field_of_ones_own_is_emptied_too(book: Book) -> None:
    head: list[Value] = ["Customer", "Zodiac", "Lucky number"]
    answers = {"columns:List:unknown": "custom"}
    brought(book, [head, ["Halden", "Leo", 5], ["Pinder", "Aries", 4]], answers)
    bare: Rows = [head, ["Halden", None, 5], ["Pinder", "Aries", None]]
    plan = planned(book, bare, {ALL: "erase"})
    assert [(c.header, c.old, c.new) for r in plan.sheets[0].rows for c in r.changes] == [
        ("Zodiac", "Leo", None), ("Lucky number", "4", None),
    ]  # fmt: skip
    done = brought(book, bare, {ALL: "erase"})
    assert [(c.field.name, c.value) for c in custom_of(book, account(book).id)] == [("Lucky number", "5")]
    assert len(book.all(CustomField)) == 2
    undo(book, done.n, today=TODAY)
    assert len(book.all(CustomValue)) == 4


def test_of_a_contract_one_columns_facts_are_emptied_and_never_its_days_and_amounts(book: Book) -> None:
    head: list[Value] = [
        "Customer",
        "Product",
        "Quantity",
        "ARR",
        "Contract end",
        "Auto-renew",
        "Notice days",
    ]
    brought(book, [head, ["Halden", "Core", 3, 100, date(2026, 3, 31), "yes", 30]])
    plan = planned(book, [head, ["Halden", "Core", None, None, None, None, None]], {ALL: "erase"})
    assert offers(plan)[0].seen == ("Halden: Auto-renew yes", "Halden: Notice days 30")
    apply_import(book, plan, today=TODAY)
    (line,), (step,) = book.all(Subscription), book.all(Step)
    assert (line.auto_renew, line.notice_days, line.end) == (None, None, date(2026, 3, 31))
    assert (step.amount, step.quantity) == (100_00, Decimal(3))


def test_months_as_columns_erase_nothing(book: Book) -> None:
    head: list[Value] = ["Account", "Sep 2025", "Oct 2025"]
    brought(book, FULL)
    answers = {"months:Logins:columns": "usage"}
    brought(book, [head, ["Halden", 5, 6]], answers, name="Logins")
    plan = planned(book, [head, ["Halden", 5, None]], answers, name="Logins")
    assert (keys(plan), plan.count(Result.CHANGED)) == ([], 0)


def test_what_is_known_of_a_person_is_emptied_and_neither_name_nor_roles(book: Book) -> None:
    head: list[Value] = ["Customer", "Contact", "Phone", "Email", "Sponsor"]
    brought(book, [head, ["Halden", "Mia Stone", "+49 30 1234567", "mia@halden.example", "Mia Stone"]])
    plan = planned(book, [head, ["Halden", "Mia Stone", None, "mia@halden.example", None]], {ALL: "erase"})
    assert offers(plan)[0].seen == ("Halden: Phone +49 30 1234567",)
    apply_import(book, plan, today=TODAY)
    (mia,) = book.all(Contact)
    assert (mia.phone, mia.roles) == (None, (Role.SPONSOR,))
    assert keys(planned(book, [head, ["Halden", None, None, None, None]])) == []


def test_a_list_of_people_empties_their_roles(book: Book) -> None:
    head: list[Value] = ["Account", "Name", "Email", "Roles"]
    brought(book, FULL)
    brought(book, [head, ["Halden", "Mia Stone", "mia@halden.example", "champion"]], name="Contacts")
    bare: Rows = [head, ["Halden", "Mia Stone", "mia@halden.example", None]]
    brought(book, bare, {"empty:Contacts:all columns": "erase"}, name="Contacts")
    assert book.all(Contact)[0].roles == ()


def test_a_parent_is_emptied_and_told_by_its_name(book: Book) -> None:
    head: list[Value] = ["Customer", "Parent", "Segment"]
    brought(book, [head, ["Group", None, "SMB"], ["Halden", "Group", "SMB"]])
    assert account(book).parent == account(book, "Group").id
    bare: Rows = [head, ["Group", None, "SMB"], ["Halden", None, "SMB"]]
    plan = planned(book, bare, {ALL: "erase"})
    assert offers(plan)[0].seen == ("Halden: Parent Group",)
    assert plan.sheets[0].rows[1].what == "Parent Group → –"
    apply_import(book, plan, today=TODAY)
    assert account(book).parent is None


def test_a_judgement_takes_its_day_and_reason_along(book: Book) -> None:
    head: list[Value] = ["Customer", "RAG", "Segment"]
    brought(book, [head, ["Halden", "red, invoice dispute", "SMB"]])
    assert (account(book).judgement, account(book).judged_on) == (2, SAVED)
    brought(book, [head, ["Halden", None, "SMB"]], {ALL: "erase"})
    found = account(book)
    assert (found.judgement, found.judged_on, found.judgement_reason) == (None, None, None)


def test_notes_are_only_added_to(book: Book) -> None:
    head: list[Value] = ["Customer", "Notes"]
    brought(book, [head, ["Halden", "Called on Monday"]])
    assert keys(planned(book, [head, ["Halden", None]])) == []
    assert account(book).notes == "Called on Monday"


def test_a_ticket_that_is_open_again_is_known_by_its_number(book: Book) -> None:
    head: list[Value] = ["Account", "ID", "Subject", "Opened at", "Closed at"]
    opened, closed = datetime(2025, 9, 1, tzinfo=UTC), datetime(2025, 9, 3, tzinfo=UTC)
    brought(book, FULL)
    brought(book, [head, ["Halden", "T-1", "Login", opened, closed]], name="Tickets")
    bare: Rows = [head, ["Halden", "T-1", "Login", opened, None]]
    brought(book, bare, {"empty:Tickets:all columns": "erase"}, name="Tickets")
    assert book.all(Ticket)[0].closed_at is None


def test_a_closed_ticket_that_does_not_say_when_keeps_the_day_that_the_book_knows(book: Book) -> None:
    head: list[Value] = ["Account", "Ticket id", "Subject", "Status", "Opened at", "Closed at"]
    opened, closed = datetime(2025, 9, 1, tzinfo=UTC), datetime(2025, 9, 3, tzinfo=UTC)
    brought(book, FULL)
    brought(book, [head, ["Halden", "T-1", "Login", "solved", opened, closed]], name="Tickets")
    plan = planned(book, [head, ["Halden", "T-1", "Login", "solved", opened, None]], name="Tickets")
    assert (plan.count(Result.SAME), plan.values) == (1, ())


def test_what_a_row_is_known_by_is_emptied_only_where_the_row_names_its_id(book: Book) -> None:
    brought(book, FULL)
    with book.change(Verb.IMPORT, today=TODAY):
        book.put(Task(id=book.new_id(), account=AccountId(account(book).id), title="Call", due_on=TODAY))
    (task,) = book.all(Task)
    head: list[Value] = ["Account", "Title", "Due on"]
    assert keys(planned(book, [head, ["Halden", "Call", None]], name="Tasks")) == []
    named: Rows = [["ID", *head], [task.id, "Halden", "Call", None]]
    assert keys(planned(book, named, name="Tasks")) == ["empty:Tasks:all columns"]


@pytest.mark.parametrize("column", ["Customer", "Domain", "Status", "ARR", "Renewal date"])
def test_a_column_that_cannot_erase_is_refused_in_words(book: Book, column: str) -> None:
    rows: Rows = [
        ["Customer", "Domain", "Status", "ARR", "Renewal date", "CSM"],
        ["Halden", None, None, 5, None, None],
    ]
    with pytest.raises(NeverErases) as refused:
        planned(book, rows, {f"empty:List:{column}": "erase"})
    assert refused.value.facts == {"column": column, "columns": "CSM"}


def test_a_field_of_ones_own_that_another_row_says_stays(book: Book) -> None:
    head: list[Value] = ["Customer", "Product", "MRR", "Zodiac"]
    custom = {"columns:List:unknown": "custom"}
    rows: Rows = [head, ["Halden", "Core", 10, "Leo"], ["Halden", "Mail", 5, "Leo"]]
    brought(book, rows, custom)
    plan = planned(book, [head, ["Halden", "Core", 10, None], rows[2]], {ALL: "erase", **custom})
    assert (keys(plan), plan.values, plan.drops) == ([], (), ())


def test_what_was_typed_here_is_asked_about_before_it_goes(book: Book) -> None:
    brought(book, FULL)
    set_fields(book, "account", account(book).id, {"segment": "Strategic"}, today=TODAY)
    plan = planned(book, BARE, {ALL: "erase"})
    assert [q.key for q in plan.open] == ["conflict:List:2"]
    assert plan.open[0].seen == ("Segment: Strategic here, nothing in the sheet",)
    for side, left in (("book", "Strategic"), ("sheet", None)):
        done = brought(book, BARE, {ALL: "erase", "conflict:List:2": side})
        assert (account(book).segment, account(book).region) == (left, None)
        undo(book, done.n, today=TODAY)


def test_that_cells_erase_is_never_taken_from_an_earlier_file_and_told(book: Book) -> None:
    brought(book, FULL)
    brought(book, BARE, {ALL: "erase"})
    next_: Rows = [HEAD, ["Halden", None, None, None], ["Pinder", None, "Bea", "APAC"]]
    (offer,) = offers(planned(book, next_))
    assert (offer.answer, "The last time they erased" in offer.evidence) == ("keep", True)
    brought(book, FULL, {ALL: "erase"})
    (same,) = offers(planned(book, BARE))
    assert same.answer == "keep"


def test_a_saved_mapping_keeps_it_where_it_was_chosen(book: Book) -> None:
    brought(book, FULL)
    assert "empty:" not in mapping_text(planned(book, BARE))
    assert f'"{ALL}" = "erase"' in mapping_text(planned(book, BARE, {ALL: "erase"}))


def test_many_columns_are_one_offer_that_names_the_first_of_them(book: Book) -> None:
    many: list[Value] = [
        "Customer",
        "Segment",
        "CSM",
        "Region",
        "Industry",
        "Channel",
        "Tags",
        "Touch model",
        "Stage",
    ]
    brought(book, [many, ["Halden", "SMB", "Ann", "EMEA", "Steel", "Direct", "vip", "high", "loyalty"]])
    (offer,) = offers(planned(book, [many, ["Halden", *[None] * 8]]))
    assert offer.evidence.endswith("“Tags” 1 and 2 more columns; such as Halden: Segment SMB.")


def test_a_second_sheet_empties_what_the_first_one_has_no_column_for(book: Book) -> None:
    more: list[Value] = ["Customer", "Region", "CSM"]
    brought(book, FULL)
    came = Source(
        "list.xlsx", "two", SAVED,
        (
            Grid("List", (("Customer", "Segment"), ("Halden", "Enterprise"))),
            Grid("More", (tuple(more), ("Halden", None, None), ("Pinder", "APAC", None))),
        ),
    )  # fmt: skip
    answers = {
        "empty:More:all columns": "erase",
        "complete:List:accounts": "part",
        "complete:More:accounts": "part",
    }
    plan = plan_import(book, [came], answers, today=TODAY)
    assert [(q.key, q.seen) for q in offers(plan)] == [
        ("empty:More:all columns", ("Halden: Region EMEA", "Halden: CSM Ann", "Pinder: CSM Ann"))
    ]
    apply_import(book, plan, today=TODAY)
    assert [(a.region, a.csm) for a in book.all(Account)] == [(None, None), ("APAC", None)]


def test_csdesks_own_workbook_imported_offers_it_sheet_by_sheet(book: Book) -> None:
    """Its columns are fields: also the end of a contract can be emptied, and names, ids, and amounts cannot."""
    accounts: Rows = [
        ["ID", "Account", "External ID", "Segment", "Status"],
        ["A1", "Halden", "A1", "SMB", "customer"],
    ]
    lines: Rows = [
        ["ID", "Account", "Product", "Quantity", "Unit price", "Period", "Start", "End", "Notice days"],
        ["S1", "Halden", "Core", 1, 120, "year", date(2025, 1, 1), date(2025, 12, 31), 30],
    ]
    bare = [list(lines[0]), [*lines[1][:3], None, None, "year", date(2025, 1, 1), None, None]]

    def own(first: Rows, second: Rows, answers: Mapping[str, str]) -> Plan:
        grids = (("Accounts", first), ("Subscriptions", second))
        made = tuple(Grid(name, tuple(tuple(r) for r in rows)) for name, rows in grids)
        return plan_import(book, [Source("own.xlsx", f"{len(answers)}", SAVED, made)], answers, today=TODAY)

    apply_import(book, own(accounts, lines, {}), today=TODAY)
    emptied: Rows = [accounts[0], ["A1", "Halden", None, None, None]]
    told = {f"empty:{sheet}:all columns": "erase" for sheet in ("Accounts", "Subscriptions")}
    plan = own(emptied, bare, told)
    assert [q.seen for q in offers(plan)] == [
        ("Halden: Segment SMB",), ("Halden: End 2025-12-31", "Halden: Notice days 30"),
    ]  # fmt: skip
    apply_import(book, plan, today=TODAY)
    (line,), (step,) = book.all(Subscription), book.all(Step)
    assert (account(book).segment, account(book).external_id) == (None, "A1")
    assert (line.end, line.notice_days, step.amount) == (None, None, 120_00)
