"""The touch form: with whom, how, when, what came of it, and the next step."""

from datetime import timedelta
from typing import cast

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSpinBox, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key
from csdesk.domain.touches import DEFAULT_MINUTES, MINUTES, Direction, TouchKind
from csdesk.services.accounts import named_accounts
from csdesk.services.touches import TouchDraft, log_touch
from csdesk.ui.desk import Desk
from csdesk.ui.formats import to_qdate
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field, complete_with, mark_refused
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import height, px


class TouchForm(Sheet):
    """Logs one touch, or several in a row.

    `put_away(sentence, bring_back)`: it was closed with words in it, which `bring_back()` shows again.
    """

    put_away = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, account: AccountId | None) -> None:
        super().__init__(window, "Log touch", 520)
        self._desk, self._account = desk, account
        self._by_name: dict[str, AccountId] = {}
        self._again = False
        self.column.addWidget(label("Log touch", "title"))
        self._make_fields()
        self.column.addWidget(self._laid_out())
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        self.column.addLayout(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.log)
        desk.changed.connect(self._logged)
        desk.refused.connect(self._refused)
        desk.read(named_accounts, self._offer)

    @classmethod
    def open_over(cls, window: QWidget, desk: Desk, account: object) -> "TouchForm":
        """Show the form over a window, for an account if one is given."""
        form = cls(window, desk, cast("AccountId | None", account))
        offer = getattr(window, "offer", None)
        if offer is not None:
            form.put_away.connect(offer)
        form.open()
        return form

    def reject(self) -> None:
        """Close; words that were typed can be had back."""
        if self.text.toPlainText().strip() or self.next_step.text().strip():
            host, desk, typed = self._host, self._desk, self._typed()

            def bring_back() -> None:
                again = TouchForm.open_over(host, desk, None)
                again.show_typed(typed)

            self.put_away.emit("The touch was not logged.", bring_back)
        super().reject()

    def _typed(self) -> tuple[str, str, str, str]:
        return self.who.text(), self.text.toPlainText(), self.people.text(), self.next_step.text()

    def show_typed(self, typed: tuple[str, str, str, str]) -> None:
        """Show words that were typed before."""
        who, text, people, next_step = typed
        self.who.set_text(who)
        self.text.setPlainText(text)
        self.people.set_text(people)
        self.next_step.set_text(next_step)
        self.text.setFocus()

    def _make_fields(self) -> None:
        today = self._desk.today
        self.who = Field(name="Account", hint="Name of the account")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("What came of it")
        self.text.setPlaceholderText("What came of it")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(84))
        self.kind = Choice([(k, wording.choice(k)) for k in TouchKind])
        self.kind.chosen.connect(self._kind_chosen)
        self.direction = Choice([(d, wording.choice(d)) for d in Direction])
        self.day = DayField(today, name="Day")
        self.day.setMaximumDate(to_qdate(today))
        self.minutes = QSpinBox()
        self.minutes.lineEdit().setAccessibleName("Minutes")
        self.minutes.setRange(0, 1440)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" min")
        self.minutes.lineEdit().setTextMargins(px(6), 0, px(6), 0)
        self.minutes.setFixedHeight(height("control"))
        self.minutes.setValue(MINUTES[TouchKind.CALL])
        self.people = Field(name="With", hint="Names, with commas between")
        self.next_step = Field(name="Next step", hint="What to do next, if anything")
        self.next_on = DayField(today + timedelta(days=7), name="Day of the next step")
        self.next_on.setEnabled(False)
        self.next_step.edit.textChanged.connect(self._next_step_typed)

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Account", self.who)
        form.row("What came of it", self.text)
        form.row("Kind", _side_by_side(self.kind, self.direction))
        form.row("Day", _side_by_side(self.day, self.minutes))
        form.row("With", self.people)
        form.row("Next step", self.next_step)
        form.row("By", self.next_on)
        self.kind.setAccessibleName("Kind")
        self.direction.setAccessibleName("Direction")
        self.minutes.setAccessibleName("Minutes")
        return form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.more = Button("Log, and another")
        self.cancel = Button("Cancel", keys=("Esc",))
        self.save = Button("Log touch", kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.more.clicked.connect(self.log_and_go_on)
        self.cancel.clicked.connect(self.close)
        self.save.clicked.connect(self.log)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def _next_step_typed(self, text: str) -> None:
        self.next_on.setEnabled(bool(text.strip()))

    def _offer(self, named: list[tuple[AccountId, str]]) -> None:
        self._by_name = {name_key(name): id_ for id_, name in named}
        complete_with(self.who.edit, QStringListModel([name for _, name in named], self))
        known = next((name for id_, name in named if id_ == self._account), "")
        if known and not self.who.text():
            self.who.set_text(known)
            self.text.setFocus()

    def _kind_chosen(self, kind: object) -> None:
        self.minutes.setValue(MINUTES.get(cast(TouchKind, kind), DEFAULT_MINUTES))

    def log_and_go_on(self) -> None:
        """Log, and stay for the next one."""
        self._again = True
        self._send()

    def log(self) -> None:
        """Log, and close."""
        self._again = False
        self._send()

    def _send(self) -> None:
        self._refusal.hide()
        mark_refused(self.text, refused=False)
        account = self._by_name.get(name_key(self.who.text()))
        if account is None:
            self.who.refuse("No account has this name. Choose one from the list.")
            return
        self._desk.do(log_touch, self._draft(account))

    def _draft(self, account: AccountId) -> TouchDraft:
        return TouchDraft(
            account=account,
            summary=self.text.toPlainText(),
            on=self.day.day(),
            kind=self.kind.value,
            direction=self.direction.value,
            people=[p.strip() for p in self.people.text().split(",") if p.strip()],
            minutes=self.minutes.value(),
            next_step=self.next_step.text(),
            next_on=self.next_on.day() if self.next_step.text().strip() else None,
        )

    def _logged(self) -> None:
        self.text.clear()
        self.people.set_text("")
        self.next_step.set_text("")
        if not self._again:
            self.close()
            return
        self.who.setFocus()

    def _refused(self, error: CsdeskError) -> None:
        """Say why, and keep what was typed."""
        self._refusal.setText(f"{wording.sentence(error)} {wording.next_step(error)}")
        self._refusal.show()
        mark_refused(self.text, refused=not self.text.toPlainText().strip())


def _side_by_side(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget, 1)
    return box
