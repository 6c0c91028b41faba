"""The Accounts page of the sample book, shown and read."""

import pytest
from PySide6.QtCore import QObject

from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.window import Window
from tests.ui.windows import settled


class Said(QObject):
    """What the toasts of a window said."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.texts: list[str] = []
        assert window.desk is not None
        window.desk.told.connect(self._hear)

    def _hear(self, text: str, _undo: bool) -> None:
        self.hear(text)

    def hear(self, text: str) -> None:
        """Take note of it."""
        self.texts.append(text)


@pytest.fixture
def page(window: Window) -> AccountsPage:
    window.go("accounts")
    made = window.page("accounts")
    assert isinstance(made, AccountsPage)
    settled(lambda: bool(made.model.rows))
    made.table.setFocus()
    return made
