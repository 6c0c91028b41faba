"""The Notes tab: what was written down of the account, the person's judgement, their own fields, what was heard."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.services.accounts.portrait import Portrait
from csdesk.services.book.custom import Custom
from csdesk.ui.account import beyond_tables as tables
from csdesk.ui.account.sections import EDGE, Section
from csdesk.ui.formats import ABSENT, day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.theme import px


class NotesTab(QWidget):
    """What was written down of the account, and the person's own judgement. `editing(key)`: to be changed;
    `typing(Custom)`: a field of their own is to be."""

    editing = Signal(str)
    typing = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        inner = QWidget()
        column = in_column(on=inner, gap=6, edges=(16 - EDGE, 12, 16 - EDGE, 12))
        self.edit = Button("Edit notes", icon="edit", small=True)
        self.edit.clicked.connect(self._edit_notes)
        self.judge = Button("Edit judgement", icon="edit", small=True)
        self.judge.clicked.connect(self._edit_judgement)
        self.notes = paragraph("")
        self.judgement = paragraph("")
        self.others = paragraph("", "small", "text.secondary")
        for words in (self.notes, self.judgement, self.others):
            words.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        for title, button, words in (("Notes", self.edit, self.notes), ("Yours", self.judge, self.judgement)):
            column.addLayout(_head(title, button))
            words.setMaximumWidth(words.fontMetrics().averageCharWidth() * 84)
            column.addWidget(words)
            column.addSpacing(px(12))
        column.addWidget(self.others)
        column.addSpacing(px(12))
        self.own = Section("Your own fields", _own_columns(), empty="", id_of=_own)
        self.own.setMaximumWidth(px(720))
        self.own.opened.connect(self.typing)
        self.own.hide()
        column.addWidget(self.own)
        self._make_heard(today)
        for section in self.heard:
            column.addWidget(section)
            section.hide()
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, "Notes"))

    def _make_heard(self, today: date) -> None:
        self.feedback = Section("Feedback", tables.feedback_columns(today), noun="feedback", adds="Feedback",
                                value_of=attrgetter("row"))  # fmt: skip
        self.advocacy = Section("Advocacy", tables.advocacy_columns(today), noun="advocacy", adds="Advocacy",
                                value_of=attrgetter("row"))  # fmt: skip
        self.heard = [self.feedback, self.advocacy]

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's notes."""
        account = portrait.account
        _say(self.notes, account.notes or "", "No notes yet.")
        judged = ""
        if account.judgement is not None:
            when = f", {day(account.judged_on, today=self._today)}" if account.judged_on else ""
            why = f". {account.judgement_reason}" if account.judgement_reason else ""
            judged = f"{account.judgement} of 5{when}{why}"
        _say(self.judgement, judged, "You have not said yet how it stands, 1 to 5.")
        facts = [
            ("Tags", account.tags),
            ("Industry", account.industry),
            ("Region", account.region),
            ("Domain", account.domain),
            ("Lost", account.lost_reason),
        ]
        self.others.setText("\n".join(f"{name}: {said}" for name, said in facts if said))
        names, beyond = portrait.names(), portrait.beyond
        self.feedback.show_rows([tables.Told(f, names) for f in beyond.feedback])
        self.advocacy.show_rows([tables.Told(a, names) for a in beyond.advocacy])

    def show_own(self, fields: Sequence[Custom]) -> None:
        """Show the fields of the person's own, those that say nothing too; hidden where there are none."""
        self.own.show_rows(fields)
        self.own.setVisible(bool(fields))

    def _edit_notes(self) -> None:
        self.editing.emit("notes")

    def _edit_judgement(self) -> None:
        self.editing.emit("judgement")


def _head(title: str, button: Button) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setContentsMargins(px(EDGE), 0, 0, 0)
    head.addWidget(label(title, "section"))
    head.addSpacing(px(8))
    head.addWidget(button)
    head.addStretch(1)
    return head


def _say(words: Any, text: str, nothing: str) -> None:
    words.setText(text or nothing)
    words.set_ink("text.primary" if text else "text.secondary")


def _own_columns() -> list[Column[Custom]]:
    return [
        Column("name", "Field", lambda c: c.field.name, width=220, cell=Cell.NAME),
        Column("text", "Value", lambda c: c.text or ABSENT, width=320, grow=True),
    ]


def _own(row: Custom) -> str:
    return row.field.id
