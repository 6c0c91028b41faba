"""The sheet of a draft whose editor cannot be opened by itself: its texts, to be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.services.book.drafts import Draft
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import TextArea
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet


class DraftSheet(Sheet):
    """Shows every text of a draft under the name of its field."""

    def __init__(self, window: QWidget, draft: Draft) -> None:
        super().__init__(window, draft.label, 520)
        self.column.addWidget(label(draft.label, "title"))
        said = "This was typed and not saved when the program ended. Copy what you need."
        self.column.addWidget(paragraph(said, "body", "text.secondary"))
        told = "\n".join(f"{name}: {text}" for name, text in draft.texts.items() if text.strip())
        self.area = TextArea(told, name=draft.label, lines=8)
        self.area.setReadOnly(True)
        self.column.addWidget(self.area)
        row = in_row(gap=8)
        row.addStretch(1)
        self.close_it = Button("Close", keys=("Esc",))
        self.copy = Button("Copy all", kind=Kind.PRIMARY, icon="copy")
        self.close_it.clicked.connect(self.close)
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.close_it)
        row.addWidget(self.copy)
        self.column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.area.toPlainText())
        self.close()


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a draft to be copied."""
    del desk
    DraftSheet(window, draft).open()
