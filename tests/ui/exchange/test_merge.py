"""The merge page: a workbook that comes back, both values with who and when, and one change that can be undone."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from csdesk.domain.accounts import Account, Status
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.services.book.editing import set_fields
from csdesk.store.book import Book
from csdesk.ui.exchange.conflicts_panel import ConflictsPanel
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.kit.labels import Label, Paragraph
from csdesk.ui.window import Window
from tests.services.round_trip import CORVID, ORCHARD, YEN, edited, fill, merged, place, row_of, sent, write
from tests.ui.exchange.imports import page_of, planned
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, put_away, settled, shown

TODAY = date(2025, 11, 25)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "tom.csdesk"
    with Book.create(path) as made:
        fill(made)
    return path


@pytest.fixture
def sheet(book: Path, tmp_path: Path) -> Path:
    with Book.open(book) as there:
        return sent(there, tmp_path / "customers.xlsx")


@pytest.fixture
def window(book: Path, sheet: Path) -> Iterator[Window]:
    assert sheet.exists()  # it went out before the window opens the book
    made = shown(book)
    yield made
    put_away(made)


def typed_in_sheet(sheet: Path, **cells: tuple[str, Any]) -> None:
    """Edit cells of the sheet of accounts: header → (account, value)."""

    def edit(workbook: Any) -> None:
        page = workbook["Accounts"]
        for header, (uid, value) in cells.items():
            write(page, uid, header.capitalize(), value)

    edited(sheet, edit)


def typed_in_book(book: Path, uid: str, **facts: str) -> None:
    with Book.open(book) as there:
        set_fields(there, "account", uid, facts, today=TODAY)


def merging(window: Window, sheet: Path) -> ImportPage:
    window.import_files([sheet])
    page = page_of(window)
    settled(lambda: page.state is State.MERGING)
    return page


def plan_of(page: ImportPage) -> MergePlan:
    assert page.merging.plan is not None
    return page.merging.plan


def current(page: ImportPage) -> None:
    settled(lambda: not page.merging.waits)


def conflicts(page: ImportPage) -> ConflictsPanel:
    return page.merging.view.conflicts


def account(window: Window, uid: str) -> Account:
    assert window.desk is not None
    found = answer_of(window.desk, lambda there: there.find(Account, uid))
    assert isinstance(found, Account)
    return found


def sides(page: ImportPage) -> dict[str, str]:
    return {h.conflict.name: h.side for h in conflicts(page).model.rows}


@pytest.fixture
def merge(book: Path, sheet: Path) -> Iterator[Callable[[], tuple[Window, ImportPage]]]:
    """Opens the book with two conflicts and one field that only the sheet changed."""
    typed_in_sheet(sheet, segment=(CORVID, "B"), tags=(ORCHARD, "new"), industry=(YEN, "Retail"))
    typed_in_book(book, CORVID, segment="C")
    typed_in_book(book, YEN, industry="Freight")
    opened: list[Window] = []

    def begin() -> tuple[Window, ImportPage]:
        opened.append(shown(book))
        return opened[0], merging(opened[0], sheet)

    yield begin
    put_away(*opened)


Begin = Callable[[], tuple[Window, ImportPage]]


def test_an_unedited_workbook_says_nothing_new(window: Window, sheet: Path) -> None:
    page = merging(window, sheet)
    assert plan_of(page).changes_nothing
    assert not page.apply.isEnabled()
    assert page.apply.text() == "Nothing to merge"
    assert "says nothing that the book does not" in page.apply.accessibleDescription()


def test_a_conflict_shows_what_it_was_both_values_and_when_it_changed_here(merge: Begin) -> None:
    _, page = merge()
    model = conflicts(page).model
    texts = [[c.text(row) for c in model.columns] for row in model.rows]
    assert [t[:5] for t in texts] == [
        ["Corvid Analytics", "Segment", "A", "B", "C"],
        ["Yen & Söhne, GmbH", "Industry", "empty", "Retail", "Freight"],
    ]
    assert all(t[5] != "not known" for t in texts)
    assert not page.apply.isEnabled()
    assert page.top.file.text().startswith("customers.xlsx, went out on ")


def has_width(window: Window, wide: int) -> bool:
    return window.width() == wide


def test_the_values_are_given_what_room_there_is_and_not_the_name_of_the_field(merge: Begin) -> None:
    window, page = merge()
    table = conflicts(page).table
    for wide in (1500, 1100):
        window.resize(wide, 800)
        settled(partial(has_width, window, wide))
        widths = {c.key: table.columnWidth(n) for n, c in enumerate(conflicts(page).model.columns)}
        shown = {key: widths[key] for n, key in enumerate(widths) if not table.isColumnHidden(n)}
        assert shown["field"] <= 112
        assert min(shown["sheet"], shown["book"]) > shown["field"]


def test_a_click_takes_a_value_and_nothing_is_written_until_merge(merge: Begin) -> None:
    window, page = merge()
    table = conflicts(page).table
    click(table.viewport(), table.visualRect(table.rows.index(0, 3)).center())
    current(page)
    click(table.viewport(), table.visualRect(table.rows.index(1, 4)).center())
    current(page)
    assert sides(page) == {"Corvid Analytics": "sheet", "Yen & Söhne, GmbH": "book"}
    assert account(window, CORVID).segment == "C"
    click(page.apply)
    settled(page.result.isVisible)
    assert account(window, CORVID).segment == "B"
    assert account(window, YEN).industry == "Freight"
    assert account(window, ORCHARD).tags == "new"
    click(page.result.undo)
    settled(lambda: page.state is State.NOTHING)
    assert account(window, CORVID).segment == "C"
    assert account(window, ORCHARD).tags is None


def test_all_conflicts_of_one_field_are_settled_together(book: Path, sheet: Path) -> None:
    """Three customers have another segment on both sides, one another industry: that stays open."""
    for uid in (CORVID, YEN, ORCHARD):
        typed_in_sheet(sheet, segment=(uid, "D"))
        typed_in_book(book, uid, segment="C")
    typed_in_sheet(sheet, industry=(YEN, "Retail"))
    typed_in_book(book, YEN, industry="Freight")
    window = shown(book)
    page = merging(window, sheet)
    table = conflicts(page).table
    row = next(n for n, held in enumerate(conflicts(page).model.rows) if held.conflict.field == "segment")
    click(table.viewport(), table.visualRect(table.rows.index(row, 1)).center())
    press(table, Qt.Key.Key_F)
    assert [h.conflict.field for h in table.chosen_rows()] == ["segment"] * 3
    press(table, Qt.Key.Key_2)
    current(page)
    held = conflicts(page).model.rows
    assert {h.conflict.field: h.side for h in held} == {"segment": "book", "industry": ""}
    chosen = table.chosen_row()
    assert chosen is not None
    assert chosen.conflict.field == "industry", "the next that is open follows"
    put_away(window)


def test_one_takes_the_sheets_two_keeps_the_books_and_the_next_follows(merge: Begin) -> None:
    _, page = merge()
    table = conflicts(page).table
    assert table.hasFocus()
    press(table, Qt.Key.Key_1)
    current(page)
    assert conflicts(page).table.currentIndex().row() == 1
    press(table, Qt.Key.Key_2)
    current(page)
    assert sides(page) == {"Corvid Analytics": "sheet", "Yen & Söhne, GmbH": "book"}
    assert page.apply.isEnabled()


def test_another_value_is_typed_in_the_place_of_both(merge: Begin) -> None:
    window, page = merge()
    press(conflicts(page).table, Qt.Key.Key_3)
    field = conflicts(page).field
    assert field.isVisible()
    assert field.field.text() == "B"
    type_in(field.field.edit, "Strategic")
    press(field.field.edit, Qt.Key.Key_Return)
    current(page)
    assert sides(page)["Corvid Analytics"] == "typed"
    table = conflicts(page).table
    click(table.viewport(), table.visualRect(table.rows.index(0, 3)).center())
    current(page)
    assert sides(page)["Corvid Analytics"] == "sheet"
    assert conflicts(page).model.row_at(0).conflict.in_sheet == "B"
    click(page.merging.view.all_book)
    current(page)
    assert sides(page) == {"Corvid Analytics": "book", "Yen & Söhne, GmbH": "book"}
    press(conflicts(page).table, Qt.Key.Key_3)
    type_in(field.field.edit, "Strategic")
    press(field.field.edit, Qt.Key.Key_Return)
    current(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert account(window, CORVID).segment == "Strategic"


def test_a_value_that_is_none_of_its_field_is_taken_back_and_said_why(book: Path, sheet: Path) -> None:
    typed_in_sheet(sheet, employees=(CORVID, 50))
    typed_in_book(book, CORVID, employees="60")
    window = shown(book)
    try:
        page = merging(window, sheet)
        held = conflicts(page).model.row_at(0)
        conflicts(page).typed.emit(held, "many")
        settled(lambda: "Employees" in window.toast.text())
        current(page)
        assert sides(page) == {"Corvid Analytics": ""}
    finally:
        put_away(window)


def test_an_amount_that_went_out_so_is_known_with_its_currency_and_without(book: Path, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Steps"], "x-1", "Amount", 79000))
    with Book.open(book) as there:
        set_fields(there, "step", "x-1", {"amount": "76000"}, today=TODAY)
    window = shown(book)
    page = merging(window, sheet)
    (held,) = conflicts(page).model.rows
    assert held.conflict.baseline == "75000 JPY"
    for text in ("75000", "75000 JPY"):
        window.toast.say("")
        page.merging._typed(held, text)
        assert "It said this when it went out" in window.toast.text()
        assert not page.merging.waits
    put_away(window)


def test_all_are_taken_from_the_sheet_with_one_button(merge: Begin) -> None:
    _, page = merge()
    click(page.merging.view.all_sheet)
    current(page)
    assert set(sides(page).values()) == {"sheet"}


def test_space_shows_the_whole_of_both_texts_and_esc_closes_it_before_the_workbook(merge: Begin) -> None:
    window, page = merge()
    table = conflicts(page).table
    press(table, Qt.Key.Key_Space)
    look = page.merging.view.look
    assert look.isVisible()
    said = [one.text() for one in look.findChildren(Label) if one.isVisible()]
    assert {"When it went out", "A", "In the sheet", "B", "C"} <= set(said)
    press(table, Qt.Key.Key_Escape)
    assert not look.isVisible()
    press(table, Qt.Key.Key_Escape)
    assert page.state is State.NOTHING
    assert "customers.xlsx put away; nothing was written." in window.toast.text()


def test_a_row_that_was_taken_out_is_asked_about_and_becomes_what_was_said(
    window: Window, sheet: Path
) -> None:
    def take_out(workbook: Any) -> None:
        page = workbook["Accounts"]
        page.delete_rows(row_of(page, ORCHARD))

    edited(sheet, take_out)
    page = merging(window, sheet)
    card = page.merging.view.questions.cards[0]
    assert list(card.radios) == ["keep", "lost", "archived", "remove"]
    click(card.radios["lost"])
    current(page)
    view = page.merging.view
    assert [r.answer for r in view.gone_model.rows] == ["lost"]
    click(page.apply)
    settled(page.result.isVisible)
    assert account(window, ORCHARD).status is Status.LOST


def test_what_is_missing_counts_questions_and_conflicts(book: Path, sheet: Path, merge: Begin) -> None:
    def take_out(workbook: Any) -> None:
        page = workbook["Accounts"]
        page.delete_rows(row_of(page, ORCHARD))

    edited(sheet, take_out)
    _, page = merge()
    panel = page.merging.view.questions
    assert "3 answers are missing before this can be written, 2 of them for a conflict" in said_last(panel)
    click(panel.cards[0].radios["lost"])
    current(page)
    assert "2 answers are missing before this can be written, 2 of them for a conflict" in said_last(panel)


def said_last(panel: QuestionsPanel) -> str:
    return panel.findChildren(Paragraph)[-1].text()


def test_the_workbook_of_another_book_is_imported_like_any_other(empty: Window, sheet: Path) -> None:
    empty.import_files([sheet])
    page = page_of(empty)
    settled(lambda: page.state is State.PLANNED)
    settled(page.note.isVisible)
    assert "went out of another book" in page.note.text()
    assert "imported like any other sheet" in page.note.text()
    assert page.plan is not None


def test_what_was_put_away_comes_back_with_its_answers(merge: Begin) -> None:
    window, page = merge()
    press(conflicts(page).table, Qt.Key.Key_1)
    current(page)
    page.put_away()
    click(window.toast._button)
    settled(lambda: page.state is State.MERGING)
    assert sides(page)["Corvid Analytics"] == "sheet"


def kept_before(book: Path, sheet: Path) -> None:
    """Merge the sheet once; the book's value is kept of both conflicts."""
    with Book.open(book) as there:
        merged(there, sheet, take=Side.BOOK)


def open_tab(page: ImportPage, name: str) -> None:
    tabs = page.merging.view.tabs
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(name)))


def test_what_an_earlier_merge_decided_is_told_and_shown_and_not_asked(
    merge: Begin, book: Path, sheet: Path
) -> None:
    kept_before(book, sheet)
    _, page = merge()
    assert "says nothing that the book does not" in page.apply.accessibleDescription()
    assert page.merging.view.conflicts.table.hasFocus()
    assert sides(page) == {"Corvid Analytics": "book", "Yen & Söhne, GmbH": "book"}
    press(conflicts(page).table, Qt.Key.Key_1)
    current(page)
    assert sorted(sides(page).values()) == ["book", "sheet"]
    assert page.apply.text() == "Merge 1 change"


def test_all_that_was_decided_is_asked_anew_with_one_button(merge: Begin, book: Path, sheet: Path) -> None:
    kept_before(book, sheet)
    _, page = merge()
    open_tab(page, "Decided before")
    click(page.merging.view.anew)
    current(page)
    assert sides(page) == {"Corvid Analytics": "", "Yen & Söhne, GmbH": ""}
    assert not page.apply.isEnabled()
    assert page.apply.text() == "Merge"


def test_taking_all_from_the_sheet_leaves_what_was_decided_before(
    merge: Begin, book: Path, sheet: Path
) -> None:
    kept_before(book, sheet)
    typed_in_sheet(sheet, industry=(YEN, "Mining"))
    _, page = merge()
    assert sides(page) == {"Yen & Söhne, GmbH": ""}
    click(page.merging.view.all_sheet)
    current(page)
    assert {c.name: c.taken for c in plan_of(page).conflicts} == {
        "Corvid Analytics": "book",
        "Yen & Söhne, GmbH": "sheet",
    }


def test_a_value_that_was_typed_holds_when_the_sheet_comes_again(merge: Begin, sheet: Path) -> None:
    window, page = merge()
    table = conflicts(page).table
    press(table, Qt.Key.Key_3)
    type_in(conflicts(page).field.field.edit, "D")
    press(conflicts(page).field.field.edit, Qt.Key.Key_Return)
    current(page)
    table.selectRow(1)
    press(table, Qt.Key.Key_2)
    current(page)
    click(page.apply)
    settled(page.result.isVisible)
    again = merging(window, sheet)
    assert (plan_of(again).decided_before, plan_of(again).open) == (2, ())
    assert account(window, CORVID).segment == "D"


def test_a_merge_that_brings_nothing_but_answers_says_so_on_its_button(book: Path, sheet: Path) -> None:
    typed_in_sheet(sheet, segment=(CORVID, "B"))
    typed_in_book(book, CORVID, segment="C")
    window = shown(book)
    page = merging(window, sheet)
    press(conflicts(page).table, Qt.Key.Key_2)
    current(page)
    assert page.apply.text() == "Keep 1 answer"
    click(page.apply)
    settled(page.result.isVisible)
    put_away(window)


@pytest.fixture
def one_bad(sheet: Path) -> Path:
    """Corvid's segment is good; Orchard's stage cannot be used."""
    typed_in_sheet(sheet, segment=(CORVID, "Strategic"), stage=(ORCHARD, "somewhere"))
    return sheet


def test_a_refused_row_holds_no_other_back(one_bad: Path, window: Window) -> None:
    page = merging(window, one_bad)
    assert page.note.isVisible()
    assert (
        page.note.text() == "1 row cannot be merged and will stay as in the book; the tab Refused says why."
    )
    assert page.apply.isEnabled()
    click(page.apply)
    settled(page.result.isVisible)
    assert account(window, CORVID).segment == "Strategic"
    assert account(window, ORCHARD).stage is None
    assert "1 changed, 1 refused" in page.result.findChildren(Label)[1].text()


def test_the_refused_rows_are_saved_from_the_page_and_from_the_result(
    one_bad: Path, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = merging(window, one_bad)
    places = iter([tmp_path / "before.xlsx", tmp_path / "after.xlsx"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(places)), ""))
    click(page.save_refused)
    settled((tmp_path / "before.xlsx").exists)
    click(page.apply)
    settled(page.result.isVisible)
    click(page.result.refused)
    settled((tmp_path / "after.xlsx").exists)
    assert (tmp_path / "before.xlsx").read_bytes() == (tmp_path / "after.xlsx").read_bytes()
    again = merging(window, tmp_path / "after.xlsx")
    assert [r.name for r in plan_of(again).refused] == ["Orchard Lane"]
    assert not again.apply.isEnabled()
    assert "Nothing is left to merge but 1 refused row" in again.apply.accessibleDescription()


def test_what_the_command_line_tells_beside_the_rows_stands_on_the_page(window: Window, sheet: Path) -> None:
    def edit(workbook: Any) -> None:
        page = workbook["Accounts"]
        page.cell(page.max_row + 1, 2).value = "Vireo Labs"
        page.cell(page.max_row, place(page, "ARR (computed)")).value = 12_000
        del workbook["Touches"]

    page = merging(window, edited(sheet, edit))
    view = page.merging.view
    last = view.tabs.count() - 1
    assert view.tabs.isTabVisible(last)
    assert view.tabs.tabRect(last).right() <= view.tabs.width(), "no tab stands behind the edge"
    view.tabs.setCurrentIndex(last)
    assert view.notes.isVisible()
    texts = view.notes.sentences.lines()
    assert texts[0] == "Accounts"
    assert texts[1].startswith("“ARR (computed)” is worked out: what stands in it in 1 new row is not read.")
    assert texts[2:] == ["The workbook", "“Touches” did not come back: nothing of it changes."]


def test_all_tabs_and_what_settles_all_conflicts_are_there_in_a_small_window(
    window: Window, sheet: Path
) -> None:
    typed_in_sheet(sheet, segment=(CORVID, "B"), tags=(ORCHARD, "new"), employees=(YEN, "a good many"))

    def edit(workbook: Any) -> None:
        page = workbook["Accounts"]
        page.cell(page.max_row + 1, 2).value = "Vireo Labs"
        workbook["Touches"].delete_rows(2)
        del workbook["Tickets"]

    assert window.desk is not None
    window.desk.do(set_fields, "account", CORVID, {"segment": "C"})
    settled(lambda: account(window, CORVID).segment == "C")
    view = merging(window, edited(sheet, edit)).merging.view
    there = [n for n in range(view.tabs.count()) if view.tabs.isTabVisible(n)]
    assert len(there) == 6
    assert all(view.tabs.tabRect(n).right() <= view.tabs.width() for n in there)
    assert all(button.isVisible() for button in (view.all_sheet, view.all_book))


def test_a_workbook_that_comes_back_is_merged_and_the_import_before_it_can_be_had_again(
    merge: Begin, sheet: Path, tmp_path: Path
) -> None:
    window, page = merge()
    page.put_away()
    other = tmp_path / "list.csv"
    other.write_text("Customer,ARR,Renewal\nMarlow,29000,03/04/2026\n")
    planned(window, other)
    answers = {q.key: q.choices[0].value for q in page.plan.open} if page.plan else {}
    assert answers
    page.answer_all(answers)
    settled(lambda: not page.waits)
    merging(window, sheet)
    assert window.toast.text() == "list.csv put away; nothing was written."
    click(window.toast._button)
    settled(lambda: page.state is State.PLANNED and not page.waits)
    assert page.answers == answers
    assert page.merging.plan is None
