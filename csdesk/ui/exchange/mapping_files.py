"""Saved mappings: where columns go and what was answered, kept in a file, and used for another sheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.services.spreadsheets.mapping_file import mapping_answers, write_mapping
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.work import Wish
from csdesk.ui.kit.file_choice import file_to_read, file_to_write

if TYPE_CHECKING:
    from csdesk.store.book import Book

_KINDS = "Mappings (*.toml *.json)"


class Host(Protocol):
    """What is needed of the page."""

    wish: Wish

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""


class MappingFiles(QObject):
    """Asks for files, writes and reads them. `found(answers)`: what a saved mapping says of the files."""

    found = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, host: Host) -> None:
        super().__init__(page)
        self._desk, self._page, self._host = desk, page, host

    def save(self) -> None:
        """Ask where to, and write the mapping of the plan there."""
        plan = self._host.plan
        if plan is None:
            return
        offered = f"{Path(plan.files[0].file).stem} mapping.toml"
        path = file_to_write(self._page.window(), "Save the mapping", offered, _KINDS)
        if path is not None:
            self._desk.read(_Saving(plan, path), self._saved)

    def use(self) -> None:
        """Ask for a saved mapping, and read what it says of the files."""
        chosen = file_to_read(self._page.window(), "Use a saved mapping", _KINDS)
        if chosen is not None:
            self._desk.read(_Using(self._host.wish.sources, chosen), self._used)

    def _saved(self, path: Path) -> None:
        self._desk.wrote.emit(f"Mapping saved as {path.name}.", path)

    def _used(self, answers: dict[str, str]) -> None:
        if answers:
            self.found.emit(answers)
        else:
            self._desk.told.emit("The mapping says nothing of these sheets.", False)


class _Saving:
    """Writes the file off the window's thread."""

    def __init__(self, plan: Plan, path: Path) -> None:
        self._plan, self._path = plan, path

    def __call__(self, book: "Book") -> Path:
        del book
        write_mapping(self._plan, self._path)
        return self._path


class _Using:
    """Reads the file off the window's thread."""

    def __init__(self, sources: tuple[Source, ...], path: Path) -> None:
        self._sources, self._path = sources, path

    def __call__(self, book: "Book") -> dict[str, str]:
        del book
        return mapping_answers(self._path, self._sources)
