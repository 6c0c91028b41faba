"""The sheet that asks before what was answered goes with its page: it is kept nowhere until it is applied."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet


class LeaveSheet(Sheet):
    """Says what would be lost. `stayed()` and `left()`: what the person chose."""

    stayed = Signal()
    left = Signal()

    def __init__(self, window: QWidget, what: str) -> None:
        super().__init__(window, "Leave the import", 480)
        self.column.addWidget(label("Leave the import", "title"))
        self.column.addWidget(paragraph(what))
        row = in_row(gap=8)
        row.addStretch(1)
        self.stay = Button("Go on with the import", keys=("Esc",))
        self.leave = Button("Leave, and forget the answers", kind=Kind.DANGER)
        self.stay.clicked.connect(self.close)
        self.leave.clicked.connect(self.accept)
        row.addWidget(self.stay)
        row.addWidget(self.leave)
        self.column.addLayout(row)
        self.accepted.connect(self.left)
        self.rejected.connect(self.stayed)
        self.stay.setFocus()
