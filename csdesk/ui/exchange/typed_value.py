"""A field for a value that is neither the sheet's nor the book's; it opens below the two."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.popup import Popup
from csdesk.ui.theme import height, px


class TypedValue(Popup):
    """`given(text)` on Enter or its button; Esc closes it."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = Field(name="Another value")
        self.take = Button("Take this", kind=Kind.PRIMARY)
        row = in_row(on=self, gap=6, edges=(6, 6, 6, 6))
        row.addWidget(self.field, 1)
        row.addWidget(self.take)
        self.field.edit.returnPressed.connect(self._give)
        self.take.clicked.connect(self._give)

    def open_at(self, place: QPoint, wide: int, header: str, text: str) -> None:
        """Open at a point of the screen, for a field, with the text that is there now."""
        self.field.set_text(text)
        self.field.edit.setAccessibleName(f"Another value for {header}")
        self.field.edit.selectAll()
        self.resize(max(wide, px(320)), height("control") + px(16))
        self.show_at(place)
        self.field.edit.setFocus()

    def _give(self) -> None:
        self.close()
        self.given.emit(self.field.text())
