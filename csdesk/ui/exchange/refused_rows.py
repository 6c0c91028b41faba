"""Refused rows leave the page as a workbook: the person names its place, it is written beside the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk import wording
from csdesk.domain.imports.grid import Source
from csdesk.domain.imports.plan import Plan
from csdesk.domain.rounds.plan import MergePlan
from csdesk.services.refused import RefusedRows, write_refused
from csdesk.services.rounds_refused import write_refused_merge
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book


class RefusedRowsOut(QObject):
    """Asks for a place, writes, and says so with a toast that opens the file."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def save(self, sources: tuple[Source, ...], plan: Plan | MergePlan) -> None:
        """Ask where to, and write the refused rows there."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(), "Save the refused rows", f"{_first(plan)} refused.xlsx", "Excel (*.xlsx)"
        )
        if chosen:
            self.save_to(Path(chosen), sources, plan)

    def save_to(self, path: Path, sources: tuple[Source, ...], plan: Plan | MergePlan) -> None:
        """Write the refused rows there."""
        self._desk.read(_Written(sources, plan, path), self._written)

    def _written(self, done: RefusedRows) -> None:
        path = Path(done.file)
        self._desk.wrote.emit(f"{wording.count(done.rows, 'refused row')} saved as {path.name}.", path)


def _first(plan: Plan | MergePlan) -> str:
    """The name of the file, or of the first of them, without its ending."""
    file = plan.file if isinstance(plan, MergePlan) else next((f.file for f in plan.files), "rows")
    return Path(file).stem


class _Written:
    """Writes the workbook off the window's thread."""

    def __init__(self, sources: tuple[Source, ...], plan: Plan | MergePlan, path: Path) -> None:
        self._sources, self._plan, self._path = sources, plan, path

    def __call__(self, book: "Book") -> RefusedRows:
        del book
        if isinstance(self._plan, MergePlan):
            return write_refused_merge(self._sources[0], self._plan, self._path)
        return write_refused(self._sources, self._plan, self._path)
