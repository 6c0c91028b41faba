"""The settings while no book is open: only what is kept on this computer."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.settings.parts import Look
from csdesk.ui.shell.sheets.sheets import Sheet


class LookSheet(Sheet):
    """Light or dark; everything else belongs to a book."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Settings", 520)
        self.column.addWidget(label("Settings", "title"))
        self.look = Look()
        self.column.addWidget(self.look)
        said = "Hours, minutes, days off and your name are kept in the book. Open one, and they are here."
        self.column.addWidget(paragraph(said, "small", "text.secondary"))
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = Button("Close", keys=("Esc",))
        self.leave.clicked.connect(self.close)
        row.addWidget(self.leave)
        self.column.addLayout(row)

    @classmethod
    def open_over(cls, window: QWidget) -> "LookSheet":
        """Show it over a window."""
        sheet = cls(window)
        sheet.open()
        return sheet
