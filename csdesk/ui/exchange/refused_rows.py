"""Refused rows leave the page as a workbook: the person names its place, it is written beside the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk import wording
from csdesk.domain.imports.grid import Source
from csdesk.domain.imports.plan import Plan
from csdesk.services.refused import RefusedRows, write_refused
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book


class RefusedRowsOut(QObject):
    """Asks for a place, writes, and says so with a toast that opens the file."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def save(self, sources: tuple[Source, ...], plan: Plan) -> None:
        """Ask where to, and write the refused rows there."""
        first = Path(plan.refused[0].sheet).stem if not plan.files else Path(plan.files[0].file).stem
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(), "Save the refused rows", f"{first} refused.xlsx", "Excel (*.xlsx)"
        )
        if chosen:
            self.save_to(Path(chosen), sources, plan)

    def save_to(self, path: Path, sources: tuple[Source, ...], plan: Plan) -> None:
        """Write the refused rows there."""
        self._desk.read(_Written(sources, plan, path), self._written)

    def _written(self, done: RefusedRows) -> None:
        path = Path(done.file)
        self._desk.wrote.emit(f"{wording.count(done.rows, 'refused row')} saved as {path.name}.", path)


class _Written:
    """Writes the workbook off the window's thread."""

    def __init__(self, sources: tuple[Source, ...], plan: Plan, path: Path) -> None:
        self._given = sources, plan, path

    def __call__(self, book: "Book") -> RefusedRows:
        del book
        return write_refused(*self._given)
