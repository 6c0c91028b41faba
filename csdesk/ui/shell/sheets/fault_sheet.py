"""The fault sheet: a fault of ours, what is safe, and a report to copy. Nothing is sent."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import TextArea
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet

_SAFE = (
    "What you were doing was not done, and nothing of it is in the book. Everything that was saved is there, and "
    "the window goes on."
)
_SENT = "Nothing was sent. The report names places in the program, nothing from your book: you may show it to anybody."


class FaultSheet(Sheet):
    """Shows the report of one fault, whole, as it would be copied."""

    def __init__(self, window: QWidget, report: str, log: str) -> None:
        super().__init__(window, "A fault in csdesk", 600)
        self.report = report
        self.column.addWidget(label("A fault in csdesk", "title"))
        self.column.addWidget(paragraph(_SAFE))
        self.column.addWidget(paragraph(_SENT, "body", "text.secondary"))
        self.area = TextArea(report, name="Report", lines=9)
        self.area.setReadOnly(True)
        self.column.addWidget(self.area)
        self.column.addWidget(paragraph(f"It is also in {log}", "small", "text.tertiary"))
        row = in_row(gap=8)
        row.addStretch(1)
        self.away = Button("Close", keys=("Esc",))
        self.copy = Button("Copy the report", kind=Kind.PRIMARY, icon="copy")
        self.away.clicked.connect(self.close)
        self.copy.clicked.connect(self.copy_report)
        row.addWidget(self.away)
        row.addWidget(self.copy)
        self.column.addLayout(row)

    def copy_report(self) -> None:
        """Put the whole report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self.copy.set_label("Copied")
