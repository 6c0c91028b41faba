"""The Account page as tests stand before it: a sample book with a bare and a hostile account, and how to open one."""

from PySide6.QtWidgets import QApplication

from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task
from csdesk.services.book.which_account import find_account
from csdesk.ui.account.edit_sheet import EditSheet
from csdesk.ui.account.page import TABS, AccountPage
from csdesk.ui.account.tabs import Tabs
from csdesk.ui.window import Window
from tests.ui.hands import click
from tests.ui.windows import answer_of, settled

BARE = AccountId("bare")
HOSTILE = AccountId("hostile")
NAME = "<b>W & Co</b> " + "W" * 290


def opened(window: Window, name: str = "Financiality") -> AccountPage:
    assert window.desk is not None
    account = answer_of(window.desk, lambda book: find_account(book, name))
    window.open_account(account.id)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None and page.portrait.account.id == account.id)
    settled(lambda: not page._fresh)
    return page


def tabs(page: AccountPage, name: str) -> Tabs:
    click(page.bar, page.bar.tabRect(TABS.index(name) + 1).center())
    assert page.tabs is not None
    return page.tabs


def task(window: Window, title: str) -> Task:
    assert window.desk is not None
    return next(t for t in answer_of(window.desk, lambda book: book.all(Task)) if t.title == title)


def sheet(window: Window, kind: type) -> object:
    settled(lambda: any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()))
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def edit_sheet(window: Window) -> EditSheet:
    found = sheet(window, EditSheet)
    assert isinstance(found, EditSheet)
    return found
