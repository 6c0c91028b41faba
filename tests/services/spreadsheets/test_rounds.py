"""Round trips: a workbook goes out, somebody edits it, the book goes on, and both come together again."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import (
    BaselineDamaged,
    BaselineMissing,
    BaselineTooNew,
    MergeOutdated,
    MergeRowsRefused,
    MergeStopped,
    MergeUndecided,
    NoSuchQuestion,
    OtherBooksWorkbook,
)
from csdesk.domain.ids import ContactId
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.objectives import Reading
from csdesk.domain.products import Product
from csdesk.domain.rounds.plan import Side
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import remove_row, set_fields
from csdesk.services.book.history import history, undo
from csdesk.services.spreadsheets.rounds import apply_merge
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    DAY,
    LINE,
    ORCHARD,
    YEN,
    add,
    content,
    edited,
    merged,
    place,
    planned,
    row_of,
    sent,
    write,
)


def account(book: Book, uid: str = CORVID) -> Account:
    found = book.find(Account, uid)
    assert found is not None
    return found


def test_a_workbook_that_nobody_edited_changes_nothing(there: Book, sheet: Path) -> None:
    before, done = content(there), history(there)
    plan = planned(there, sheet)
    assert (plan.questions, plan.refused, plan.changes_nothing) == ((), (), True)
    assert apply_merge(there, plan, today=DAY) is None
    assert (content(there), history(there)) == (before, done)


def test_saved_again_by_another_program_it_still_changes_nothing(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, lambda _: None))
    assert (plan.questions, plan.changes_nothing) == ((), True)


def test_what_only_the_sheet_changed_is_taken(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "Strategic"))
    plan = merged(there, sheet)
    assert account(there).segment == "Strategic"
    (row,) = plan.sheets[0].rows
    assert (row.result, row.what) == (Result.CHANGED, "Segment A → Strategic")
    assert history(there)[0].verb is Verb.MERGE_FILE


def test_what_only_the_book_changed_is_kept(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    assert planned(there, sheet).changes_nothing
    assert account(there).segment == "C"


def test_a_change_of_the_book_in_another_field_of_the_same_row_is_kept(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"employees": "77"}, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "Strategic"))
    merged(there, sheet)
    assert (account(there).segment, account(there).employees) == ("Strategic", 77)


def test_what_both_changed_alike_is_nothing(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "C"))
    plan = planned(there, sheet)
    assert (plan.changes_nothing, plan.questions) == (True, ())


def test_what_both_changed_is_asked_with_all_three_values_and_who(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    plan = planned(there, sheet)
    (conflict,) = plan.conflicts
    assert (conflict.baseline, conflict.in_sheet, conflict.in_book) == ("A", "D", "C")
    assert (conflict.key, conflict.name) == ("conflict:Accounts:2:Segment", "Corvid Analytics")
    assert conflict.since is not None
    assert (conflict.since.n, conflict.since.verb) == (history(there)[0].n, "changed")
    with pytest.raises(MergeUndecided):
        apply_merge(there, plan, today=DAY)
    assert account(there).segment == "C"


def test_all_three_values_of_an_amount_have_their_currency(there: Book, sheet: Path) -> None:
    set_fields(there, "step", "x-1", {"amount": "76000"}, today=DAY)
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", 79000))
    (conflict,) = planned(there, sheet).conflicts
    said = (conflict.baseline, conflict.in_sheet, conflict.in_book)
    assert said == ("75000 JPY", "79000 JPY", "76000 JPY")


def test_who_undid_an_older_change_is_who_changed_it_here(there: Book, tmp_path: Path) -> None:
    """It went out with the change; the undo is what the book says otherwise since."""
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    sheet = sent(there, tmp_path / "later.xlsx")
    undo(there, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    (conflict,) = planned(there, sheet).conflicts
    assert (conflict.baseline, conflict.in_sheet, conflict.in_book) == ("C", "D", "A")
    assert conflict.since is not None
    assert (conflict.since.n, conflict.since.verb) == (history(there)[0].n, "undone")


def test_a_change_that_was_undone_since_is_none(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    undo(there, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    merged(there, sheet)
    assert account(there).segment == "D"


def test_of_two_changes_of_which_one_was_undone_the_other_is_told(there: Book, sheet: Path) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    done = history(there)[0].n
    set_fields(there, "account", CORVID, {"segment": "E"}, today=DAY)
    undo(there, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    (conflict,) = planned(there, sheet).conflicts
    assert conflict.since is not None
    assert (conflict.since.n, conflict.since.verb) == (done, "changed")


@pytest.mark.parametrize(("side", "segment"), [("sheet", "D"), ("book", "C")])
def test_a_conflict_is_settled_as_chosen_singly_or_for_all(
    there: Book, sheet: Path, side: str, segment: str
) -> None:
    set_fields(there, "account", CORVID, {"segment": "C"}, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    assert not planned(there, sheet, take=Side(side)).open
    merged(there, sheet, {"conflict:Accounts:2:Segment": side})
    assert account(there).segment == segment


def test_an_answer_to_a_question_that_nobody_asked_is_refused(there: Book, sheet: Path) -> None:
    with pytest.raises(NoSuchQuestion):
        planned(there, sheet, {"conflict:Nowhere:2:Segment": "book"})


def test_the_merge_is_undone_at_once(there: Book, sheet: Path) -> None:
    before = content(there)

    def edit(w: Any) -> None:
        write(w["Accounts"], CORVID, "Segment", "D")
        write(w["Accounts"], CORVID, "Sign (custom)", None)
        add(w["Touches"], Account="Orchard Lane", On=DAY, Summary="New")
        w["Contacts"].delete_rows(row_of(w["Contacts"], "c-2"))

    merged(there, edited(sheet, edit), {"removed:Contacts:c-2": "remove"})
    assert content(there) != before
    undo(there, today=DAY)
    assert content(there) == before


def test_a_cell_that_was_emptied_erases(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Employees", None))
    merged(there, sheet)
    assert account(there).employees is None


def test_a_needed_cell_that_was_emptied_is_refused(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Account", None))
    plan = planned(there, sheet)
    assert plan.refused[0].problems[0].problem == "Account is needed"
    with pytest.raises(MergeRowsRefused):
        apply_merge(there, plan, today=DAY)


def test_a_value_that_no_import_would_take_is_refused_with_its_place(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Stage", "somewhere"))
    (row,) = planned(there, sheet).refused
    assert (row.sheet, row.row, row.problems[0].column, row.problems[0].value) == (
        "Accounts", 2, "Stage", "somewhere",
    )  # fmt: skip


def test_words_of_other_people_are_understood(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Subscriptions"], LINE, "Auto-renew", "ja")
        write(w["Contacts"], "c-2", "Roles", "Sponsor; user")

    merged(there, edited(sheet, edit))
    line, contact = there.find(Subscription, LINE), there.all(Contact, id="c-2")[0]
    assert line is not None
    assert line.auto_renew is True
    assert contact.roles == (Role.SPONSOR, Role.USER)


@pytest.mark.parametrize(
    ("page", "uid", "header", "value"),
    [
        ("Accounts", CORVID, "External ID", 123),
        ("Accounts", YEN, "Tags", datetime(2025, 4, 3)),
        ("Accounts", CORVID, "Account", " Corvid  Analytics "),
        ("Accounts", YEN, "Notes", "One line\r\n\r\n  Two  lines "),
        ("Accounts", CORVID, "Signed on", "2024-03-01"),
        ("Accounts", CORVID, "Signed on", "1 Mar 2024"),
        ("Accounts", CORVID, "Employees", "40"),
        ("Accounts", CORVID, "Stage", "LOYALTY"),
        ("Subscriptions", LINE, "Recurring", "YES"),
        ("Subscriptions", LINE, "Recurring", True),
        ("Steps", "x-1", "Quantity", "2.5"),
        ("Steps", "x-1", "Amount", "¥75,000"),
        ("Readings", "r-1", "Value", "0.10"),
        ("Tickets", "k-1", "Opened at", datetime(2025, 11, 20, 9, 30, 13)),
        ("Touches", "t-1", "Contacts", "Ana Duarte,Béla Őry"),
        ("Touches", "t-1", "Account", "CORVID ANALYTICS"),
        ("Touches", "t-1", "Account", "a-1"),
        ("Accounts", CORVID, "Seats (custom)", "12.50"),
    ],
)
def test_the_same_value_in_another_form_is_no_change(
    there: Book, sheet: Path, page: str, uid: str, header: str, value: object
) -> None:
    edited(sheet, lambda w: write(w[page], uid, header, value))
    plan = planned(there, sheet)
    assert [r.what for s in plan.sheets for r in s.rows] == []
    assert plan.changes_nothing


def test_rows_in_another_order_are_the_same_rows(there: Book, sheet: Path) -> None:
    def turn(w: Any) -> None:
        page = w["Accounts"]
        rows = [[c.value for c in r] for r in page.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                page.cell(at, column).value = value

    assert planned(there, edited(sheet, turn)).changes_nothing


def test_columns_may_be_moved_hidden_and_removed(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Accounts"]
        page.column_dimensions["B"].hidden = True
        page.delete_cols(place(page, "Segment"))
        page.move_range(f"D1:D{page.max_row}", cols=40)

    assert planned(there, edited(sheet, edit)).changes_nothing


def test_a_header_that_was_written_anew_is_known_by_its_cells(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Accounts"]
        page.cell(1, place(page, "Segment")).value = "Klasse"
        page.cell(row_of(page, ORCHARD), place(page, "Klasse")).value = "B"
        page.cell(1, place(page, "ID")).value = "Key"

    plan = planned(there, edited(sheet, edit))
    assert plan.changes_nothing
    assert plan.sheets[0].notes == ("Column “Klasse” holds what “Segment” held, and is taken for it.",)


def test_a_sheet_of_another_name_is_known_by_its_ids_and_one_that_is_gone_changes_nothing(
    there: Book, sheet: Path
) -> None:
    def edit(w: Any) -> None:
        w["Accounts"].title = "Kunden"
        write(w["Kunden"], CORVID, "Segment", "D")
        del w["Touches"]
        w.create_sheet("Mine")["A1"] = "hello"

    plan = planned(there, edited(sheet, edit))
    assert plan.sheets[0].notes == ("Sheet “Kunden” holds the rows of “Accounts”.",)
    assert plan.sheets[0].rows[0].what == "Segment A → D"
    assert plan.removed == ()
    assert [n.split("”")[0] for n in plan.notes] == ["“Touches", "The sheet “Mine"]


def test_a_sheet_without_its_ids_is_refused(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w["Touches"].delete_cols(1))
    (row,) = planned(there, sheet).refused
    assert "ID is gone" in row.what


def test_new_rows_come_in_and_may_speak_of_each_other(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        add(w["Accounts"], ID="new-1", Account="Vireo Labs", Segment="A")
        add(w["Contacts"], Account="new-1", Name="Kit Moss")
        add(w["Contacts"], Account="vireo labs", Name="Lee Ray")
        add(w["Products"], Product="Suite")
        add(w["Subscriptions"], ID="line", Account="Vireo Labs", Product="Suite", Start=date(2025, 11, 1))
        add(w["Steps"], Subscription="line", From=date(2025, 11, 1), Amount=1200.5)
        add(w["Touches"], Account="Vireo Labs", On=DAY, Contacts="Kit Moss, Lee Ray", Summary="Hello")

    plan = merged(there, edited(sheet, edit))
    assert plan.count(Result.NEW) == 7
    line_row = next(r for s in plan.sheets for r in s.rows if s.sheet == "Subscriptions")
    assert line_row.what == "Account Vireo Labs; Product Suite; Start 2025-11-01"
    (vireo,) = [a for a in there.all(Account) if a.account == "Vireo Labs"]
    people = {c.name: c.id for c in there.all(Contact, account=vireo.id)}
    assert set(people) == {"Kit Moss", "Lee Ray"}
    assert vireo.external_id == "new-1"
    (touch,) = there.all(Touch, account=vireo.id)
    assert touch.contacts == (people["Kit Moss"], people["Lee Ray"])
    (line,) = there.all(Subscription, account=vireo.id)
    (step,) = there.all(Step, subscription=line.id)
    assert (step.amount, line.currency) == (120050, "USD")
    assert line.product == next(p.id for p in there.all(Product) if p.product == "Suite")


def test_a_new_step_may_name_its_line_by_account_and_product(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        cells = {"Account (computed)": "Yen & Söhne, GmbH", "Product (computed)": "Team"}
        add(w["Steps"], **cells, From=date(2025, 6, 1), Amount=80000)

    merged(there, edited(sheet, edit))
    assert [s.amount for s in there.all(Step, subscription=LINE)] == [75000, 80000]


def test_a_new_row_that_names_nobody_is_refused(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Touches"], Account="Nobody Inc", On=DAY, Summary="Hello"))
    (row,) = planned(there, sheet).refused
    assert (row.problems[0].column, row.problems[0].value) == ("Account", "Nobody Inc")


def test_a_new_account_with_the_name_of_another_is_refused(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Accounts"], Account="Orchard  lane"))
    (row,) = planned(there, sheet).refused
    assert row.what == "Another account is called Orchard lane."


def test_a_row_of_totals_is_left_out(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Accounts"], Account="Total", Employees=40))
    plan = planned(there, sheet)
    assert plan.changes_nothing
    assert plan.count(Result.LEFT_OUT) == 1


def test_the_same_file_again_brings_its_new_rows_only_once(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        add(w["Accounts"], Account="Vireo Labs")
        add(w["Touches"], Account="Orchard Lane", On=DAY, Summary="New")

    merged(there, edited(sheet, edit))
    again = planned(there, sheet)
    assert (again.changes_nothing, again.open) == (True, ())


def test_a_row_that_was_taken_out_is_asked_about_and_never_removed_by_itself(
    there: Book, sheet: Path
) -> None:
    edited(sheet, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], ORCHARD)))
    plan = planned(there, sheet, take=Side.SHEET)
    (question,) = plan.open
    assert [c.value for c in question.choices] == ["keep", "lost", "archived", "remove"]
    assert question.default is None
    (removed,) = plan.removed
    assert (removed.name, removed.key, removed.answer) == ("Orchard Lane", "removed:Accounts:a-3", None)
    merged(there, sheet, {removed.key: "lost"})
    assert (account(there, ORCHARD).status, account(there, ORCHARD).lost_on) == (Status.LOST, DAY)


def test_one_row_that_was_taken_out_may_be_answered_for_its_whole_sheet(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], ORCHARD)))
    merged(there, sheet, {"removed:Accounts": "archived"})
    assert account(there, ORCHARD).status is Status.ARCHIVED


def test_rows_that_were_kept_after_all_change_nothing(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w["Touches"].delete_rows(2, 2))
    plan = planned(there, sheet, {"removed:Touches": "keep"})
    assert (plan.changes_nothing, plan.open, [r.answer for r in plan.removed]) == (True, (), ["keep", "keep"])


def test_many_that_were_taken_out_are_asked_as_one_or_each(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w["Touches"].delete_rows(2, 2))
    assert [q.key for q in planned(there, sheet).open] == ["removed:Touches"]
    each = planned(there, sheet, {"removed:Touches": "each", "removed:Touches:t-1": "remove"})
    assert [q.key for q in each.open] == ["removed:Touches:t-2"]
    merged(there, sheet, {"removed:Touches": "remove"})
    assert there.all(Touch) == []


def test_what_was_taken_out_is_called_by_what_it_is_its_day_and_whose_it_is(there: Book, sheet: Path) -> None:
    def take_out(w: Any) -> None:
        for name in ("Subscriptions", "Steps", "Touches", "Readings", "Contacts"):
            w[name].delete_rows(2)

    assert [r.name for r in planned(there, edited(sheet, take_out)).removed] == [
        "Ana Duarte (Corvid Analytics)",
        "Team, 1 Jan 2025 (Yen & Söhne, GmbH)",
        "Team, 1 Jan 2025 (Yen & Söhne, GmbH)",
        "Agreed, 3 Nov 2025 (Corvid Analytics)",
        "Days to certify, 1 Oct 2025 (Corvid Analytics)",
    ]


def test_what_others_belong_to_is_not_removed(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], ORCHARD)))
    (question,) = planned(there, sheet).open
    assert question.evidence == "Rows of Touches (1) belong to it: it cannot be removed while they stay."
    (row,) = planned(there, sheet, {"removed:Accounts:a-3": "remove"}).refused
    assert row.what == "Orchard Lane cannot be removed: rows of Touches (1) belong to it"

    edited(sheet, lambda w: w["Touches"].delete_rows(row_of(w["Touches"], "t-2")))
    merged(there, sheet, {"removed:Accounts:a-3": "remove", "removed:Touches:t-2": "remove"})
    assert there.find(Account, ORCHARD) is None


def test_a_row_that_the_book_removed_stays_so_unless_the_sheet_changed_it(there: Book, sheet: Path) -> None:
    remove_row(there, "touch", "t-2", today=DAY)
    assert planned(there, sheet).changes_nothing
    edited(sheet, lambda w: write(w["Touches"], "t-2", "Summary", "Called twice"))
    plan = planned(there, sheet)
    (question,) = plan.open
    assert question.key == f"conflict:Touches:{3}"
    assert planned(there, sheet, take=Side.BOOK).changes_nothing
    merged(there, sheet, take=Side.SHEET)
    back = there.find(Touch, "t-2")
    assert back is not None
    assert (back.summary, back.on) == ("Called twice", date(2025, 11, 4))


def test_a_copied_row_is_told_from_its_original(there: Book, sheet: Path) -> None:
    def copy(w: Any) -> None:
        page = w["Touches"]
        for column in range(1, page.max_column + 1):
            page.cell(4, column).value = page.cell(2, column).value
        page.cell(4, place(page, "Summary")).value = "Another"

    plan = planned(there, edited(sheet, copy))
    (question,) = plan.open
    assert question.key == "copy:Touches:4"
    merged(there, sheet, {"copy:Touches:4": "new"})
    assert sorted(t.summary for t in there.all(Touch)) == ["Agreed", "Another", "Called"]


def test_an_added_column_becomes_a_field_of_ones_own_or_is_left_out(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Accounts"]
        at = page.max_column + 1
        page.cell(1, at).value = "Mood"
        page.cell(row_of(page, ORCHARD), at).value = "sunny"

    plan = planned(there, edited(sheet, edit))
    assert [q.key for q in plan.open] == ["column:Accounts:Mood"]
    left = planned(there, sheet, {"column:Accounts:Mood": "omit"})
    assert (left.changes_nothing, left.sheets[0].unmapped) == (True, ("Mood",))
    merged(there, sheet, {"column:Accounts:Mood": "custom"})
    assert [v.value for v in there.all(CustomValue, row=ORCHARD)] == ["sunny"]


def test_custom_fields_are_merged_like_others(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], CORVID, "Sign (custom)", "Virgo")
        write(w["Accounts"], ORCHARD, "Seats (custom)", 7)

    merged(there, edited(sheet, edit))
    said = {(v.row, v.field): v.value for v in there.all(CustomValue)}
    assert said == {(CORVID, "f-1"): "Virgo", (CORVID, "f-2"): "12.5", (ORCHARD, "f-2"): "7"}


def test_an_account_that_was_renamed_on_either_side_is_still_itself(there: Book, sheet: Path) -> None:
    set_fields(there, "account", ORCHARD, {"account": "Orchard Lane Homes"}, today=DAY)

    def edit(w: Any) -> None:
        write(w["Accounts"], CORVID, "Account", "Corvid Data")
        write(w["Touches"], "t-1", "Account", "Corvid Data")
        add(w["Touches"], Account="Orchard Lane", On=DAY, Summary="New")

    plan = merged(there, edited(sheet, edit))
    assert [r.what for s in plan.sheets for r in s.rows if r.result is Result.CHANGED] == [
        "Account Corvid Analytics → Corvid Data"
    ]
    assert len(there.all(Touch, account=ORCHARD)) == 2
    assert account(there, ORCHARD).account == "Orchard Lane Homes"


def test_computed_columns_are_ignored(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "ARR (computed)", 1))
    assert planned(there, sheet).changes_nothing


def test_a_workbook_without_its_baseline_is_an_ordinary_sheet(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: w.remove(w["csdesk baseline"]))
    with pytest.raises(BaselineMissing):
        planned(there, sheet)


def test_a_baseline_that_was_changed_is_not_believed(there: Book, sheet: Path) -> None:
    def turn(w: Any) -> None:
        cell = w["csdesk baseline"]["A2"]
        cell.value = "A" + cell.value[1:]

    edited(sheet, turn)
    with pytest.raises(BaselineDamaged):
        planned(there, sheet)


def test_the_workbook_of_another_book_is_refused(sheet: Path) -> None:
    with Book.in_memory() as other, pytest.raises(OtherBooksWorkbook):
        planned(other, sheet)


def test_a_merge_in_the_future_of_a_touch_is_refused_like_any_touch(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Touches"], "t-1", "On", date(2025, 12, 24)))
    (row,) = planned(there, sheet).refused
    assert "lies after today" in row.what


def test_a_text_that_was_cut_on_the_way_out_is_not_lost_by_an_edit(there: Book, tmp_path: Path) -> None:
    long = "word " * 8_000
    set_fields(there, "account", CORVID, {"notes": long}, today=DAY)
    sheet = sent(there, tmp_path / "long.xlsx")
    assert planned(there, sheet).changes_nothing
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Notes", "Edited words"))
    assert [q.key for q in planned(there, sheet).open] == ["conflict:Accounts:2:Notes"]
    merged(there, sheet, take=Side.SHEET)
    assert account(there).notes == "Edited words"


def test_a_sheet_that_is_full_comes_back_with_the_one_it_goes_on_in(
    there: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from csdesk.exchange import workbook_out

    rows: list[Any] = [Touch(id=f"n-{n}", account=ORCHARD, on=DAY, summary=f"Note {n}") for n in range(9)]
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put_all(rows)
    monkeypatch.setattr(workbook_out, "MOST_ROWS", 6)
    sheet = sent(there, tmp_path / "full.xlsx")
    assert planned(there, sheet).changes_nothing
    edited(sheet, lambda w: write(w["Touches (2)"], "n-4", "Summary", "Changed"))
    merged(there, sheet)
    assert there.all(Touch, id="n-4")[0].summary == "Changed"


def test_a_day_that_can_be_read_both_ways_is_asked(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Signed on", "03/04/2025"))
    plan = planned(there, sheet)
    assert [q.key for q in plan.open] == ["dates:Accounts:Signed on"]
    assert (plan.refused, plan.count(Result.WAITING)) == ((), 1)
    assert [c.text for c in plan.open[0].choices] == ["3 April 2025", "4 March 2025"]
    merged(there, sheet, {"dates:Accounts:Signed on": "dmy"})
    assert account(there, ORCHARD).signed_on == date(2025, 4, 3)


def test_both_sides_may_have_added_the_same_person(there: Book, sheet: Path) -> None:
    kit = Contact(id=ContactId("c-9"), account=ORCHARD, name="Kit Moss", email="kit@orchard.example")
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(kit)
    edited(sheet, lambda w: add(w["Contacts"], Account="Orchard Lane", Name="kit moss", Title="CFO"))
    merged(there, sheet)
    (found,) = there.all(Contact, account=ORCHARD)
    assert (found.id, found.title, found.email) == ("c-9", "CFO", "kit@orchard.example")


def test_a_stopped_merge_changes_nothing(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    plan, before = planned(there, sheet), content(there)
    with pytest.raises(MergeStopped):
        apply_merge(there, plan, today=DAY, progress=lambda done, total: done < total)
    assert content(there) == before


def test_a_newer_schema_is_not_guessed(there: Book, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from csdesk.services.spreadsheets import rounds

    monkeypatch.setattr(rounds, "VERSION", 1)
    with pytest.raises(BaselineTooNew):
        planned(there, sheet)


def test_an_amount_in_another_currency_is_refused(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", "€ 800.00"))
    (row,) = planned(there, sheet).refused
    assert "in JPY" in row.what


def test_a_share_is_no_amount(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", "12%"))
    (row,) = planned(there, sheet).refused
    assert row.what == "Amount: this is a share and not an amount (12%)"


def test_a_plan_that_the_book_left_behind_is_not_applied_but_made_anew(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], CORVID, "Segment", "D"))
    plan = planned(there, sheet)
    set_fields(there, "account", CORVID, {"employees": "77"}, today=DAY)
    with pytest.raises(MergeOutdated):
        apply_merge(there, plan, today=DAY)
    done = apply_merge(there, planned(there, sheet), today=DAY)
    assert done is not None
    assert (account(there).segment, account(there).employees) == ("D", 77)


def test_people_and_products_that_nobody_knows_come_along_with_the_row_that_names_them(
    there: Book, sheet: Path
) -> None:
    def edit(w: Any) -> None:
        write(w["Touches"], "t-2", "Contacts", "Kit Moss, Lee Ray")
        add(w["Touches"], Account="Orchard Lane", On=DAY, Contacts="kit moss", Summary="Again")
        add(w["Subscriptions"], Account="Orchard Lane", Product="Suite", Start=DAY)

    plan = merged(there, edited(sheet, edit))
    told = [r.what for s in plan.sheets for r in s.rows if s.sheet == "Touches"]
    assert told[0] == "Contacts – → Kit Moss, Lee Ray; new contact Kit Moss; new contact Lee Ray"
    people = {c.name: c.id for c in there.all(Contact, account=ORCHARD)}
    assert sorted(people) == ["Kit Moss", "Lee Ray"]
    assert [t.contacts for t in there.all(Touch, account=ORCHARD)][1:] == [(people["Kit Moss"],)]
    assert sorted(p.product for p in there.all(Product)) == ["Suite", "Team"]


def test_a_row_comes_back_only_with_the_rows_that_it_belongs_to(there: Book, sheet: Path) -> None:
    remove_row(there, "touch", "t-2", today=DAY)
    remove_row(there, "account", ORCHARD, today=DAY)
    edited(sheet, lambda w: write(w["Touches"], "t-2", "Summary", "Called twice"))
    (row,) = planned(there, sheet, take=Side.SHEET).refused
    assert row.what == "it belongs to a row of the sheet “Accounts” that is gone, too"
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Segment", "D"))
    merged(there, sheet, take=Side.SHEET)
    assert account(there, ORCHARD).segment == "D"
    assert [t.summary for t in there.all(Touch, account=ORCHARD)] == ["Called twice"]


def test_a_row_comes_back_with_its_own_fields(there: Book, sheet: Path) -> None:
    kept = CustomValue(id="v-9", field="f-1", account=ORCHARD, row=ORCHARD, value="Leo")
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(kept)
    sheet = sent(there, sheet.with_name("again.xlsx"))
    remove_row(there, "touch", "t-2", today=DAY)
    remove_row(there, "account", ORCHARD, today=DAY)
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Seats (custom)", 7))
    merged(there, sheet, take=Side.SHEET)
    assert {v.field: v.value for v in there.all(CustomValue, row=ORCHARD)} == {"f-1": "Leo", "f-2": "7"}


@pytest.mark.parametrize(
    ("came", "value"),
    [
        (-509801061.1228169, -509801061.12281686),
        (-509801061.122817, -509801061.12281686),
        (-509801061.122818, -509801061.122818),
    ],
    ids=["sixteen digits", "fifteen", "another number of fifteen"],
)
def test_a_number_of_seventeen_digits_is_not_edited_by_a_program_that_writes_fewer(
    there: Book, tmp_path: Path, came: float, value: float
) -> None:
    with there.change(Verb.SET, label="test", today=DAY):
        there.put(replace(there.all(Reading)[0], value=-509801061.12281686))
    sheet = edited(sent(there, tmp_path / "b.xlsx"), lambda w: write(w["Readings"], "r-1", "Value", came))
    merged(there, sheet)
    assert [r.value for r in there.all(Reading)] == [value]


def test_a_book_that_was_restored_to_before_the_workbook_went_out_says_so(
    there: Book, tmp_path: Path
) -> None:
    with there.copy() as older:
        set_fields(there, "account", CORVID, {"segment": "Strategic"}, today=DAY)
        late = sent(there, tmp_path / "late.xlsx")
        plan = planned(older, late)
        assert plan.changes_nothing
        assert plan.notes == (
            "The book was restored to before the workbook went out: what came between counts as taken back.",
        )
    assert planned(there, late).notes == ()
