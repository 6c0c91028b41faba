"""The screens that there are; a page is imported when it is first shown."""

import importlib

from csdesk.ui.desk import Desk
from csdesk.ui.page import Page

PAGES = {
    "week": ("Week", "week", "csdesk.ui.week.page:WeekPage"),
    "accounts": ("Accounts", "accounts", "csdesk.ui.accounts.page:AccountsPage"),
    "renewals": ("Renewals", "renewals", "csdesk.ui.renewals.page:RenewalsPage"),
    "health": ("Health", "health", "csdesk.ui.health.page:HealthPage"),
    "numbers": ("Numbers", "numbers", "csdesk.ui.numbers.page:NumbersPage"),
    "import": ("Import", "import", "csdesk.ui.exchange.page:ImportPage"),
    "settings": ("Settings", "settings", "csdesk.ui.settings.page:SettingsPage"),
}
"""Each screen's word, icon and page, in the order of the sidebar."""

DETAILS = {
    "account": ("accounts", "csdesk.ui.account.page:AccountPage"),
    "keeping": ("", "csdesk.ui.keeping.page:KeepingPage"),
}
"""Pages of one thing, with the screen that it belongs to; they open from other pages."""


def page_of(id_: str, desk: Desk) -> Page:
    """A new page of that id, on a desk. Raises: KeyError when there is none."""
    place = PAGES[id_][2] if id_ in PAGES else DETAILS[id_][1]
    module, name = place.split(":")
    page: Page = getattr(importlib.import_module(module), name)(desk)
    return page
