"""Every key that is listed does something on the page that it is listed for, once."""

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from csdesk.ui.actions.catalogue import ACTIONS, ActionSpec, Scope
from csdesk.ui.page import Page
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened

PAGES = {Scope.WEEK: "week", Scope.ACCOUNTS: "accounts", Scope.RENEWALS: "renewals", Scope.NUMBERS: "numbers",
         Scope.HEALTH: "health",         Scope.IMPORT: "import"}  # fmt: skip
_BY_THE_LIST = {
    "week.why", "accounts.open", "accounts.look", "accounts.sort", "accounts.copy", "accounts.headers",
    "accounts.paste", "accounts.back", "accounts.cell", "accounts.empty",
    "renewals.look", "renewals.open", "import.cancel",
    "import.answer", "import.propose", "import.look",
}  # fmt: skip
"""What the window's own `?` or the list itself answers to; their tests press them."""


def of(scope: Scope) -> list[ActionSpec]:
    return [a for a in ACTIONS if a.scope is scope]


def bound(window: Window, page: Page) -> Counter[str]:
    """How many shortcuts there are for each key while this page is shown."""
    owned = [*window.children(), *page.children()]
    every = [shortcut.keys() for shortcut in owned if isinstance(shortcut, QShortcut)]
    screens = [entry.shortcut() for entry in window.sidebar.findChildren(QAbstractButton)]
    return Counter(key.toString() for key in [*chain(*every), *screens])


def page_of(window: Window, scope: Scope) -> Page:
    if scope is Scope.ACCOUNT:
        return opened(window)
    window.go(PAGES[scope])
    page = window.page(PAGES[scope])
    assert page is not None
    return page


@pytest.mark.parametrize("scope", [*PAGES, Scope.ACCOUNT])
def test_every_key_of_a_page_is_bound_once(window: Window, scope: Scope) -> None:
    page = page_of(window, scope)
    found = bound(window, page)
    for spec in of(scope):
        if spec.id not in _BY_THE_LIST:
            assert spec.id in page.works
            away = spec.key == "Esc"  # back from another day has it too, and only then
            assert found[QKeySequence(spec.key).toString()] == 1 + away


def test_every_key_of_the_program_is_bound_once(window: Window) -> None:
    page = window.page("week")
    assert page is not None
    found = bound(window, page)
    assert {s.key: found[QKeySequence(s.key).toString()] for s in of(Scope.PROGRAM)} == {
        s.key: 1 for s in of(Scope.PROGRAM)
    }
