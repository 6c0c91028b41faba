"""A file that an account names is opened after its whole path was shown; a program never is."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.domain.places import is_address, why_not_opened
from csdesk.folders import is_there
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.shell.sheets.links import LinkSheet, open_link
from csdesk.ui.shell.sheets.sheets import Sheet


def open_place(window: QWidget, place: str) -> "LinkSheet | FileSheet":
    """Ask whether to open what a file of the book names, or say why it is not opened."""
    if is_address(place):
        return open_link(window, place)
    sheet = FileSheet(window, place)
    sheet.open()
    return sheet


class FileSheet(Sheet):
    """Shows the path; Enter opens it with its own program, Esc does not."""

    def __init__(self, window: QWidget, place: str) -> None:
        super().__init__(window, "Open a file", 520)
        self._path = place.strip()
        why = why_not_opened(place)
        name = self._path.replace("\\", "/").rstrip("/").rpartition("/")[2]
        self.column.addWidget(label("Open a file" if not why else "A file", "title"))
        if not why:
            self.column.addWidget(paragraph("Its own program opens", "body", "text.secondary"))
        self.column.addWidget(paragraph(name or self._path, "strong"))
        self.column.addWidget(paragraph(self._path, "small", "text.secondary"))
        self.said = paragraph(f"It is not opened from here: {why}." if why else "", "body", "watch.text")
        self.said.setVisible(bool(why))
        self.column.addWidget(self.said)
        self.copy = Button("Copy", icon="copy")
        self.copy.clicked.connect(self._copy)
        self.go = Button("Open", kind=Kind.PRIMARY, keys=("Enter",))
        self.go.clicked.connect(self._open)
        self.go.setVisible(not why)
        self.go.setDefault(not why)
        self.end_with(self.copy, self.go)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._path)
        self.close()

    def _open(self) -> None:
        path = Path(self._path).expanduser()
        if not is_there(path):
            self._say("There is nothing at this place now.")
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.close()
        else:
            self._say("No program here opens it.")

    def _say(self, why: str) -> None:
        self.said.setText(why)
        self.said.show()
        self.go.hide()
        self.adjustSize()
