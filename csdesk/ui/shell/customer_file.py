"""A customer's file is asked for on the account's page: what is theirs as a workbook, searched before it is written."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk.domain.errors import LeaksFound
from csdesk.domain.ids import AccountId
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book

_ENDING = ".xlsx"


class CustomerFile(QObject):
    """Writes workbooks for customers, for one page."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, account: AccountId, called: str) -> None:
        """Ask for a file, and write what is the customer's there."""
        from csdesk.exchange.file_names import safe_name

        name = f"{safe_name(called)} {self._desk.today.isoformat()}{_ENDING}"
        folder = self._desk.written_to
        offered = name if folder is None else str(folder / name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, "Export for the customer", offered, f"Workbooks (*{_ENDING})"
        )
        if chosen:
            path = Path(chosen)
            self.write(account, path if path.suffix.lower() == _ENDING else Path(f"{path}{_ENDING}"))

    def write(self, account: AccountId, path: Path) -> None:
        """Write the workbook of an account to a file."""
        self._desk.written_to = path.parent
        self._desk.job(f"Writing {path.name}", _Work(self._desk, account, path), self._written)

    def _written(self, done: "str | _Held") -> None:
        if isinstance(done, _Held):
            from csdesk.ui.shell.leaks_sheet import LeaksSheet

            again = partial(self.write, done.account, done.path)
            LeaksSheet(self._page.window(), self._desk, done.leaks, done.account, again).open()
        else:
            path = Path(done)
            self._desk.wrote.emit(f"Written for the customer: {path.name}.", path)


@dataclass(frozen=True, slots=True)
class _Held:
    """A workbook that was held back by the leak guard."""

    account: AccountId
    path: Path
    leaks: LeaksFound


class _Work:
    """The work: from a view of the book of its own, so that nothing waits for it."""

    def __init__(self, desk: Desk, account: AccountId, path: Path) -> None:
        self._today, self._account, self._path = desk.today, account, path

    def __call__(self, book: "Book", progress: object) -> str | _Held:
        del progress
        from csdesk.services.exports_for import export_for

        try:
            done = export_for(book, self._path, profile="customer", account=self._account, today=self._today)
        except LeaksFound as held:
            return _Held(self._account, self._path, held)
        return done.file
