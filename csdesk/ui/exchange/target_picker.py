"""The list of everything that a column may become, searched by typing."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QWidget

from csdesk.domain.names import search_key
from csdesk.ui.exchange.targets import options
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.popup import Popup
from csdesk.ui.theme import height, px

_ROWS = 12
_TARGET = Qt.ItemDataRole.UserRole


class TargetPicker(Popup):
    """Opens below a cell. `picked(target)`; Esc closes it, Enter takes what is marked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._own: tuple[str, ...] = ()
        self.field = Field(name="Where the column goes", hint="Search fields")
        self.list = QListWidget()
        self.list.setAccessibleName("Fields")
        self.list.setProperty("offered", "true")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(QStyledItemDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = in_column(self.field, on=self, gap=4, edges=(6, 6, 6, 6))
        column.addWidget(self.list, 1)
        self.field.changed.connect(self._search)
        self.field.edit.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open_at(self, place: QPoint, wide: int, target: str, own: tuple[str, ...] = ()) -> None:
        """Open at a point of the screen, on the target that a column has now; `own` are the fields of one's own."""
        self._own = own
        self.field.set_text("")
        self._search("")
        for number in range(self.list.count()):
            if self.list.item(number).data(_TARGET) == target:
                self.list.setCurrentRow(number)
        self.resize(max(wide, px(240)), height("control") + px(24) + _ROWS * height("table_row_compact"))
        self.show_at(place)
        self.field.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list, Enter takes."""
        del watched
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            there = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, there)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        words = search_key(text).split()
        self.list.clear()
        for target, name in options(self._own):
            key = search_key(name)
            if all(word in key for word in words):
                item = QListWidgetItem(name)
                item.setData(_TARGET, target)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.close()
            self.picked.emit(str(item.data(_TARGET)))
