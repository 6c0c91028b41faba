"""Refused rows leave the page as a workbook: the person names its place, it is written beside the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.rounds.plan import MergePlan
from csdesk.services.spreadsheets.refused import RefusedRows, write_refused
from csdesk.services.spreadsheets.rounds_refused import write_refused_merge
from csdesk.ui.desk import Desk
from csdesk.ui.kit.file_choice import file_to_write

if TYPE_CHECKING:
    from csdesk.store.book import Book


class RefusedRowsOut(QObject):
    """Asks for a place, writes, and says so with a toast that opens the file."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def save(self, sources: tuple[Source, ...], plan: Plan | MergePlan) -> None:
        """Ask where to, and write the refused rows there."""
        offered = f"{_first(plan)} refused.xlsx"
        path = file_to_write(self._page.window(), "Save the refused rows", offered, "Excel (*.xlsx)")
        if path is not None:
            self.save_to(path, sources, plan)

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
