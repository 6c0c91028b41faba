"""The palette's panel: a field above what was found, hints and a count below it.

The field and the foot stand on opaque grounds, so that a letter draws them again, and not the page under the palette.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.shell.palette.listing import PaletteList
from csdesk.ui.theme import current, font, ink, px

FIELD, FOOT = 48, 32
_CORNER, _SIDE = 10, 16
_HINTS = ((("↑", "↓"), "choose"), (("Enter",), "open"), ((">",), "only actions"))


class PalettePanel(QWidget):
    """The box: `field`, `list`, `nothing`, and the labels `scope` and `count`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.list = Typed(), PaletteList()
        self.scope = label("", "small", "text.secondary")
        self.count = label("", "small", "text.secondary")
        self.nothing = paragraph("", "body", "text.secondary")
        self.nothing.setContentsMargins(px(_SIDE), px(16), px(_SIDE), px(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(_Ground(FIELD, self._head()).row)
        column.addWidget(Hairline())
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        column.addWidget(Hairline())
        column.addLayout(_Ground(FOOT, self._foot()).row)

    def _head(self) -> QHBoxLayout:
        row = in_row(IconMark("search"), gap=10)
        row.addWidget(self.field, 1)
        row.addWidget(self.scope)
        row.addWidget(KeyHint("Tab"))
        return row

    def _foot(self) -> QHBoxLayout:
        row = in_row(gap=6)
        for caps, words in _HINTS:
            for cap in caps:
                row.addWidget(KeyHint(cap))
            row.addWidget(label(words, "small", "text.secondary"))
            row.addSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.count)
        return row

    def place(self, room: int, wide: int, top: int) -> int:
        """Take the height of what is shown, in so much room below `top`; returns the height."""
        most = room - top - px(FIELD + FOOT) - px(24)
        self.list.setFixedHeight(min(self.list.wanted_height(), most))
        self.setFixedWidth(wide)
        self.nothing.setFixedHeight(self.nothing.heightForWidth(wide - 2))
        inside = self.list.height() if not self.list.isHidden() else self.nothing.height()
        return px(FIELD) + px(FOOT) + inside + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the border."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("border.strong"), 1))
        painter.setBrush(ink("surface.raised"))
        radius = px(current().radius["popover"])
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the panel closes nothing."""
        event.accept()


class _Ground(QWidget):
    """An opaque ground under a row, between the round corners."""

    def __init__(self, high: int, inner: QHBoxLayout) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        inner.setContentsMargins(px(_SIDE - _CORNER), 0, px(_SIDE - _CORNER), 0)
        inner.addStrut(px(high))
        self.setLayout(inner)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(px(_CORNER), 0, px(_CORNER), 0)
        self.row.addWidget(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), ink("surface.raised"))
        painter.end()


class Typed(QLineEdit):
    """The field. `turned(int)`: Tab; `stepped(int)`: an arrow; `entered`: Enter; `left`: Esc."""

    turned = Signal(int)
    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.setFont(font("field"))
        self.setPlaceholderText("Search or do anything")
        self.setAccessibleName("Search or do anything")

    def sizeHint(self) -> QSize:
        """As high as the field's line."""
        return QSize(px(200), px(FIELD) - px(8))

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab looks through something else; the keyboard stays."""
        self.turned.emit(1 if following else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens, Esc closes; everything else is typed."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
