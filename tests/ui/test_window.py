"""The window: everything a person does in it, by clicks and keys, on a book of its own."""

import shutil
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from csdesk.domain.accounts import Account
from csdesk.domain.query import Compare
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Touch
from csdesk.domain.week.plan import Planned
from csdesk.services.book.preferences import prefer
from csdesk.store.book import Book
from csdesk.ui.accounts.account_form import AccountForm
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.actions.catalogue import ACTIONS
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit.labels import Label
from csdesk.ui.shell.sheets.keys_sheet import KeysSheet
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered
from tests.ui.hands import click, press, type_in
from tests.ui.pages import accounts, week
from tests.ui.windows import answer_of, settled, shown

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def touches_in(window: Window) -> list[Touch]:
    assert window.desk is not None
    return answer_of(window.desk, lambda book: book.all(Touch))


def test_the_window_opens_with_the_week_already_there(window: Window) -> None:
    assert week(window).isVisible()
    assert sum(len(c.list.held.cards) for c in week(window).columns) >= 20
    assert week(window).chosen() is not None


def test_only_pages_that_exist_stand_in_the_sidebar(window: Window) -> None:
    for id_ in ("week", "accounts", "import"):
        window.go(id_)
        page = window.page(id_)
        assert page is not None
        assert page.isVisible()


def test_e_marks_the_chosen_item_done_and_ctrl_z_takes_it_back(window: Window) -> None:
    page, item = week(window), week(window).chosen()
    assert item is not None
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_E)
    settled(lambda: any(i.done and i.item.candidate.cause == item.item.candidate.cause for i in _items(page)))
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("done")))
    press(window, Qt.Key.Key_Z, CTRL)
    settled(
        lambda: not any(i.done and i.item.candidate.cause == item.item.candidate.cause for i in _items(page))
    )


def _items(page: WeekPage) -> list[Planned]:
    return [i for c in page.columns for i in c.list.held.cards]


def test_shift_right_moves_an_item_to_the_next_day(window: Window) -> None:
    page, item = week(window), week(window).chosen()
    assert item is not None
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_Right, SHIFT)
    cause = item.item.candidate.cause
    settled(lambda: any(i.item.candidate.cause == cause for i in page.columns[1].list.held.cards))


def test_s_snoozes_an_item_out_of_the_week(window: Window) -> None:
    page, item = week(window), week(window).chosen()
    assert item is not None
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_S)
    assert window.desk is not None
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("snoozed")))
    tasks = answer_of(window.desk, lambda book: book.all(Task, cause=item.item.candidate.cause))
    assert tasks[0].not_before == date(2025, 12, 1)
    assert tasks[0].status is TaskStatus.OPEN


def test_on_a_sunday_s_snoozes_past_the_week_that_is_shown(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "sunday.csdesk"
    shutil.copy(sample, path)
    with Book.open(path) as book:
        prefer(book, "clock", "2025-11-23", today=date(2025, 11, 23))
    made = shown(path)
    page, item = week(made), week(made).chosen()
    assert item is not None
    assert page.plan is not None
    assert page.plan.days[0].day == date(2025, 11, 24)
    page.deeds.snooze()
    settled(lambda: bool(made.desk and made.desk.way.back.startswith("snoozed")))
    assert made.desk is not None
    tasks = answer_of(made.desk, lambda book: book.all(Task, cause=item.item.candidate.cause))
    assert tasks[0].not_before == date(2025, 12, 1)
    made.close()


def test_on_a_sunday_the_week_after_is_another_week(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "sunday.csdesk"
    shutil.copy(sample, path)
    with Book.open(path) as book:
        prefer(book, "clock", "2025-11-23", today=date(2025, 11, 23))
    made = shown(path)
    page = week(made)
    for turn, monday in (
        (page._week_after, date(2025, 12, 1)),
        (page._week_before, date(2025, 11, 24)),
        (page._week_before, date(2025, 11, 17)),
    ):
        turn()
        settled(lambda monday=monday: page.plan is not None and page.plan.days[0].day == monday)  # type: ignore[misc]
    made.close()


def test_the_arrows_go_through_the_days(window: Window) -> None:
    page = week(window)
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_Right)
    chosen = page.chosen()
    assert chosen is not None
    assert chosen in page.columns[1].list.held.cards


def test_the_factors_of_the_chosen_item_are_shown(window: Window) -> None:
    item = week(window).chosen()
    assert item is not None
    assert week(window).rail.why.isVisible()
    assert f"{item.item.candidate.name}, ARR" in week(window).rail.why.accessibleDescription()


def test_a_question_mark_reads_why_and_esc_goes_back_to_the_item(window: Window) -> None:
    page, days = week(window), week(window).columns[0].list
    days.setFocus()
    press(days, Qt.Key.Key_Question, SHIFT)
    assert QApplication.focusWidget() is page.rail.why
    press(page.rail.why, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is days


def test_a_question_mark_lists_the_keys_where_nothing_is_to_be_explained(empty: Window) -> None:
    press(empty, Qt.Key.Key_Question, SHIFT)
    assert empty.findChildren(KeysSheet)


def test_a_week_on_half_a_screen_gives_its_days_room_for_long_names_and_cuts_no_hint(window: Window) -> None:
    window.resize(960, 560)
    QApplication.processEvents()
    page = week(window)
    assert not page.rail.isVisible()
    assert all(column.width() > 150 for column in page.columns)
    window.resize(860, 560)
    QApplication.processEvents()
    shown = [hint for hint in page.hints._hints if hint.isVisible()]
    assert 0 < len(shown) < len(page.hints._hints)
    assert all(hint.width() >= hint.sizeHint().width() for hint in shown)


def test_a_narrow_week_keeps_its_days_whole_and_brings_the_rail_when_asked(window: Window) -> None:
    window.resize(860, 700)
    QApplication.processEvents()
    page = week(window)
    assert page.width() <= 860
    assert not page.rail.isVisible()
    click(page.beside)
    assert page.rail.isVisible()


def test_the_cards_of_a_day_lie_one_below_the_other_after_every_change_of_width(window: Window) -> None:
    for wide in (1920, 1000, 1280):
        window.resize(wide, 800)
        QApplication.processEvents()
        for column in week(window).columns:
            boxes = [
                column.list.visualRect(column.list.held.index(n)) for n in range(column.list.held.rowCount())
            ]
            for above, below in pairwise(boxes):
                assert below.top() == above.bottom() + 1


def test_an_empty_page_stands_at_the_top_of_its_place(empty: Window) -> None:
    page = week(empty)
    assert page.empty.y() < page.height() / 4
    assert page.empty.isVisible()
    assert not page.hints.isVisible()


def test_a_touch_is_logged_with_ctrl_t_and_refused_without_words(window: Window) -> None:
    before = len(touches_in(window))
    press(window, Qt.Key.Key_T, CTRL)
    form = window.findChildren(TouchForm)[0]
    settled(lambda: bool(form.who.text()))
    click(form.save)
    settled(lambda: "needs a word" in form._form.refusal(form.text))
    assert len(touches_in(window)) == before
    type_in(form.text, "Agreed the next bar")
    type_in(form.people.edit, "Ana Duarte")
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: len(touches_in(window)) == before + 1)
    settled(window.toast.isVisible)
    assert touches_in(window)[-1].summary == "Agreed the next bar"


def test_what_stands_in_the_minutes_can_be_read(window: Window) -> None:
    press(window, Qt.Key.Key_T, CTRL)
    form = window.findChildren(TouchForm)[0]
    settled(lambda: bool(form.who.text()))
    edit = form.minutes.lineEdit()
    assert edit.text() == "30 min, usual"
    assert edit.width() > edit.fontMetrics().horizontalAdvance(edit.text())
    form.close()


def test_an_account_that_does_not_exist_keeps_what_was_typed(window: Window) -> None:
    press(window, Qt.Key.Key_T, CTRL)
    form = window.findChildren(TouchForm)[0]
    settled(lambda: bool(form.who.text()))
    form.who.set_text("Nobody Ltd")
    type_in(form.text, "Said a lot")
    click(form.save)
    assert "No account has this name" in form.who.refusal()
    assert form.text.toPlainText() == "Said a lot"
    form.close()


def test_accounts_filter_by_name_and_by_band(window: Window) -> None:
    page = accounts(window)
    assert len(page.model.rows) == 50
    type_in(page.words.edit, "halden")
    assert [r.account for r in page.model.rows] == ["Halden Freight"]
    page.words.set_text("")
    page.bar.keep(Compare("standing", "=", "at risk"))
    bands = {r.score.band.value for r in page.model.rows if r.score and r.score.band}
    assert bands == {"at risk"}


def test_lost_accounts_are_there_when_the_filter_is_taken_away(window: Window) -> None:
    page = accounts(window)
    chip = page.bar.chips.chips[0]
    click(chip, QPoint(chip.width() - 8, chip.height() // 2))
    assert any(r.line.status == "lost" for r in page.model.rows)


def test_accounts_sort_by_their_renewal_and_the_unknown_come_last(window: Window) -> None:
    page = accounts(window)
    days = [r.money.renewal_on if r.money else None for r in page.model.rows]
    known = [d for d in days if d]
    assert known == sorted(known)
    assert all(d is None for d in days[len(known) :])


def test_the_receipt_of_the_chosen_account_follows(window: Window) -> None:
    page = accounts(window)
    settled(lambda: any(line.total for line in page.inspector._receipt._lines))
    lines = page.inspector._receipt._lines
    assert lines[-1].words == "Change"
    changes = [Decimal(line.figure.replace("−", "-")) for line in lines]
    assert sum(changes[:-1]) == changes[-1]


def test_finding_an_account_chooses_it(window: Window) -> None:
    window.go("accounts")
    page = accounts(window)
    page.show_account("financiality")
    settled(lambda: getattr(page.table.chosen_row(), "account", "") == "Financiality")


def test_an_account_is_added_by_hand(empty: Window) -> None:
    empty.go("accounts")
    page = empty.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(page.empty.isVisible)
    page.deeds.add_account()
    form = empty.findChildren(AccountForm)[0]
    type_in(form.account.edit, "Corvid Analytics")
    type_in(form.arr.edit, "29x")
    click(form.save)
    assert "A number" in form.arr.refusal()
    form.arr.set_text("29000")
    click(form.save)
    settled(lambda: len(page.model.rows) == 1)
    assert page.model.rows[0].arr == 2_900_000


def test_an_empty_week_says_what_it_needs(empty: Window) -> None:
    assert week(empty).empty.isVisible()


def test_a_dropped_sheet_is_planned_applied_and_undone(empty: Window, tmp_path: Path) -> None:
    sheet = tmp_path / "customers.csv"
    sheet.write_text(
        "Customer,ARR,Renewal\nCorvid Analytics,29000,2027-03-31\nHalden Freight,61200,2027-06-30\n"
    )
    empty.import_files([sheet])
    page = empty.page("import")
    assert isinstance(page, ImportPage)
    settled(lambda: page.plan is not None)
    answered(page)
    assert page.apply.isEnabled()
    click(page.apply)
    assert empty.desk is not None
    settled(lambda: bool(empty.desk and empty.desk.way.back.startswith("imported")))
    assert {a.account for a in answer_of(empty.desk, lambda b: b.all(Account))} == {
        "Corvid Analytics",
        "Halden Freight",
    }
    empty.undo()
    settled(lambda: bool(empty.desk and not empty.desk.way.back))
    assert answer_of(empty.desk, lambda b: b.all(Account)) == []


def test_a_file_that_is_no_sheet_is_refused_in_words(empty: Window, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    empty.import_files([broken])
    page = empty.page("import")
    assert isinstance(page, ImportPage)
    settled(page.note.isVisible)
    assert "broken.xlsx" in page.note.text()


def test_without_a_book_the_first_start_asks_where_to_begin(tmp_path: Path) -> None:
    window = shown(None)
    try:
        assert window.frame.first.isVisible()
        press(window.frame.first, Qt.Key.Key_3)
        settled(lambda: window.desk is not None)
        assert window.page("accounts") is not None
    finally:
        window.close()


def test_a_path_that_is_no_book_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.csdesk"
    path.write_text("not a book at all, but long enough to be read " * 4)
    window = shown(path)
    try:
        assert "not a csdesk book" in window.toast.text()
        assert path.read_text().startswith("not a book")
    finally:
        window.close()


def test_f1_lists_every_key(window: Window) -> None:
    press(window, Qt.Key.Key_F1)
    assert window.findChildren(KeysSheet)


@pytest.mark.parametrize("wide", [1920, 1280, 860])
def test_every_key_of_the_list_is_seen_whole_in_a_wide_window_and_in_a_narrow_one(
    empty: Window, wide: int
) -> None:
    empty.resize(wide, 600)
    sheet = KeysSheet.open_over(empty)
    QApplication.processEvents()
    area = sheet.findChildren(QScrollArea)[0]
    inner = area.widget()
    assert inner is not None
    assert inner.width() <= area.viewport().width()
    assert sheet.width() <= wide


def test_the_keys_of_every_page_are_in_the_list(empty: Window) -> None:
    for wide in (1920, 860):
        empty.resize(wide, 600)
        sheet = KeysSheet.open_over(empty)
        said = {one.text() for one in sheet.findChildren(QLabel)}
        assert {spec.text[:1].upper() + spec.text[1:] for spec in ACTIONS} <= said
        sheet.close()


def test_a_narrow_window_folds_the_sidebar(window: Window) -> None:
    window.resize(1000, 700)
    QApplication.processEvents()
    assert window.sidebar.width() < 60


def test_the_columns_of_accounts_never_need_more_room_than_there_is(window: Window) -> None:
    page = accounts(window)
    for wide in (1280, 1920, 1280):
        window.resize(wide, 800)
        QApplication.processEvents()
        assert page.table.horizontalHeader().length() == page.table.viewport().width()
    window.resize(1920, 1080)
    QApplication.processEvents()
    headers = {page.model.columns[n].header for n in page.table.columns_shown()}
    assert {"Stage", "Segment"} <= headers


def test_a_filter_without_rows_says_so_and_esc_brings_them_back(window: Window) -> None:
    page = accounts(window)
    type_in(page.words.edit, "zzz")
    assert page.nothing.isVisible()
    assert not page.table.isVisible()
    press(page.words.edit, Qt.Key.Key_Escape)
    assert not page.nothing.isVisible()
    assert len(page.model.rows) == 50
    assert QApplication.focusWidget() is page.table


def test_esc_closes_the_inspector_and_space_opens_it_again(window: Window) -> None:
    page = accounts(window)
    page.table.setFocus()
    assert page.inspector.isVisible()
    press(page.table, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()
    press(page.table, Qt.Key.Key_Space)
    assert page.inspector.isVisible()
    press(page.table, Qt.Key.Key_Space)
    assert not page.inspector.isVisible()


def _planned(window: Window, sheet: Path) -> ImportPage:
    sheet.write_text("Customer,ARR,Renewal\nCorvid Analytics,29000,2027-03-31\n")
    window.import_files([sheet])
    page = window.page("import")
    assert isinstance(page, ImportPage)
    settled(lambda: page.plan is not None)
    return page


def test_esc_puts_a_file_away_and_the_toast_brings_it_back_with_its_answers(
    empty: Window, tmp_path: Path
) -> None:
    page = _planned(empty, tmp_path / "customers.csv")
    answered(page)
    answers = dict(page.answers)
    press(page, Qt.Key.Key_Escape)
    assert page.plan is None
    assert page.empty.isVisible()
    assert "nothing was written" in empty.toast.text()
    click(empty.toast._button)
    settled(lambda: page.plan is not None)
    assert page.answers == answers


def test_an_import_ends_with_its_counts_and_undo(empty: Window, tmp_path: Path) -> None:
    page = _planned(empty, tmp_path / "customers.csv")
    answered(page)
    press(page, Qt.Key.Key_Return, CTRL)
    settled(page.result.isVisible)
    assert any("1 row read: 1 new" in one.text() for one in page.result.findChildren(Label))
    assert page.result.undo.isVisible()


def test_a_file_that_cannot_be_read_leaves_the_page_as_it_was(empty: Window, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    empty.import_files([broken])
    page = empty.page("import")
    assert isinstance(page, ImportPage)
    assert not page.empty.isVisible()
    settled(page.empty.isVisible)


def test_a_narrow_import_leaves_out_the_reasons_and_cuts_no_control(empty: Window, tmp_path: Path) -> None:
    page = _planned(empty, tmp_path / "customers.csv")
    empty.resize(860, 700)
    QApplication.processEvents()
    assert empty.width() == 860
    assert page.apply.geometry().right() <= page.width()
    assert not page.top.steps.isVisible()
    assert page.preview.table.horizontalScrollBar().maximum() == 0


def test_a_toast_says_what_was_undone_and_what_was_done_again(window: Window) -> None:
    page, item = week(window), week(window).chosen()
    assert item is not None
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_E)
    settled(lambda: window.toast.text().startswith("Done: ") and bool(window.desk and window.desk.way.back))
    window.undo()
    settled(lambda: window.toast.text().startswith(f"Undone: done, {item.item.candidate.title}"))
    window.redo()
    settled(lambda: window.toast.text().startswith(f"Done again: done, {item.item.candidate.title}"))


def test_a_spreadsheet_dropped_anywhere_is_planned(empty: Window, tmp_path: Path) -> None:
    sheet = tmp_path / "customers.csv"
    sheet.write_text("Customer,ARR,Renewal\nCorvid Analytics,29000,2027-03-31\n")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(sheet))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    at, plain = QPointF(500, 300), Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, files, left, plain)
    QApplication.sendEvent(empty.windowHandle(), entered)
    assert entered.isAccepted()
    QApplication.sendEvent(empty.windowHandle(), QDropEvent(at, copy, files, left, plain))
    settled(lambda: getattr(empty.page("import"), "plan", None) is not None)
