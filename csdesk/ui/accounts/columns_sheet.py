"""The columns sheet: which columns the table shows, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import px

KEY = Qt.ItemDataRole.UserRole


class ColumnsSheet(Sheet):
    """Tick what is shown; drag, or Alt+Up and Alt+Down, to put it elsewhere. `chose(keys)` with every change;
    an empty list means those that fit.
    """

    chose = Signal(list)

    def __init__(
        self, window: QWidget, columns: Sequence[tuple[str, str]], shown: Sequence[str], fixed: str
    ) -> None:
        super().__init__(window, "Columns", 340)
        self._fixed = fixed
        self.column.addWidget(label("Columns", "section"))
        self.column.addWidget(
            paragraph("Space ticks. Alt with an arrow moves, or drag.", "small", "text.tertiary")
        )
        self.list = QListWidget()
        self.list.setAccessibleName("Columns")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setFixedHeight(px(400))
        headers = dict(columns)
        for key in [*shown, *(k for k, _ in columns if k not in shown)]:
            self.list.addItem(self._item(key, headers[key], key in shown))
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        self.list.installEventFilter(self)
        self.column.addWidget(self.list)
        self.column.addLayout(self._buttons())
        self.list.setFocus()

    def _item(self, key: str, header: str, shown: bool) -> QListWidgetItem:
        item = QListWidgetItem(header)
        item.setData(KEY, key)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags if key == self._fixed else flags | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        return item

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.reset = Button("Those that fit")
        self.reset.clicked.connect(self._reset)
        done = Button("Done", kind=Kind.PRIMARY, keys=("Esc",))
        done.clicked.connect(self.close)
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(done)
        return row

    def keys(self) -> list[str]:
        """The columns that are ticked, in their order."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [str(i.data(KEY)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _tell(self) -> None:
        self.chose.emit(self.keys())

    def _reset(self) -> None:
        self.chose.emit([])
        self.close()

    def shift(self, step: int) -> None:
        """Put the current column one place up or down."""
        here = self.list.currentRow()
        there = here + step
        if here < 0 or not 0 <= there < self.list.count():
            return
        self.list.blockSignals(True)
        item = self.list.takeItem(here)
        self.list.insertItem(there, item)
        self.list.setCurrentRow(there)
        self.list.blockSignals(False)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the column."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.shift(step)
                return True
        return super().eventFilter(watched, event)
