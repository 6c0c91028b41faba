"""A block is a rectangle of cells to be copied alone; Shift with Left or Right begins one, or Alt and a drag."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from csdesk.ui.theme import ink

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Block:
    """The block of one table; corners are (row, place among the columns shown)."""

    def __init__(self, table: "Table[Any]") -> None:
        self._table = table
        self._from: tuple[int, int] | None = None
        self._to: tuple[int, int] = (0, 0)

    def __bool__(self) -> bool:
        return self._from is not None

    def rows(self) -> range:
        """The rows in it."""
        assert self._from is not None
        return range(min(self._from[0], self._to[0]), max(self._from[0], self._to[0]) + 1)

    def columns(self) -> list[int]:
        """The numbers of the columns in it, from left to right."""
        assert self._from is not None
        first, last = sorted((self._from[1], self._to[1]))
        return self._table.columns_shown()[first : last + 1]

    def clear(self) -> None:
        """Have none."""
        if self._from is not None:
            self._from = None
            self._table.viewport().update()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key made it larger or smaller; every other step ends it."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            if event.key() == Qt.Key.Key_Escape and self:
                self.clear()
                return True
            return False
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.ShiftModifier or (not self and not step[1]):
            self.clear()
            return False
        return self._step(*step)

    def _step(self, down: int, right: int) -> bool:
        table, index = self._table, self._table.currentIndex()
        if not index.isValid():
            return False
        shown = table.columns_shown()
        if self._from is None:
            self._from = self._to = (index.row(), shown.index(index.column()))
        row = max(0, min(table.rows.rowCount() - 1, self._to[0] + down))
        place = max(0, min(len(shown) - 1, self._to[1] + right))
        self._to = (row, place)
        table.scrollTo(table.rows.index(row, shown[place]))
        table.viewport().update()
        return True

    def begin(self, at: QPoint) -> bool:
        """Begin one under the pointer."""
        corner = self._corner(at)
        if corner is None:
            return False
        self._from = self._to = corner
        self._table.viewport().update()
        return True

    def stretch(self, at: QPoint) -> None:
        """Let it reach to the pointer."""
        corner = self._corner(at)
        if corner is not None and corner != self._to:
            self._to = corner
            self._table.viewport().update()

    def _corner(self, at: QPoint) -> tuple[int, int] | None:
        index = self._table.indexAt(at)
        if not index.isValid():
            return None
        return index.row(), self._table.columns_shown().index(index.column())

    def paint(self, painter: QPainter) -> None:
        """Draw its tint and its border over the table."""
        if not self or not self._table.rows.rowCount():
            return
        rows, columns = self.rows(), self.columns()
        first = self._table.visualRect(self._table.rows.index(rows[0], columns[0]))
        last = self._table.visualRect(self._table.rows.index(rows[-1], columns[-1]))
        box = QRect(first.topLeft(), last.bottomRight())
        tint = ink("accent.fill").toRgb()
        tint.setAlphaF(0.12)
        painter.fillRect(box, tint)
        painter.setPen(QPen(ink("accent.fill"), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
