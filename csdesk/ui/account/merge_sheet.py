"""The merge sheet: which two become one, and whose word holds where they differ, field by field."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Kind as FieldKind
from csdesk.domain.names import name_key
from csdesk.services.accounts.merging import Difference, Proposal, merge
from csdesk.ui.account.questions import Named
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.store.book import Book


class MergeSheet(Sheet):
    """Asks for the other one, shows what differs, and merges in one step that can be undone."""

    def __init__(self, window: QWidget, desk: Desk, noun: str, keep: tuple[str, str], others: Named) -> None:
        super().__init__(window, f"Merge {noun}s", 620)
        self._desk, self._noun, self._keep = desk, noun, keep
        self._by_name = {name_key(name): id_ for id_, name in others}
        self._names = {name_key(name): name for _, name in others}
        self._sent = False
        self.proposal: Proposal | None = None
        self.choices: dict[str, Choice] = {}
        self.column.addWidget(elided(f"Merge into {keep[1]}", "title"))
        said = f"All history of the other {noun} comes here, and the other is gone. One undo parts them."
        self.column.addWidget(paragraph(said, "body", "text.secondary"))
        self.other = Field(name="Merge with", hint=f"Name of the other {noun}")
        completer = QCompleter([name for _, name in others], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self.look)
        self.other.edit.setCompleter(completer)
        self.other.edit.returnPressed.connect(self.look)
        self.column.addWidget(self.other)
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        self.column.addLayout(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QHBoxLayout:
        row = in_row(gap=8)
        row.addStretch(1)
        self.cancel = Button("Cancel", keys=("Esc",))
        self.cancel.clicked.connect(self.close)
        self.save = Button("Merge", kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.save.forbid("Choose the other one first.")
        self.save.clicked.connect(self.keep)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def look(self) -> None:
        """Read what merging with the named one would do."""
        self._refusal.hide()
        other = self._meant()
        if other is None:
            self.other.refuse(f"No other {self._noun} has this name. Choose one from the list.")
            QTimer.singleShot(0, self, self._fit)
            return
        self.other.accept()
        self._sent = True
        self._desk.read(ProposalQuestion(self._noun, self._keep[0], other), self._show)

    def _meant(self) -> str | None:
        """Whom the text names: in full, or as the only one whose name has it."""
        key = name_key(self.other.text())
        having = [name for name in self._by_name if key in name]
        if key and key not in self._by_name and len(having) == 1:
            (key,) = having
            self.other.set_text(self._names[key])
        return self._by_name.get(key)

    def _show(self, proposal: Proposal) -> None:
        self._sent = False
        self.proposal, self.choices = proposal, {}
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        moved = f"{wording.count(proposal.rows, 'row')} of {proposal.other} will belong to {proposal.kept}"
        self._rows.addWidget(paragraph(wording.stopped(moved)))
        if proposal.differences:
            self._rows.addWidget(label("They differ in", "section"))
            self._rows.addWidget(self._table(proposal))
        self.save.allow()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Not `adjustSize`: that stops at two thirds of the screen."""
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))

    def _table(self, proposal: Proposal) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, px(10), 0)
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for number, difference in enumerate(proposal.differences):
            both = [
                (False, _shown(difference, difference.kept)),
                (True, _shown(difference, difference.other)),
            ]
            choice = Choice(both, name=difference.field.header)
            choice.setMaximumWidth(px(420))
            self.choices[difference.field.key] = choice
            grid.addWidget(label(difference.field.header, "body", "text.secondary"), number, 0)
            grid.addWidget(choice, number, 1)
        area = scrolling(inner, "Differences")
        area.setFixedHeight(min(inner.sizeHint().height() + px(4), px(300)))
        return area

    def keep(self) -> None:
        """Merge."""
        if self.proposal is None:
            self.look()
            return
        take = {key: bool(choice.value) for key, choice in self.choices.items()}
        found = self.proposal
        self._sent = True
        said = f"Merged: {found.other} into {found.kept}"
        self._desk.do(merge, self._noun, found.kept_id, found.other_id, take, say=said)

    def _changed(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        if self._sent:
            self._sent = False
            self._refusal.setText(f"{wording.sentence(error)} {wording.next_step(error)}")
            self._refusal.show()
            QTimer.singleShot(0, self, self._fit)


def _shown(difference: Difference, text: str) -> str:
    """A value as screens say it."""
    if difference.field.kind is FieldKind.DAY:
        value = date.fromisoformat(text)
        return day(value, today=value, always_year=True)
    return wording.choice(text) if difference.field.kind is FieldKind.CHOICE else text


class ProposalQuestion:
    """What merging two rows would do."""

    def __init__(self, noun: str, keep: str, other: str) -> None:
        self._noun, self._keep, self._other = noun, keep, other

    def __call__(self, book: "Book") -> Proposal:
        from csdesk.services.accounts.merging import propose_merge

        return propose_merge(book, self._noun, self._keep, self._other)
