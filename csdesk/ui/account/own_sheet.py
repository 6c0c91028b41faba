"""The sheet of one field of the person's own: what the account says in it, saved in one step that can be undone."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.custom import CustomKind
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.book.custom import Custom
from csdesk.ui.desk import Desk
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import elided
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

if TYPE_CHECKING:
    from csdesk.store.book import Book

_HINTS = {
    CustomKind.TEXT: "Empty is not known",
    CustomKind.NUMBER: "A number; empty is not known",
    CustomKind.MONEY: "An amount; empty is not known",
    CustomKind.DAY: "31 Mar 2026; empty is not known",
    CustomKind.YES_NO: "yes or no; empty is not known",
}


class OwnSheet(SavingSheet):
    """Asks for the text."""

    def __init__(self, window: QWidget, desk: Desk, account: AccountId, own: Custom) -> None:
        super().__init__(window, desk, own.field.name, 420)
        self._account, self._own = account, own
        self.column.addWidget(elided(own.field.name, "title"))
        self.field = Field(own.value, name=own.field.name, hint=_HINTS[own.field.kind])
        self.column.addWidget(self.field)
        self.finish("Save", self.keep)
        self.field.edit.selectAll()
        self.field.setFocus()

    def keep(self) -> None:
        """Save it, or say what is in the way."""
        text, name = self.field.text(), self._own.field.name
        if text.strip() == self._own.value:
            self.close()
            return
        self.send(type_custom, self._account, name, text, say=f"Changed: {name}")

    def show_refusal(self, error: CsdeskError) -> None:
        """Say why beside the field."""
        self.field.refuse(wording.sentence(error))


def type_custom(book: "Book", account: AccountId, name: str, text: str, *, today: date) -> ChangeSet | None:
    """Type a field of the person's own of the account with this id."""
    from csdesk.services.book.custom_typed import set_custom
    from csdesk.services.book.which_account import find_account

    return set_custom(book, find_account(book, account), name, text, today=today)
