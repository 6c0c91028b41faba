"""How a table's rows are drawn: each cell is prepared once, words laid out and shapes drawn, and then only put down."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from csdesk.ui.kit.columns import Cell, Column, Health
from csdesk.ui.kit.literal import ABSENT, one_line, tip
from csdesk.ui.kit.marks import FILLS, badge_width, paint_badge, paint_line, paint_shape
from csdesk.ui.kit.table_model import Index
from csdesk.ui.kit.widths import PAD
from csdesk.ui.theme import empty_picture, font, ink, px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table

SOON = 14
_MOST = 20_000
_FLAGS = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_LEFT = _FLAGS | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
_RIGHT = _FLAGS | int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
_INKS = {Cell.SECOND: "text.secondary", Cell.DAYS: "text.secondary"}
_WHOLE = frozenset({Cell.NUMBER, Cell.DAY, Cell.DAYS})
"""The kinds of cells that are never cut."""


@dataclass(slots=True)
class _Prepared:
    """A cell as it is put down: its words laid out, or a health, or a badge."""

    text: str
    role: str
    words: QStaticText
    wide: float
    tall: float
    health: Health | None = None
    tone: str = ""
    cut: tuple[int, QStaticText] | None = None
    """The words as they were shortened for a width."""


class RowPainter:
    """Draws what is seen of one table. What it prepared holds until other rows come, or another font or scheme."""

    def __init__(self, table: "Table[Any]") -> None:
        self._table = table
        self._cells: dict[tuple[int, int], _Prepared] = {}
        self._healths: dict[tuple[Health, float], QPixmap] = {}
        self._blank: set[tuple[int, int]] = set()
        self._told: set[int] = set()
        self._generation = -1

    def forget(self) -> None:
        """Nothing that was prepared holds any more."""
        self._cells.clear()
        self._healths.clear()
        self._blank.clear()

    def paint(self, painter: QPainter, part: QRect) -> None:
        """Draw the rows that a part of the viewport shows."""
        table = self._table
        if not table.rows.rowCount():
            return
        if self._generation != table.rows.generation or len(self._cells) > _MOST:
            self._generation = table.rows.generation
            self._cells.clear()
            self._blank.clear()
        first, last = table.rowAt(part.top()), table.rowAt(part.bottom())
        rows = range(max(0, first), table.rows.rowCount() if last < 0 else last + 1)
        columns = self._columns(part)
        self._paint_grounds(painter, rows)
        for number in rows:
            row, top = table.rows.row_at(number), table.rowViewportPosition(number)
            for place, column, box in columns:
                self._put_down(painter, row, place, column, box.translated(0, top))
        self._paint_ring(painter)

    def _columns(self, part: QRect) -> list[tuple[int, Column[Any], QRect]]:
        """The columns that a part of the viewport shows, each with the room for its content."""
        table, found = self._table, []
        for number in table.columns_shown():
            left, wide = table.columnViewportPosition(number), table.columnWidth(number)
            if left <= part.right() and left + wide > part.left():
                box = table.inside(QRect(left, 0, wide, table.rowHeight(0)), number)
                found.append((number, table.rows.columns[number], box))
        return found

    def _paint_grounds(self, painter: QPainter, rows: range) -> None:
        """Draw the rows' grounds and lines, over the columns only."""
        table = self._table
        wide = table.horizontalHeader().length() - table.horizontalHeader().offset()
        model, line = table.selectionModel(), ink("border.subtle")
        spans = model.selection()
        chosen = {
            n for s in (spans.at(i) for i in range(spans.count())) for n in range(s.top(), s.bottom() + 1)
        }
        ground = ink("surface.selected" if table.hasFocus() else "surface.selected_inactive")
        for number in rows:
            top, tall = table.rowViewportPosition(number), table.rowHeight(number)
            if number in chosen:
                painter.fillRect(0, top, wide, tall, ground)
            elif number == table.hovered:
                painter.fillRect(0, top, wide, tall, ink("surface.hover"))
            painter.fillRect(0, top + tall - 1, wide, 1, line)

    def _put_down(self, painter: QPainter, row: Any, number: int, column: Column[Any], box: QRect) -> None:
        """Draw a cell. One that cannot be drawn stays blank; of the faults of a column the first is told."""
        if (id(row), number) in self._blank:
            return
        try:
            self._paint_cell(painter, row, number, column, box)
        except Exception as fault:  # one bad row must not take the table with it
            self._blank.add((id(row), number))
            if number not in self._told:
                self._told.add(number)
                sys.excepthook(type(fault), fault, fault.__traceback__)

    def _paint_cell(self, painter: QPainter, row: Any, number: int, column: Column[Any], box: QRect) -> None:
        if column.ground is not None and (found := column.ground(row)) is not None:
            role, strength = found
            painter.setOpacity(strength)
            painter.fillRect(box.adjusted(-px(PAD) + 1, 0, px(PAD) - 1, -1), ink(role))
            painter.setOpacity(1)
        if column.draw is not None:
            painter.save()
            try:
                column.draw(painter, box, row)
            finally:
                painter.restore()
            return
        key = (id(row), number)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = _prepared(column, row)
        if cell.health is not None:
            self._paint_health(painter, box, number, cell)
        elif column.cell is Cell.BADGE and cell.text and cell.text != ABSENT:
            _paint_badge(painter, box, cell)
        else:
            self._paint_words(painter, box, number, column, cell)

    def _paint_words(
        self, painter: QPainter, box: QRect, number: int, column: Column[Any], cell: _Prepared
    ) -> None:
        words, wide = cell.words, cell.wide
        if wide > box.width():
            if column.cell in _WHOLE:
                self._table.widen(number, round(wide + 0.5))
            else:
                words, wide = _shortened(cell, column, box.width()), float(box.width())
        right = column.right and wide <= box.width()
        left = box.right() + 1 - wide if right else box.left()
        painter.setFont(_font_of(column))
        painter.setPen(ink(cell.role))
        painter.drawStaticText(QPointF(left, box.top() + (box.height() - cell.tall) / 2), words)

    def _paint_health(self, painter: QPainter, box: QRect, number: int, cell: _Prepared) -> None:
        health = cell.health
        assert health is not None
        ratio = painter.device().devicePixelRatio()
        picture = self._healths.get((health, ratio))
        if picture is None:
            if len(self._healths) > _MOST // 10:
                self._healths.clear()
            picture = self._healths[health, ratio] = _drawn(health, box.height(), ratio)
        if box.width() >= px(_LINE_FROM + _LINE_WIDE) - px(4) or not health.scored:
            painter.drawPixmap(box.left(), box.top(), picture)
        else:
            painter.drawPixmap(
                box.left(), box.top(), picture, 0, 0, round(px(_LINE_FROM - 6) * ratio), picture.height()
            )
        painter.setFont(font("strong" if health.scored else "body", tabular=health.scored))
        painter.setPen(ink(cell.role))
        if px(16) + cell.wide > box.width():
            self._table.widen(number, round(px(16) + cell.wide + 0.5))
        beside = box.x() + px(16)
        left = max(beside, box.x() + px(_NUMBER_TO) - cell.wide) if health.scored else beside
        painter.drawStaticText(QPointF(left, box.top() + (box.height() - cell.tall) / 2), cell.words)

    def _paint_ring(self, painter: QPainter) -> None:
        """Draw the ring of the current cell, where the keyboard is in the table."""
        index = self._table.currentIndex()
        if index.isValid() and self._table.rings(index):
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._table.visualRect(index).adjusted(1, 1, -1, -2))


_NUMBER_TO, _LINE_FROM, _LINE_WIDE = 48, 56, 51


def _font_of(column: Column[Any]) -> Any:
    return font("strong" if column.cell is Cell.NAME else "body", tabular=column.cell in _WHOLE)


def _prepared(column: Column[Any], row: Any) -> _Prepared:
    text, health = one_line(column.text(row)), None
    face = _font_of(column)
    role = _ink_of(column, row, text)
    value = column.value(row) if column.value else None
    if column.cell is Cell.HEALTH and isinstance(value, Health):
        health, text = value, one_line(value.number)
        face = font("strong" if health.scored else "body", tabular=health.scored)
        role = _ink_of_health(health)
    elif column.cell is Cell.DAYS and isinstance(value, int) and value <= SOON:
        role = role if column.ink and column.ink(row) else "watch.text"
    words = _laid_out(text, face)
    tone = str(value) if column.cell is Cell.BADGE and value is not None else ""
    return _Prepared(text, role, words, words.size().width(), words.size().height(), health, tone)


def _laid_out(text: str, face: Any) -> QStaticText:
    words = QStaticText(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    words.prepare(QTransform(), face)
    return words


def _shortened(cell: _Prepared, column: Column[Any], room: int) -> QStaticText:
    """The words with … at their end, kept for the width that they were cut for."""
    if cell.cut is None or cell.cut[0] != room:
        face = _font_of(column)
        text = QFontMetrics(face).elidedText(cell.text, Qt.TextElideMode.ElideRight, max(0, room))
        cell.cut = (room, _laid_out(text, face))
    return cell.cut[1]


def _ink_of(column: Column[Any], row: Any, text: str) -> str:
    if text == ABSENT:
        return "text.tertiary"
    chosen = column.ink(row) if column.ink else ""
    return chosen or _INKS.get(column.cell, "text.primary")


def _ink_of_health(health: Health) -> str:
    if not health.scored:
        return "text.secondary"
    return "bad.text" if FILLS[health.shape] == "bad.fill" else "text.primary"


def _drawn(health: Health, tall: int, ratio: float) -> QPixmap:
    """A health's shape and its twelve weeks, without its words."""
    wide = px(_LINE_FROM + _LINE_WIDE) + px(4)
    picture = empty_picture(wide, tall, ratio)
    painter = QPainter(picture)
    _paint_marks(painter, QRect(0, 0, wide, tall), health)
    painter.end()
    return picture


def _paint_marks(painter: QPainter, box: QRect, health: Health) -> None:
    middle = box.y() + box.height() / 2
    paint_shape(painter, QPointF(box.x() + px(5), middle), health.shape, hatched=health.hatched)
    line = QRectF(box.x() + px(_LINE_FROM), middle - px(7), px(_LINE_WIDE), px(14))
    if health.scored and line.right() <= box.right() + px(4):
        paint_line(painter, line, health.line, health.shape)


def _paint_badge(painter: QPainter, box: QRect, cell: _Prepared) -> None:
    tall, wide = px(16), min(badge_width(cell.text), box.width())
    place = QRectF(box.x(), round(box.y() + (box.height() - tall) / 2), wide, tall)
    paint_badge(painter, place, cell.text, cell.tone)


class CellTips(QStyledItemDelegate):
    """Says the tool tip of each cell of a Table: what the column declares, else the whole text where it is cut."""

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(table)
        self._table = table

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the tool tip of the cell under the pointer."""
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
        wide = QFontMetrics(_font_of(column)).horizontalAdvance(one_line(text))
        return tip(text) if wide > box.width() and column.cell is not Cell.HEALTH else ""
