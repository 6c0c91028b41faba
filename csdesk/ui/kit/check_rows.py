"""Check rows: a list of things to tick, to be put in another order by dragging, or by Alt with an arrow."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from csdesk.ui.kit.literal import one_line
from csdesk.ui.theme import font, height, ink, paint_icon, px

_KEY = Qt.ItemDataRole.UserRole
_WORDS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class CheckRows(QListWidget):
    """Rows of (key, text, ticked). Space ticks; `changed()` with every tick and every move.

    `fixed`: the key of the row that stays ticked.
    """

    changed = Signal()

    def __init__(self, rows: Sequence[tuple[str, str, bool]], name: str, *, fixed: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        for key, text, ticked in rows:
            self.addItem(_item(key, text, ticked, free=key != fixed))
        self.setCurrentRow(0)
        self.itemChanged.connect(self.changed)
        self.model().rowsMoved.connect(self.changed)

    def keys(self) -> list[str]:
        """The keys that are ticked, in their order."""
        items = [self.item(number) for number in range(self.count())]
        return [str(i.data(_KEY)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def shift(self, step: int) -> None:
        """Put the current row one place up or down."""
        here, there = self.currentRow(), self.currentRow() + step
        if here < 0 or not 0 <= there < self.count():
            return
        self.insertItem(there, self.takeItem(here))
        self.setCurrentRow(there)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the row."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift(step)
        else:
            super().keyPressEvent(event)


def _item(key: str, text: str, ticked: bool, *, free: bool) -> QListWidgetItem:
    made = QListWidgetItem(one_line(text))
    made.setData(_KEY, key)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
    made.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if free else flags)
    made.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return made


class _Row(QStyledItemDelegate):
    """Draws a row; the click on its box is Qt's own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a compact row."""
        del option, index
        return QSize(px(120), height("table_row_compact"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground, the box and the words."""
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            active = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(box, ink("surface.selected" if active else "surface.selected_inactive"))
        self._paint_box(painter, box, index)
        painter.setFont(font("body"))
        painter.setPen(ink("text.primary"))
        painter.drawText(box.adjusted(px(30), 0, -px(4), 0), _WORDS, str(index.data() or ""))
        painter.restore()

    def _paint_box(self, painter: QPainter, row: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        side = px(14)
        box = QRectF(row.x() + px(8) + 0.5, row.y() + (row.height() - side) / 2 + 0.5, side - 1, side - 1)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        free = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        ground = "surface.base" if not ticked else "accent.fill" if free else "surface.pressed"
        painter.setPen(QPen(ink("accent.fill" if ticked and free else "border.strong"), 1))
        painter.setBrush(ink(ground))
        painter.drawRoundedRect(box, px(3), px(3))
        if ticked:
            paint_icon(painter, box, "check", "accent.on_fill" if free else "text.secondary", 12)
