"""The Accounts page of the sample book, shown and read."""

import pytest

from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.window import Window
from tests.ui.windows import settled


@pytest.fixture
def page(window: Window) -> AccountsPage:
    window.go("accounts")
    made = window.page("accounts")
    assert isinstance(made, AccountsPage)
    settled(lambda: bool(made.model.rows))
    made.table.setFocus()
    return made
