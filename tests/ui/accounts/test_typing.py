"""Typing into a cell: F2, Enter in the ring or a double click; Tab and Enter go on; each is one step with one undo."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind
from csdesk.services.book.custom import custom_values
from csdesk.store.book import Book
from csdesk.ui.accounts import typist
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.accounts.typed_cells import why_not
from csdesk.ui.kit.cell_editor import CellEditor
from csdesk.ui.kit.days import DayField
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.windows import all_done, answer_of, settled

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
COLUMNS = ["account", "segment", "arr", "stage", "employees", "signed_on", "budget", "kick_off", "region"]
OWN = (
    CustomField(id="own-1", of_noun="account", name="Budget", kind=CustomKind.MONEY, currency="EUR"),
    CustomField(id="own-2", of_noun="account", name="Kick-off", kind=CustomKind.DAY),
    CustomField(id="own-3", of_noun="account", name="Trained", kind=CustomKind.YES_NO),
)


def own_fields(book: Book, *, today: date) -> Any:
    with book.change(Verb.ADD, label="fields", today=today) as change:
        book.put_all(list(OWN))
    return change.done


@pytest.fixture
def sheet(page: AccountsPage) -> AccountsPage:
    """The page with the columns that are typed into."""
    page.desk.do(own_fields)
    settled(lambda: "budget" in page.facts)
    page.columns.show([*COLUMNS, "trained"])
    page.show_everything()
    return page


def at(page: AccountsPage, row: int, key: str) -> QPoint:
    return page.table.visualRect(page.model.index(row, page.model.column_number(key))).center()


def stand(page: AccountsPage, row: int, key: str) -> None:
    click(page.table.viewport(), at(page, row, key))
    page.table.setFocus()


def editor(page: AccountsPage) -> CellEditor:
    assert page.typist.editor is not None
    return page.typist.editor


def line(page: AccountsPage) -> QLineEdit:
    widget = editor(page).widget
    assert isinstance(widget, QLineEdit)
    return widget


def typed(page: AccountsPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over what stands in the cell, and end with a key."""
    line(page).selectAll()
    type_in(line(page), text)
    press(line(page), key)


def of(page: AccountsPage, name: str) -> Account:
    def asked(book: Book) -> Account:
        return next(a for a in book.all(Account) if a.account == name)

    return answer_of(page.desk, asked)


def own(page: AccountsPage, field: str) -> dict[str, str]:
    return answer_of(page.desk, lambda book: custom_values(book, "account")[field])


def here(page: AccountsPage) -> tuple[int, str]:
    index = page.table.currentIndex()
    return index.row(), page.model.columns[index.column()].key


def test_f2_types_into_a_cell_and_enter_keeps_it_and_goes_down(sheet: AccountsPage) -> None:
    name = sheet.model.rows[1].account
    stand(sheet, 1, "segment")
    press(sheet.table, Qt.Key.Key_F2)
    assert line(sheet).text() == (sheet.model.rows[1].line.segment or "")
    typed(sheet, "Harbour")
    assert sheet.model.rows[1].line.segment == "Harbour"
    assert here(sheet) == (2, "segment")
    assert sheet.typist.editor is None
    assert sheet.table.hasFocus()
    settled(lambda: of(sheet, name).segment == "Harbour")


def test_each_typing_is_one_step_that_one_undo_takes_back(sheet: AccountsPage) -> None:
    name = sheet.model.rows[0].account
    before = of(sheet, name).region
    stand(sheet, 0, "region")
    press(sheet.table, Qt.Key.Key_F2)
    typed(sheet, "North")
    settled(lambda: of(sheet, name).region == "North")
    settled(lambda: bool(sheet.desk.way.back))
    sheet.desk.undo()
    settled(lambda: of(sheet, name).region == before)


def test_enter_opens_the_account_after_a_click_and_types_where_the_ring_stands(sheet: AccountsPage) -> None:
    opened: list[object] = []
    sheet.opening.connect(opened.append)
    stand(sheet, 0, "segment")
    press(sheet.table, Qt.Key.Key_Down)
    press(sheet.table, Qt.Key.Key_Return)
    assert editor(sheet).index.row() == 1
    press(line(sheet), Qt.Key.Key_Escape)
    assert opened == []
    stand(sheet, 0, "segment")
    press(sheet.table, Qt.Key.Key_Return)
    assert opened == [sheet.model.rows[0].id]


def test_enter_on_the_name_opens_the_account(sheet: AccountsPage) -> None:
    opened: list[object] = []
    sheet.opening.connect(opened.append)
    sheet.table.stand(1, sheet.model.column_number("account"))
    press(sheet.table, Qt.Key.Key_Return)
    assert opened == [sheet.model.rows[1].id]


def test_a_double_click_types_into_a_cell_but_opens_by_the_name_and_by_what_is_counted(
    sheet: AccountsPage,
) -> None:
    opened: list[object] = []
    sheet.opening.connect(opened.append)
    view = sheet.table.viewport()

    def twice(key: str) -> None:
        click(view, at(sheet, 0, key))
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at(sheet, 0, key))

    for key in ("account", "arr"):
        twice(key)
    assert len(opened) == 2
    twice("region")
    assert editor(sheet).index.column() == sheet.model.column_number("region")
    assert len(opened) == 2


def test_escape_gives_it_up_and_nothing_is_written(sheet: AccountsPage) -> None:
    row, made = sheet.model.rows[0], sheet.desk.made
    stand(sheet, 0, "region")
    press(sheet.table, Qt.Key.Key_F2)
    type_in(line(sheet), "Nowhere")
    press(line(sheet), Qt.Key.Key_Escape)
    assert sheet.typist.editor is None
    assert sheet.model.rows[0] == row
    all_done(sheet.desk)
    assert sheet.desk.made == made
    assert here(sheet) == (0, "region")


def test_tab_goes_through_what_can_be_typed_and_enter_back_to_where_it_began(sheet: AccountsPage) -> None:
    stand(sheet, 0, "segment")
    press(sheet.table, Qt.Key.Key_F2)
    typed(sheet, "One", Qt.Key.Key_Tab)
    assert here(sheet) == (0, "stage")  # ARR is counted
    typed(sheet, "loy", Qt.Key.Key_Tab)
    assert here(sheet) == (0, "employees")
    QTest.keyClick(line(sheet), Qt.Key.Key_Backtab, SHIFT)
    assert here(sheet) == (0, "stage")
    assert line(sheet).text() == "Loyalty"
    press(line(sheet), Qt.Key.Key_Tab)
    typed(sheet, "120")
    assert here(sheet) == (1, "segment")
    name = sheet.model.rows[0].account
    settled(lambda: of(sheet, name).employees == 120)
    assert of(sheet, name).segment == "One"
    assert of(sheet, name).stage is Stage.LOYALTY


def test_a_choice_offers_its_values_and_a_click_takes_one(sheet: AccountsPage) -> None:
    name = sheet.model.rows[0].account
    stand(sheet, 0, "stage")
    press(sheet.table, Qt.Key.Key_F2)
    popup = line(sheet).completer().popup()
    assert popup is not None
    settled(popup.isVisible)
    offered = [str(popup.model().index(n, 0).data()) for n in range(popup.model().rowCount())]
    assert offered[0] == "Awareness"
    assert "Expansion" in offered
    click(popup.viewport(), popup.visualRect(popup.model().index(5, 0)).center())
    assert sheet.typist.editor is None
    settled(lambda: of(sheet, name).stage is Stage.EXPANSION)


def test_arrows_choose_a_value_and_enter_takes_it(sheet: AccountsPage) -> None:
    name = sheet.model.rows[0].account
    stand(sheet, 0, "trained")
    press(sheet.table, Qt.Key.Key_F2)
    popup = line(sheet).completer().popup()
    assert popup is not None
    settled(popup.isVisible)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    settled(lambda: own(sheet, "Trained") == {of(sheet, name).id: "yes"})


def test_a_day_is_chosen_in_the_field_for_days(sheet: AccountsPage) -> None:
    name = sheet.model.rows[0].account
    for key in ("signed_on", "kick_off"):
        stand(sheet, 0, key)
        press(sheet.table, Qt.Key.Key_F2)
        widget = editor(sheet).widget
        assert isinstance(widget, DayField)
        widget.setDate(widget.date().addDays(-3))
        day = widget.day()
        press(widget, Qt.Key.Key_Return)
        assert sheet.typist.editor is None
        wanted = day
        if key == "signed_on":
            settled(lambda wanted=wanted: of(sheet, name).signed_on == wanted)  # type: ignore[misc]
        else:
            settled(lambda: bool(own(sheet, "Kick-off")))
            assert own(sheet, "Kick-off") == {of(sheet, name).id: day.isoformat()}


def test_an_empty_day_stays_empty_when_it_was_only_looked_at(sheet: AccountsPage) -> None:
    stand(sheet, 0, "kick_off")
    press(sheet.table, Qt.Key.Key_F2)
    click(sheet.table.viewport(), at(sheet, 3, "account"))
    sheet.table.setFocus()
    settled(lambda: sheet.typist.editor is None)
    all_done(sheet.desk)
    assert own(sheet, "Kick-off") == {}


def test_an_amount_is_typed_as_it_is_written_here(sheet: AccountsPage) -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German))
        stand(sheet, 0, "budget")
        press(sheet.table, Qt.Key.Key_F2)
        typed(sheet, "1.234,50")
        settled(lambda: list(own(sheet, "Budget").values()) == ["1234.50"])
        stand(sheet, 0, "budget")
        press(sheet.table, Qt.Key.Key_F2)
        assert line(sheet).text() == "1234,5"
        press(line(sheet), Qt.Key.Key_Escape)
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("stage", "happy", "Stage: “happy” is not one of"),
        ("employees", "many", "Employees: “many” is not a whole number"),
        ("budget", "a lot", "Budget: “a lot” is not an amount"),
        ("account", " ", "Account is needed"),
    ],
)
def test_what_a_cell_cannot_hold_is_said_beside_it_and_stays_to_be_corrected(
    sheet: AccountsPage, key: str, text: str, said: str
) -> None:
    stand(sheet, 0, key)
    press(sheet.table, Qt.Key.Key_F2)
    made = sheet.desk.made
    typed(sheet, text)
    note = editor(sheet).note
    assert note is not None
    assert note.text().startswith(said)
    assert note.isVisible()
    assert line(sheet).hasFocus()
    assert line(sheet).text() == text
    assert not sheet.grab().isNull()
    type_in(line(sheet), "1")
    assert editor(sheet).note is None
    press(line(sheet), Qt.Key.Key_Escape)
    all_done(sheet.desk)
    assert sheet.desk.made == made


def test_what_only_the_book_can_refuse_comes_back_with_the_reason(sheet: AccountsPage) -> None:
    first, second = sheet.model.rows[0].account, sheet.model.rows[1].account
    stand(sheet, 0, "account")
    press(sheet.table, Qt.Key.Key_F2)
    typed(sheet, re.sub(r"[^ -~]", "", second))
    settled(lambda: sheet.typist.editor is not None and sheet.typist.editor.note is not None)
    note = editor(sheet).note
    assert note is not None
    assert "Another account is called" in note.text()
    assert line(sheet).text() == second
    assert first in {r.account for r in sheet.model.rows}
    press(line(sheet), Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", ["arr", "health", "renewal_on", "silent_for"])
def test_what_is_counted_says_why_nothing_is_typed_there(sheet: AccountsPage, key: str) -> None:
    sheet.columns.show(["account", "arr", "health", "renewal_on", "silent_for"])
    for way in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        stand(sheet, 0, key)
        press(sheet.table, way)
        assert sheet.typist.editor is None
        assert sheet.typist.note.isVisible()
        assert sheet.typist.note.text() == why_not(sheet.facts.of(key))
        press(sheet.table, Qt.Key.Key_F2)


def test_every_column_is_typed_or_says_why_not(sheet: AccountsPage) -> None:
    for column in sheet.model.columns:
        fact = sheet.facts.of(column.key)
        assert fact.editable != bool(why_not(fact))
        assert len(why_not(fact)) < 80


def test_from_another_day_nothing_is_typed_and_it_says_so(sheet: AccountsPage) -> None:
    stand(sheet, 0, "region")
    press(sheet.table, Qt.Key.Key_F2)
    sheet.desk.glance_at(date(2025, 6, 2))
    settled(lambda: sheet.desk.glance is not None)
    assert sheet.typist.editor is None
    settled(lambda: bool(sheet.model.rows))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        stand(sheet, 0, "region")
        press(sheet.table, key)
        assert sheet.typist.editor is None
        assert sheet.typist.note.text() == "As of 2 Jun 2025 nothing can be changed."


def test_one_value_is_pasted_into_a_block_of_cells_in_one_step(sheet: AccountsPage) -> None:
    names = [r.account for r in sheet.model.rows[:3]]
    QGuiApplication.clipboard().setText("North-west\n")
    sheet.columns.show(["account", "region", "segment", "arr"])
    stand(sheet, 0, "region")
    press(sheet.table, Qt.Key.Key_Right, SHIFT)
    press(sheet.table, Qt.Key.Key_Down, SHIFT)
    press(sheet.table, Qt.Key.Key_Down, SHIFT)
    press(sheet.table, Qt.Key.Key_V, CTRL)
    settled(lambda: all((of(sheet, n).region, of(sheet, n).segment) == ("North-west",) * 2 for n in names))
    settled(lambda: bool(sheet.desk.way.back))
    sheet.desk.undo()
    settled(lambda: not any(of(sheet, n).region == "North-west" for n in names))


def test_one_value_is_pasted_into_the_current_column_of_the_chosen_rows(sheet: AccountsPage) -> None:
    QGuiApplication.clipboard().setText("Loyalty")
    stand(sheet, 0, "stage")
    click(sheet.table.viewport(), at(sheet, 2, "stage"), SHIFT)
    press(sheet.table, Qt.Key.Key_V, CTRL)
    names = [r.account for r in sheet.model.rows[:3]]
    settled(lambda: all(of(sheet, n).stage is Stage.LOYALTY for n in names))


def test_a_value_that_does_not_fit_is_pasted_nowhere(sheet: AccountsPage) -> None:
    QGuiApplication.clipboard().setText("sunny")
    made = sheet.desk.made
    stand(sheet, 0, "stage")
    press(sheet.table, Qt.Key.Key_V, CTRL)
    assert sheet.typist.note.text().startswith("Stage: “sunny” is not one of")
    all_done(sheet.desk)
    assert sheet.desk.made == made


def test_delete_empties_the_chosen_cells_and_undo_fills_them_again(sheet: AccountsPage) -> None:
    names = [r.account for r in sheet.model.rows[:2]]
    before = [of(sheet, n).stage for n in names]
    assert any(before)
    stand(sheet, 0, "stage")
    press(sheet.table, Qt.Key.Key_Down, SHIFT)
    press(sheet.table, Qt.Key.Key_Delete)
    settled(lambda: [of(sheet, n).stage for n in names] == [None, None])
    settled(lambda: bool(sheet.desk.way.back))
    sheet.desk.undo()
    settled(lambda: [of(sheet, n).stage for n in names] == before)


def test_a_name_is_never_emptied(sheet: AccountsPage) -> None:
    stand(sheet, 0, "account")
    press(sheet.table, Qt.Key.Key_Delete)
    assert sheet.typist.note.text() == "Account is needed."
    assert sheet.model.rows[0].account


def test_many_accounts_are_changed_as_a_job_that_can_be_stopped(
    sheet: AccountsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typist, "LONG", 10)
    jobs: list[Any] = []
    sheet.desk.working.connect(jobs.append)
    QGuiApplication.clipboard().setText("North")
    stand(sheet, 0, "region")
    sheet.table.selectAll()
    press(sheet.table, Qt.Key.Key_V, CTRL)

    def north() -> int:
        return answer_of(sheet.desk, lambda book: sum(a.region == "North" for a in book.all(Account)))

    count = len(sheet.model.rows)
    settled(lambda: north() == count)
    assert jobs[0].title == f"Changing {count} accounts"


def test_the_editor_stays_on_its_account_while_other_rows_come(sheet: AccountsPage, window: Window) -> None:
    name = sheet.model.rows[3].account
    stand(sheet, 3, "region")
    press(sheet.table, Qt.Key.Key_F2)
    type_in(line(sheet), "Half")
    sheet.table.sort_by(sheet.model.column_number("account"), descending=True)
    place = editor(sheet).index.row()
    assert sheet.model.rows[place].account == name
    assert line(sheet).text() == "Half"
    assert line(sheet).geometry().top() == sheet.table.rowViewportPosition(place)
    press(line(sheet), Qt.Key.Key_Return)
    settled(lambda: of(sheet, name).region == "Half")
    assert not window.grab().isNull()


def test_scrolling_takes_the_editor_with_its_cell(sheet: AccountsPage) -> None:
    stand(sheet, 5, "region")
    press(sheet.table, Qt.Key.Key_F2)
    sheet.table.verticalScrollBar().setValue(3)
    assert line(sheet).geometry().top() == sheet.table.rowViewportPosition(5)
    press(line(sheet), Qt.Key.Key_Escape)


WAYS: dict[str, Callable[[AccountsPage], None]] = {
    "without a change": lambda page: press(line(page), Qt.Key.Key_Return),
    "by a click elsewhere": lambda page: click(page.table.viewport(), at(page, 4, "account")),
}


@pytest.mark.parametrize("way", list(WAYS))
def test_a_cell_that_was_left_as_it_was_writes_nothing(sheet: AccountsPage, way: str) -> None:
    made = sheet.desk.made
    stand(sheet, 0, "segment")
    press(sheet.table, Qt.Key.Key_F2)
    WAYS[way](sheet)
    sheet.table.setFocus()
    settled(lambda: sheet.typist.editor is None)
    all_done(sheet.desk)
    assert sheet.desk.made == made
