"""By keyboard: every control can be reached, says its name, and Esc goes back one step."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from csdesk.ui.accounts.account_form import AccountForm
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.shell.screens import PAGES
from csdesk.ui.shell.sheets.keys_sheet import KeysSheet
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.windows import settled

_MANY = 60


def tabbed(start: QWidget) -> list[str]:
    """The names of what Tab reaches from a control on, until it comes round."""
    start.window().activateWindow()
    QApplication.processEvents()
    start.setFocus()
    names: list[str] = []
    for _ in range(_MANY):
        here = QApplication.focusWidget()
        if here is None or (names and here is start):
            break
        names.append(here.accessibleName())
        press(here, Qt.Key.Key_Tab)
    return names


def nameless(top: QWidget) -> list[str]:
    """The controls that take the keyboard and would be read aloud as nothing."""
    controls = (w for w in top.findChildren(QWidget) if w.isVisible())
    return [repr(w) for w in controls if w.focusPolicy() != Qt.FocusPolicy.NoFocus and not w.accessibleName()]


@pytest.mark.parametrize("page", list(PAGES))
def test_every_control_of_a_page_has_a_name(window: Window, page: str) -> None:
    window.go(page)
    QApplication.processEvents()
    assert nameless(window) == []


@pytest.mark.parametrize(
    "made", [lambda w: TouchForm(w, w.desk, None), lambda w: AccountForm(w, w.desk), KeysSheet]
)
def test_a_sheet_stands_in_the_middle_has_names_and_goes_with_esc(
    window: Window, made: Callable[[Window], QDialog]
) -> None:
    sheet = made(window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    sheet.open()
    QApplication.processEvents()
    away = sheet.frameGeometry().center() - window.frameGeometry().center()
    assert away.manhattanLength() < 12
    assert nameless(sheet) == []
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet.deleteLater()


def test_tab_reaches_all_of_accounts_and_comes_round(window: Window) -> None:
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.account()))
    names = tabbed(page.table)
    reached = {"Accounts", "View: Renewing next", "Columns", "Export", "Account", "Filter", "Status Customer"}
    assert reached | {"Sort", "Close", "Open", "Log touch", "New touch"} <= set(names)


def test_a_row_of_accounts_is_chosen_though_the_keyboard_was_in_the_why_of_the_week(window: Window) -> None:
    week = window.page("week")
    assert week is not None
    assert week.explain()
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.account()))
    assert [row.id for row in page.table.chosen_rows()] == [page.account()]
    assert page.inspector.isVisible()


def test_tab_reaches_the_weeks_before_and_after(window: Window) -> None:
    page = window.page("week")
    assert page is not None
    names = tabbed(window.topbar.new_touch)
    assert names[1:3] == ["Week before", "Week after"]


def test_tab_stops_in_the_sidebar_at_the_screen_that_is_shown(window: Window) -> None:
    window.go("health")
    page = window.page("health")
    assert page is not None
    names = tabbed(window.topbar.new_touch)
    assert "Health" in names
    assert "Week" not in names


def test_tab_leaves_a_day_at_once(window: Window) -> None:
    form = TouchForm(window, window.desk, None) if window.desk else None
    assert form is not None
    form.open()
    names = tabbed(form.direction)
    assert names[:3] == ["Direction", "Day", "Minutes"]
    form.close()


def test_words_typed_into_a_touch_are_had_back_after_esc(window: Window) -> None:
    press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    form = window.findChildren(TouchForm)[0]
    settled(lambda: bool(form.who.text()))
    who = form.who.text()
    type_in(form.text, "Agreed the next bar")
    press(form.text, Qt.Key.Key_Escape)
    assert "not logged" in window.toast.text()
    click(window.toast._button)
    again = window.findChildren(TouchForm)[-1]
    assert (again.who.text(), again.text.toPlainText()) == (who, "Agreed the next bar")
    again.text.clear()
    again.close()
