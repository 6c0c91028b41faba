"""A drag of rows carries what is selected in a table to another program; a drag from elsewhere still selects."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from csdesk.ui.theme import empty_picture, font, ink, px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table

Carried = Callable[[], tuple[QMimeData, str] | None]
"""What is carried, and the words under the pointer; None for nothing."""


class RowDrag:
    """The drag of one table; without `carried` there is none."""

    def __init__(self, table: "Table[Any]") -> None:
        self._table = table
        self.carried: Carried | None = None
        self._gripped: QMouseEvent | None = None
        """The press on a selected row that may become a drag, or be a click after all."""
        self._gone = False
        """Whether the press became a drag: what comes of it until the next one selects nothing."""

    def press(self, event: QMouseEvent) -> bool:
        """Whether a press took hold of what is selected; what it selects waits for its end."""
        self._gripped, self._gone = None, False
        at = event.position().toPoint()
        held = event.modifiers() != Qt.KeyboardModifier.NoModifier
        if self.carried is None or held or event.button() != Qt.MouseButton.LeftButton:
            return False
        index = self._table.indexAt(at)
        if not index.isValid() or not self._table.selectionModel().isSelected(index):
            return False
        self._gripped = event.clone()
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Whether the move belongs to it; one that is long enough begins the drag."""
        if self._gripped is None:
            return self._gone
        way = event.position().toPoint() - self._gripped.position().toPoint()
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._gripped, self._gone = None, True
            self._begin()
        return True

    def release(self) -> QMouseEvent | None:
        """The press that was a click after all: the table takes it now."""
        gripped, self._gripped, self._gone = self._gripped, None, False
        return gripped

    def _begin(self) -> None:
        carried = self.carried() if self.carried else None
        if carried is not None:
            drag = QDrag(self._table)
            drag.setMimeData(carried[0])
            drag.setPixmap(_picture(carried[1], self._table.devicePixelRatioF()))
            drag.setHotSpot(QPoint(-px(8), -px(8)))
            drag.exec(Qt.DropAction.CopyAction)


def _picture(words: str, ratio: float) -> QPixmap:
    face = font("small", weight=500)
    wide, tall = QFontMetrics(face).horizontalAdvance(words) + px(16), px(24)
    picture = empty_picture(wide, tall, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("border.strong"), 1))
    painter.setBrush(ink("surface.raised"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, wide - 1, tall - 1), px(4), px(4))
    painter.setPen(ink("text.primary"))
    painter.setFont(face)
    painter.drawText(QRectF(0, 0, wide, tall), int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return picture
