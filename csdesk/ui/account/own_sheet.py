"""The sheet of one field of the person's own: what the account says in it, saved in one step that can be undone."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.custom import CustomKind
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.custom import Custom
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import elided
from csdesk.ui.shell.sheets import Sheet

if TYPE_CHECKING:
    from csdesk.store.book import Book

_HINTS = {
    CustomKind.TEXT: "Empty is not known",
    CustomKind.NUMBER: "A number; empty is not known",
    CustomKind.MONEY: "An amount; empty is not known",
    CustomKind.DAY: "2026-03-31; empty is not known",
    CustomKind.YES_NO: "yes or no; empty is not known",
}


class OwnSheet(Sheet):
    """Asks for the text."""

    def __init__(self, window: QWidget, desk: Desk, account: AccountId, own: Custom) -> None:
        super().__init__(window, own.field.name, 420)
        self._desk, self._account, self._own, self._sent = desk, account, own, False
        self.column.addWidget(elided(own.field.name, "title"))
        self.field = Field(own.value, name=own.field.name, hint=_HINTS[own.field.kind])
        self.column.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = Button("Cancel", keys=("Esc",))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.close)
        self.save = Button("Save", kind=Kind.PRIMARY, keys=("Enter",))
        self.save.setDefault(True)
        self.save.clicked.connect(self.keep)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        self.column.addLayout(row)
        desk.changed.connect(self._saved)
        desk.refused.connect(self._refused)
        self.field.edit.selectAll()
        self.field.setFocus()

    def keep(self) -> None:
        """Save it, or say what is in the way."""
        text, name = self.field.text(), self._own.field.name
        if text.strip() == self._own.value:
            self.close()
            return
        self._sent = True
        self._desk.do(type_custom, self._account, name, text, say=f"Changed: {name}")

    def _saved(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        if self._sent:
            self._sent = False
            self.field.refuse(wording.sentence(error))


def type_custom(book: "Book", account: AccountId, name: str, text: str, *, today: date) -> ChangeSet | None:
    """Type a field of the person's own of the account with this id."""
    from csdesk.services.accounts import find_account
    from csdesk.services.custom import set_custom

    return set_custom(book, find_account(book, account), name, text, today=today)
