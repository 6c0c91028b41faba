"""A row of the settings: a field that keeps its preference when it is left, and says why it was refused."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.fields import Field, TextArea
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.theme import px

SHORT = 88


class Kept(QWidget):
    """A line for one preference, and beside it a unit or a fact. `left(key, text)`: it was left with another text.

    `typed()` comes with every letter.
    """

    left = Signal(str, str)
    typed = Signal()

    def __init__(self, key: str, name: str, *, unit: str = "", short: bool = False) -> None:
        super().__init__()
        self.key, self._known = key, ""
        self.field = Field(name=name)
        self.beside = label(unit, "body", "text.tertiary")
        if short:
            self.field.edit.setFixedWidth(px(SHORT))
        row = in_row(on=self, gap=8)
        row.addWidget(self.field, 0 if short else 1)
        row.addWidget(self.beside, 1 if short else 0, Qt.AlignmentFlag.AlignTop)
        self.beside.setFixedHeight(self.field.sizeHint().height())
        self.setFocusProxy(self.field)
        self.field.changed.connect(self.typed)
        self.field.edit.editingFinished.connect(self._leave)

    def text(self) -> str:
        """What stands in the line."""
        return self.field.text().strip()

    def show_kept(self, text: str, instead: str = "") -> None:
        """Show what the book keeps; `instead` stands for it where it keeps nothing. What is being typed stays."""
        self.field.edit.setPlaceholderText(instead)
        if not (self.field.edit.hasFocus() and self.field.edit.isModified()):
            self.field.set_text(text)
        self._known = text

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self.field.refuse(sentence)

    def _leave(self) -> None:
        if self.text() != self._known and not self.field.refusal():
            self.field.edit.setModified(False)
            self.left.emit(self.key, self.text())


class KeptChoice(QWidget):
    """A drop-down for one preference, and beside it what it is about. `left(key, value)`: another one was chosen."""

    left = Signal(str, str)

    def __init__(self, key: str, name: str, options: Sequence[tuple[str, str]], *, unit: str = "") -> None:
        super().__init__()
        self.key = key
        self.choice = Choice(options, name=name)
        row = in_row(self.choice, on=self, gap=8)
        row.addWidget(label(unit, "body", "text.tertiary"), 1)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(self._choose)

    def show_kept(self, value: str) -> None:
        """Show what the book keeps; the first value where it keeps nothing."""
        self.choice.set_value(value or self.choice.values()[0])

    def _choose(self, value: str) -> None:
        self.left.emit(self.key, value)


class KeptLines(TextArea):
    """Several lines for one preference; kept when it is left."""

    left = Signal(str, str)

    def __init__(self, key: str, name: str) -> None:
        super().__init__(name=name, lines=4)
        self.key, self._known = key, ""

    def show_kept(self, text: str) -> None:
        """Show what the book keeps, if nothing is being typed."""
        if not self.hasFocus() or self.toPlainText() == self._known:
            self.setPlainText(text)
        self._known = text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep it."""
        super().focusOutEvent(event)
        if self.toPlainText().strip() != self._known:
            self.left.emit(self.key, self.toPlainText())


class Weekdays(QWidget):
    """Seven boxes, one for each day of the week. `chosen(days)`: the person ticked or cleared one."""

    chosen = Signal(object)

    def __init__(self, names: list[str], long_names: list[str]) -> None:
        super().__init__()
        self.boxes = [Check(name) for name in names]
        row = in_row(on=self, gap=12, edges=(0, 3, 0, 0))
        for box, long in zip(self.boxes, long_names, strict=True):
            box.setAccessibleName(long)
            box.clicked.connect(self._clicked)
            row.addWidget(box)
        row.addStretch(1)

    def days(self) -> frozenset[int]:
        """Those that are ticked, from Monday, 0."""
        return frozenset(n for n, box in enumerate(self.boxes) if box.isChecked())

    def show_days(self, days: frozenset[int]) -> None:
        """Tick these."""
        for number, box in enumerate(self.boxes):
            box.setChecked(number in days)

    def _clicked(self) -> None:
        self.chosen.emit(self.days())
