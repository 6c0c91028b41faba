"""A field for one cell of the file: what it says, to be written as it should be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.theme import px


class CellField(QWidget):
    """A short head and what a cell says. `said(key, text)` on Enter or when it is left, if it says another thing."""

    said = Signal(str, str)

    def __init__(self, key: str, text: str, *, head: str, wide: int, name: str) -> None:
        super().__init__()
        self._key, self._text = key, text
        self.field = Field(text, name=name)
        line = in_row(on=self, gap=8)
        before = label(head, "small", "text.secondary", tabular=True)
        before.setFixedWidth(px(wide))
        line.addWidget(before)
        line.addWidget(self.field, 1)
        self.setFocusProxy(self.field)
        self.field.edit.editingFinished.connect(self._say)

    def _say(self) -> None:
        text = self.field.text().strip()
        if text != self._text:
            self._text = text
            self.said.emit(self._key, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the typing, and is no answer to the question around it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
