"""How a cell is drawn: one delegate for every kind of cell, with the row's ground, hairline and ring."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from csdesk.ui.kit.columns import Cell, Column, Health
from csdesk.ui.kit.literal import ABSENT, one_line, tip
from csdesk.ui.kit.marks import FILLS, badge_width, paint_badge, paint_line, paint_shape
from csdesk.ui.kit.table_model import Index
from csdesk.ui.theme import font, ink, px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table

SOON = 14
_FLAGS = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_LEFT = _FLAGS | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
_RIGHT = _FLAGS | int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
_INKS = {Cell.SECOND: "text.secondary", Cell.DAYS: "text.secondary"}


class CellDelegate(QStyledItemDelegate):
    """Draws every cell of a Table by its column's kind."""

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's ground and line, then what the column says of the row."""
        table, box = self._table, option.rect
        row, column = table.rows.row_at(index.row()), table.rows.columns[index.column()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        _paint_ground(painter, box, selected, table.hasFocus(), table.hovered == index.row())
        inside = table.inside(box, index.column())
        _PAINTERS[column.cell](painter, inside, column, row, self._widen(index.column()))
        if table.rings(index):
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the cell's tool tip: what the column declares, else the whole text where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip_at(index), view)
        return True

    def tip_at(self, index: Index) -> str:
        """The tool tip of a cell, as Qt takes it; empty for none."""
        said = index.data(Qt.ItemDataRole.ToolTipRole)
        if said:
            return str(said)
        column, text = self._table.rows.columns[index.column()], str(index.data() or "")
        box = self._table.inside(
            self._table.visualRect(self._table.rows.index(index.row(), index.column())), index.column()
        )
        wide = _metrics_width(column, text)
        return tip(text) if wide > box.width() and column.cell is not Cell.HEALTH else ""

    def _widen(self, number: int) -> Callable[[int], None]:
        return lambda wanted: self._table.widen(number, wanted)


def _metrics_width(column: Column[Any], text: str) -> int:
    return QFontMetrics(font("strong" if column.cell is Cell.NAME else "body")).horizontalAdvance(
        one_line(text)
    )


def _paint_ground(painter: QPainter, box: QRect, selected: bool, active: bool, hovered: bool) -> None:
    if selected:
        painter.fillRect(box, ink("surface.selected" if active else "surface.selected_inactive"))
    elif hovered:
        painter.fillRect(box, ink("surface.hover"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), ink("border.subtle"))


def _ink_of(column: Column[Any], row: Any, text: str) -> str:
    if text == ABSENT:
        return "text.tertiary"
    chosen = column.ink(row) if column.ink else ""
    return chosen or _INKS.get(column.cell, "text.primary")


def _paint_text(
    painter: QPainter, box: QRect, column: Column[Any], row: Any, widen: Callable[[int], None]
) -> None:
    del widen
    text = one_line(column.text(row))
    painter.setFont(font("strong" if column.cell is Cell.NAME else "body"))
    painter.setPen(ink(_ink_of(column, row, text)))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _RIGHT if column.right else _LEFT, shown)


def _paint_number(
    painter: QPainter, box: QRect, column: Column[Any], row: Any, widen: Callable[[int], None]
) -> None:
    text = one_line(column.text(row))
    painter.setFont(font("body", tabular=True))
    painter.setPen(ink(_ink_of(column, row, text)))
    wide = painter.fontMetrics().horizontalAdvance(text)
    if wide > box.width():
        widen(wide)
    painter.drawText(box, _RIGHT if column.right else _LEFT, text)


def _paint_days(
    painter: QPainter, box: QRect, column: Column[Any], row: Any, widen: Callable[[int], None]
) -> None:
    days = column.value(row) if column.value else None
    text = one_line(column.text(row))
    role = _ink_of(column, row, text)
    if isinstance(days, int) and days <= SOON and not (column.ink and column.ink(row)):
        role = "watch.text"
    painter.setFont(font("body", tabular=True))
    painter.setPen(ink(role))
    wide = painter.fontMetrics().horizontalAdvance(text)
    if wide > box.width():
        widen(wide)
    painter.drawText(box, _RIGHT if column.right else _LEFT, text)


def _paint_health(
    painter: QPainter, box: QRect, column: Column[Any], row: Any, widen: Callable[[int], None]
) -> None:
    del widen
    health = column.value(row) if column.value else None
    if not isinstance(health, Health):
        return
    paint_health(painter, box, health)


def paint_health(painter: QPainter, box: QRect, health: Health) -> None:
    """Draw shape, number and twelve weeks from the left edge of `box`."""
    middle = box.y() + box.height() / 2
    paint_shape(painter, QPointF(box.x() + px(5), middle), health.shape, hatched=health.hatched)
    if not health.scored:
        painter.setFont(font("body"))
        painter.setPen(ink("text.secondary"))
        painter.drawText(box.adjusted(px(16), 0, 0, 0), _LEFT, health.number)
        return
    painter.setFont(font("strong", tabular=True))
    painter.setPen(ink("bad.text" if FILLS[health.shape] == "bad.fill" else "text.primary"))
    painter.drawText(QRect(box.x() + px(10), box.y(), px(28), box.height()), _RIGHT, health.number)
    line = QRectF(box.x() + px(46), middle - px(7), px(51), px(14))
    if line.right() <= box.right() + px(4):
        paint_line(painter, line, health.line, health.shape)


def _paint_badge(
    painter: QPainter, box: QRect, column: Column[Any], row: Any, widen: Callable[[int], None]
) -> None:
    del widen
    text = one_line(column.text(row))
    if not text or text == ABSENT:
        _paint_text(painter, box, column, row, lambda _: None)
        return
    tall, wide = px(16), min(badge_width(text), box.width())
    place = QRectF(box.x(), round(box.y() + (box.height() - tall) / 2), wide, tall)
    paint_badge(painter, place, text, str(column.value(row)) if column.value else "")


_PAINTERS: dict[Cell, Callable[[QPainter, QRect, Column[Any], Any, Callable[[int], None]], None]] = {
    Cell.NAME: _paint_text,
    Cell.TEXT: _paint_text,
    Cell.SECOND: _paint_text,
    Cell.NUMBER: _paint_number,
    Cell.DAY: _paint_number,
    Cell.DAYS: _paint_days,
    Cell.HEALTH: _paint_health,
    Cell.BADGE: _paint_badge,
}
