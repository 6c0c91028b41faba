"""The line below the form of a step: what its contract would be worth from it on, as it is typed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget

from csdesk.services.renewals.step_worth import step_worth
from csdesk.ui.account.editors import Editor
from csdesk.ui.desk import Desk
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.numbers import decimal_mark
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.store.book import Book

_TWO_LINES = 36
"""px at 100 %: kept free from the start, so that nothing moves when it says something."""


class StepSays(QWidget):
    """Follows every letter of the editors; `step` is the id of the one that is edited, None of a new one."""

    def __init__(self, desk: Desk, step: str | None, editors: Mapping[str, Editor]) -> None:
        super().__init__()
        self._desk, self._step, self._editors = desk, step, editors
        self.words = paragraph("", "small", "text.secondary")
        self.setFixedHeight(px(_TWO_LINES))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        for made in editors.values():
            for edit in made.findChildren(QLineEdit):
                edit.textChanged.connect(self.reckon)
            for choice in made.findChildren(QComboBox):
                choice.currentIndexChanged.connect(self.reckon)
            for day in made.findChildren(QDateEdit):
                day.dateChanged.connect(self.reckon)
        self.reckon()

    def reckon(self) -> None:
        """Ask what it would be worth as it stands."""
        texts = {key: made.text() for key, made in self._editors.items()}
        self._desk.read(StepQuestion(self._desk, self._step, texts), self.words.setText)


class StepQuestion:
    """What a step would be worth."""

    def __init__(self, desk: Desk, step: str | None, texts: Mapping[str, str]) -> None:
        self._today, self._step, self._texts = desk.today, step, texts
        self._mark = decimal_mark()

    def __call__(self, book: "Book") -> str:
        return step_worth(book, self._step, self._texts, today=self._today, mark=self._mark)
