"""A customer's file is asked for on the account's page: what is theirs as a workbook, searched before it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.ids import AccountId
from csdesk.ui.shell.outgoing import Outgoing

if TYPE_CHECKING:
    from csdesk.store.book import Book


class CustomerFile(Outgoing[AccountId, Path]):
    """Writes workbooks for customers, for one page."""

    title, kind, ending = "Export for the customer", "Workbooks", ".xlsx"

    def work(self, whose: AccountId, path: Path) -> "Callable[[Book], Path]":
        """The workbook, from a view of the book."""
        today = self._desk.today

        def made(book: "Book") -> Path:
            from csdesk.services.exports_for import export_for

            return Path(export_for(book, path, profile="customer", account=whose, today=today).file)

        return made

    def written(self, made: Path) -> None:
        """Say that it is written."""
        self._desk.wrote.emit(f"Written for the customer: {made.name}.", made)
