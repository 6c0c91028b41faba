"""Every control of every page and sheet says what it is: by its accessible name, else by the text on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from csdesk.ui.account.page import ADDS, TABS
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.renewals.cards import cards_of
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened
from tests.ui.pages import week
from tests.ui.windows import all_done, settled, shown

_CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
             QTabBar, QTextEdit)  # fmt: skip
_QTS_OWN = ("qt_", "ScrollLeft", "ScrollRight")
"""Parts that Qt makes inside a control, named by their control."""


def unnamed(top: QWidget) -> list[str]:
    """The controls below, shown or not, that would be read aloud as nothing."""
    return [f"{type(w).__name__} in {_path(w)}" for w in top.findChildren(QWidget) if _says_nothing(w)]


def _says_nothing(widget: QWidget) -> bool:
    reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    if not (isinstance(widget, _CONTROLS) or reached) or _is_qts_own(widget):
        return False
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (widget.accessibleName().strip() or text.strip())


def _is_qts_own(widget: QWidget) -> bool:
    if widget.objectName().startswith(_QTS_OWN):
        return True
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QCalendarWidget, QAbstractSpinBox, QComboBox)):
            return True
        above = above.parentWidget()
    return False


def _path(widget: QWidget) -> str:
    names, above = [], widget.parentWidget()
    while above is not None:
        names.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names[:4])


def accounts(window: Window) -> AccountsPage:
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.account()))
    return page


def renewals(window: Window) -> RenewalsPage:
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.chosen() is not None)
    assert page.found is not None
    page.board.choose(cards_of(page.found.board.renewals, page.desk.today)[0])
    return page


@pytest.mark.parametrize("id_", ["week", "accounts", "renewals", "import", "settings", "keeping"])
def test_every_control_of_a_page_says_what_it_is(window: Window, id_: str) -> None:
    window.go(id_)
    assert window.desk is not None
    all_done(window.desk)
    QApplication.processEvents()
    assert unnamed(window) == []


@pytest.mark.parametrize("tab", TABS)
def test_every_control_of_every_tab_of_an_account_says_what_it_is(window: Window, tab: str) -> None:
    page = opened(window)
    page.show_part(tab)
    assert window.desk is not None
    all_done(window.desk)
    QApplication.processEvents()
    assert unnamed(page) == []


SHEETS: dict[str, Callable[[Window], object]] = {
    "touch": lambda w: w.new_touch(),
    "task": lambda w: w.search.works["task.new"](),
    "keys": lambda w: w.show_keys(),
    "day": lambda w: w.as_of.choose(),
    "search": lambda w: w.search.open(">"),
    "week's ways out": lambda w: week(w).ways.open_menu(),
    "columns": lambda w: accounts(w).columns.choose(),
    "filter": lambda w: accounts(w).narrow(),
    "views": lambda w: accounts(w).views.open_menu(),
    "one field of several": lambda w: accounts(w).deeds.edit(),
    "new account": lambda w: accounts(w).deeds.add_account(),
    "view's name": lambda w: accounts(w).views.saving.emit(),
    "renew": lambda w: renewals(w).renew(),
    "terms": lambda w: renewals(w).complete(),
    "categories": lambda w: renewals(w).offer_categories(),
    "reason": lambda w: renewals(w)._with_reason(),
    "brief": lambda w: opened(w).work.show_brief(),
    "edit": lambda w: opened(w).work.edit_account(),
    "merge": lambda w: opened(w).work.merge_account(),
}  # fmt: skip


@pytest.mark.parametrize("noun", [noun for group in ADDS for noun in group])
def test_every_field_of_a_new_row_says_what_it_is(window: Window, noun: str) -> None:
    before = set(_open())
    opened(window).work.add(noun)
    settled(lambda: bool(set(_open()) - before))
    assert [found for top in set(_open()) - before for found in unnamed(top)] == []


@pytest.mark.parametrize("sheet", list(SHEETS))
def test_every_control_of_a_sheet_says_what_it_is(window: Window, sheet: str) -> None:
    before = set(_open())
    SHEETS[sheet](window)
    settled(lambda: sheet == "search" or bool(set(_open()) - before))
    tops = list(set(_open()) - before) or [window]
    assert [found for top in tops for found in unnamed(top)] == []


def _open() -> Iterator[QWidget]:
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    return (w for w in program.topLevelWidgets() if w.isVisible() and not isinstance(w, Window))


def test_every_control_of_the_first_start_says_what_it_is(tmp_path: Path) -> None:
    made = shown(None)
    assert unnamed(made) == []
    made.go("settings")
    assert [found for top in _open() for found in unnamed(top)] == []
