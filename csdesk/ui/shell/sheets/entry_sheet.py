"""An entry sheet adds something to an account: whose it is, its fields, and several in a row."""

from typing import Any, ClassVar, cast

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key
from csdesk.services.book.which_account import named_accounts
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field, complete_with
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet

Typed = tuple[str, ...]
"""The words of a sheet, the account's name first."""


class EntrySheet(Sheet):
    """The shape of the touch form and the task form. Subclasses make their fields, then call `compose`.

    `put_away(sentence, bring_back)`: it was closed with words in it, which `bring_back()` shows again.
    """

    put_away = Signal(str, object)
    TITLE: ClassVar[str] = ""
    AGAIN: ClassVar[str] = ""
    LOST: ClassVar[str] = ""
    """The sheet's title and main button; the button that goes on; what is said when it is put away."""

    def __init__(self, window: QWidget, desk: Desk, account: AccountId | None, title: str = "") -> None:
        super().__init__(window, title or self.TITLE, 520)
        self._desk, self._account = desk, account
        self._about: object = account
        """What it was opened on."""
        self._by_name: dict[str, AccountId] = {}
        self._again = self._sent = False
        self.who = Field(name="Account", hint="Name of the account")
        self.column.addWidget(label(title or self.TITLE, "title"))

    def compose(self, form: Form) -> None:
        """Set the form between title and buttons, and begin."""
        self._form = form
        self.column.addWidget(form)
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        self.column.addLayout(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        self._desk.changed.connect(self._changed)
        self._desk.refused.connect(self._refused)
        self._desk.read(named_accounts, self._offer)

    @classmethod
    def open_over(cls, window: QWidget, desk: Desk, account: object) -> Any:
        """Show the sheet over a window, for an account if one is given."""
        return cls(window, desk, cast("AccountId | None", account)).show_over(window)

    def show_over(self, window: QWidget) -> Any:
        """Show it; what it is closed with can be had back from the window's toast."""
        offer = getattr(window, "offer", None)
        if offer is not None:
            self.put_away.connect(offer)
        self.open()
        return self

    def _buttons(self) -> QHBoxLayout:
        row = in_row(gap=8)
        self.more = Button(self.AGAIN)
        self.cancel = Button("Cancel", keys=("Esc",))
        self.save = Button(self.TITLE, kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.more.clicked.connect(self.keep_and_go_on)
        self.cancel.clicked.connect(self.close)
        self.save.clicked.connect(self.keep)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def reject(self) -> None:
        """Close; words that were typed can be had back."""
        if any(text.strip() for text in self.typed()[1:]):
            host, desk, typed, again, about = self._host, self._desk, self.typed(), type(self), self._about

            def bring_back() -> None:
                again.open_over(host, desk, about).show_typed(typed)

            self.put_away.emit(self.LOST, bring_back)
        super().reject()

    def _offer(self, named: list[tuple[AccountId, str]]) -> None:
        self._by_name = {name_key(name): id_ for id_, name in named}
        complete_with(self.who.edit, QStringListModel([name for _, name in named], self))
        known = next((name for id_, name in named if id_ == self._account), "")
        if known and not self.who.text():
            self.who.set_text(known)
            self.first_words().setFocus()

    def account(self) -> AccountId | None:
        """The account that its name means."""
        return self._by_name.get(name_key(self.who.text()))

    def keep(self) -> None:
        """Keep it, and close."""
        self._again = False
        self._send()

    def keep_and_go_on(self) -> None:
        """Keep it, and stay for the next one."""
        self._again = True
        self._send()

    def _send(self) -> None:
        self._refusal.hide()
        self._form.accept()
        account = self.account()
        if account is None:
            self.refuse(self.who, "No account has this name. Choose one from the list.")
            return
        self._sent = True
        self.send(account)

    def _changed(self, changes: ChangeSet) -> None:
        """What was sent is in the book."""
        if not self._sent or not self.is_mine(changes):
            return
        self._sent = False
        self.clear()
        if self._again:
            self.who.setFocus()
        else:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        """Say why, beside the field that it is about where it is about one, and keep what was typed."""
        self._sent = False
        said, field = f"{wording.sentence(error)} {wording.next_step(error)}", self.field_of(error)
        if field is not None:
            self.refuse(field, said)
            return
        self._refusal.setText(said)
        self._refusal.show()
        self.fit()

    def refuse(self, field: QWidget, sentence: str) -> None:
        """Mark a field and say why below it; the sheet grows with the sentence."""
        self._form.refuse(field, sentence)
        self.fit()

    def send(self, account: AccountId) -> None:
        """Let the desk do it."""
        raise NotImplementedError

    def is_mine(self, changes: ChangeSet) -> bool:
        """Whether a change is the one that was sent."""
        raise NotImplementedError

    def clear(self) -> None:
        """Empty what belongs to one entry."""
        raise NotImplementedError

    def typed(self) -> Typed:
        """The words that stand in it, the account's name first."""
        raise NotImplementedError

    def show_typed(self, typed: Typed) -> None:
        """Show words that were typed before."""
        raise NotImplementedError

    def first_words(self) -> QWidget:
        """Where a person begins when the account is known."""
        raise NotImplementedError

    def field_of(self, error: CsdeskError) -> QWidget | None:
        """The field that a refusal is about; None where it is about no one of them."""
        del error
        return None


def side_by_side(*widgets: QWidget) -> QWidget:
    """Fields that share a row of a form."""
    box = QWidget()
    row = in_row(on=box, gap=8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return box
