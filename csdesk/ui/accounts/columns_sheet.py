"""The columns sheet: which columns the table shows, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.check_rows import CheckRows
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px


class ColumnsSheet(Sheet):
    """`chose(keys)` with every change; an empty list means those that fit. `fixed` is always shown."""

    chose = Signal(list)

    def __init__(
        self, window: QWidget, columns: Sequence[tuple[str, str]], shown: Sequence[str], fixed: str
    ) -> None:
        super().__init__(window, "Columns", 340)
        self.column.addWidget(label("Columns", "section"))
        self.column.addWidget(
            paragraph("Space ticks. Alt with an arrow moves, or drag.", "small", "text.tertiary")
        )
        headers = dict(columns)
        keys = [*shown, *(key for key, _ in columns if key not in shown)]
        self.list = CheckRows([(k, headers[k], k in shown) for k in keys], "Columns", fixed=fixed)
        self.list.setFixedHeight(px(24) * min(len(keys), 20) + px(4))
        self.list.changed.connect(self._tell)
        self.column.addWidget(self.list)
        self.column.addLayout(self._buttons())
        self.list.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = in_row(gap=8)
        self.reset = Button("Those that fit")
        self.reset.clicked.connect(self._reset)
        self.done_ = Button("Done", kind=Kind.PRIMARY, keys=("Esc",))
        self.done_.clicked.connect(self.close)
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(self.done_)
        return row

    def _tell(self) -> None:
        self.chose.emit(self.list.keys())

    def _reset(self) -> None:
        self.chose.emit([])
        self.close()
