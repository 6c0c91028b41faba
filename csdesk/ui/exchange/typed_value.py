"""A field for a value that is neither the sheet's nor the book's; it opens below the two."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.theme import height, ink, px


class TypedValue(QFrame):
    """`given(text)` on Enter or its button; Esc closes it."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = Field(name="Another value")
        self.take = Button("Take this", kind=Kind.PRIMARY)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(6), px(6), px(6), px(6))
        row.setSpacing(px(6))
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
        screen = self.screen().availableGeometry()
        self.move(
            min(place.x(), screen.right() - self.width()), min(place.y(), screen.bottom() - self.height())
        )
        self.show()
        self.field.edit.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(ink("border.default"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _give(self) -> None:
        self.close()
        self.given.emit(self.field.text())
