"""The opener: how books and spreadsheets come into a window, chosen, dropped, or asked for at the first start."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk.ui.desk import Desk

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")


class Opener(QObject):
    """Opens for one window. `opened(Desk, page)`; `refused(sentence)`; `brought(files)`: spreadsheets to import."""

    opened = Signal(object, str)
    refused = Signal(str)
    brought = Signal(list)

    def __init__(self, window: QWidget, today: date) -> None:
        super().__init__(window)
        self._window, self._today = window, today

    def choose(self, id_: str) -> None:
        """Take one of the first start's choices."""
        {"sheet": self.ask_sheet, "sample": self._sample, "empty": self._empty, "other": self.ask_book}[id_]()

    def _sample(self) -> None:
        from csdesk.ui.shell.books import sample_book

        self.open_path(sample_book())

    def _empty(self) -> None:
        self.open_empty("accounts")

    def open_empty(self, page: str) -> None:
        """Open the default book at a page; it is made if there is none yet."""
        from csdesk.ui.shell.books import empty_book

        self.open_path(empty_book(), page)

    def open_path(self, path: Path, page: str = "week") -> None:
        """Open a book, or say why not."""
        from csdesk.ui.shell.books import opened

        desk = opened(path, self._today)
        if isinstance(desk, Desk):
            self.opened.emit(desk, page)
        else:
            self.refused.emit(desk)

    def ask_book(self) -> None:
        """Ask for another book."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open a book", "", "Books (*.csdesk)")
        if chosen:
            self.open_path(Path(chosen))

    def ask_sheet(self) -> None:
        """Ask for a spreadsheet to import."""
        kinds = " ".join(f"*{ending}" for ending in SHEETS)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Import a spreadsheet", "", f"Spreadsheets ({kinds})"
        )
        if chosen:
            self.brought.emit([Path(chosen)])

    def wants(self, urls: Iterable[QUrl]) -> bool:
        """Whether anything that is dragged over the window can be taken."""
        return bool(_wanted(urls))

    def take(self, urls: Iterable[QUrl]) -> None:
        """A dropped book is opened, dropped spreadsheets are imported."""
        files = _wanted(urls)
        books = [f for f in files if f.suffix == ".csdesk"]
        if books:
            self.open_path(books[0])
        elif files:
            self.brought.emit(files)


def _wanted(urls: Iterable[QUrl]) -> list[Path]:
    paths = (url.toLocalFile() for url in urls)
    return [Path(p) for p in paths if p.lower().endswith((*SHEETS, ".csdesk"))]
