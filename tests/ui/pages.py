"""The pages of a window, of their own types."""

from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.settings.page import SettingsPage
from csdesk.ui.shell.keeper import Keeper
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.windows import settled


def week(window: Window) -> WeekPage:
    """The Week page, on which a window opens."""
    page = window.page("week")
    assert isinstance(page, WeekPage)
    return page


def accounts(window: Window) -> AccountsPage:
    """The Accounts page with its rows."""
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.model.rows))
    return page


def settings_of(window: Window) -> SettingsPage:
    """The Settings page with what the book says."""
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    settled(lambda: page.answer is not None)
    return page


def keeper_of(window: Window) -> Keeper:
    """Who looks after the window's book."""
    assert window.desk is not None
    found = window.desk.findChild(Keeper)
    assert found is not None
    return found
