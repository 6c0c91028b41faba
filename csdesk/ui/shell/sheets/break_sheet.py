"""The sheet that warns before the lock of another computer is taken away: this cannot be undone."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import BookHeldElsewhere, CsdeskError
from csdesk.services.book.keeping import break_lock
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet

_WARNING = (
    "If that computer still has the book open, both would write into one file and changes could be lost. "
    "Break the lock only if you are sure that it is open nowhere: the program there has ended, or the computer is off."
)


class BreakSheet(Sheet):
    """Says who holds the book. `broken()`: the lock was taken away."""

    broken = Signal()

    def __init__(self, window: QWidget, book: Path, obstacle: BookHeldElsewhere) -> None:
        super().__init__(window, "Break the lock", 520)
        self._book = book
        self.column.addWidget(label("Break the lock", "title"))
        self.column.addWidget(paragraph(wording.happened(obstacle)))
        self.column.addWidget(paragraph(_WARNING, "body", "text.secondary"))
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        row = in_row(gap=8)
        row.addStretch(1)
        self.cancel = Button("Leave it", keys=("Esc",))
        self.go_on = Button("Break the lock", kind=Kind.DANGER)
        self.cancel.clicked.connect(self.close)
        self.go_on.clicked.connect(self.break_it)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        self.column.addLayout(row)
        self.cancel.setFocus()

    def break_it(self) -> None:
        """Take the lock away, or say why that cannot be done."""
        try:
            break_lock(self._book)
        except CsdeskError as refused:
            self._refusal.setText(wording.sentence(refused))
            self._refusal.show()
            return
        self.broken.emit()
        self.close()
