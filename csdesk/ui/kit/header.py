"""A table's header: says what it is sorted by, and sorts with a click."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from csdesk.ui.theme import font, height, ink, paint_icon, px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table


class Header(QHeaderView):
    """The header of a Table. A click sorts by that column alone, with Shift by that column too."""

    asked = Signal(int, bool)

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._pressed_at: int | None = None
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(px(32))

    @property
    def dragged(self) -> bool:
        """Whether a person has a button down on it."""
        return self._pressed_at is not None

    def sizeHint(self) -> QSize:
        """As high as the tokens say."""
        return QSize(super().sizeHint().width(), height("table_header"))

    def needed(self, number: int) -> int:
        """The px that a column's header takes with its arrow: a header is not cut where nobody made it narrow."""
        words = QFontMetrics(font("small", weight=500)).horizontalAdvance(
            self._table.rows.columns[number].header
        )
        return words + px(16)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began, to tell it from a drag."""
        self._pressed_at = event.position().toPoint().x()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort, when this was a click and not a drag or a resize."""
        super().mouseReleaseEvent(event)
        here = event.position().toPoint().x()
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if self._pressed_at is not None and abs(here - self._pressed_at) < px(4) and not resizing:
            section = self.logicalIndexAt(here)
            if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
                self.asked.emit(section, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self._pressed_at = None

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the header's words, and the arrow where the column sorts."""
        painter.save()
        painter.fillRect(rect, ink("surface.sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), ink("border.default"))
        column, place = self._table.rows.columns[logicalIndex], self._table.place_in_order(logicalIndex)
        inside = self._table.inside(rect, logicalIndex)
        painter.setFont(font("small", weight=500))
        painter.setPen(ink("text.tertiary" if place is None else "text.primary"))
        arrow = 0 if place is None else px(16 if len(self._table.rows.order) == 1 else 22)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(column.header, Qt.TextElideMode.ElideRight, inside.width() - arrow)
        wide = metrics.horizontalAdvance(words) + arrow
        left = inside.right() + 1 - wide if column.right else inside.left()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            QRect(left, rect.y(), wide + 2, rect.height()), int(flags) | Qt.TextFlag.TextSingleLine, words
        )
        if place is not None:
            self._paint_arrow(painter, QRectF(left + wide - arrow, rect.y(), arrow, rect.height()), place)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRectF, place: int) -> None:
        order = self._table.rows.order
        name = "arrow-down" if order[place].descending else "arrow-up"
        paint_icon(painter, QRectF(box.x() + px(3), box.y(), px(12), box.height()), name, "text.primary", 12)
        if len(order) > 1:
            painter.setFont(font("micro"))
            number = QRectF(box.x() + px(15), box.y(), px(7), box.height())
            painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), str(place + 1))
