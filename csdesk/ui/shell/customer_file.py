"""A customer's file is asked for on the account's page: what is theirs as a workbook, searched before it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.ids import AccountId
from csdesk.ui.shell.outgoing import Outgoing

if TYPE_CHECKING:
    from csdesk.services.spreadsheets.exports import Exported
    from csdesk.store.book import Book


class CustomerFile(Outgoing[AccountId, "Exported"]):
    """Writes workbooks for customers, for one page."""

    title, kind, ending = "Export for the customer", "Workbooks", ".xlsx"

    def work(self, whose: AccountId, path: Path) -> "Callable[[Book], Exported]":
        """The workbook, from a view of the book."""
        today = self._desk.today

        def made(book: "Book") -> "Exported":
            from csdesk.services.spreadsheets.exports_for import export_for

            return export_for(book, path, profile="customer", account=whose, today=today)

        return made

    def said(self, made: "Exported", path: Path) -> str:
        """For whom it is."""
        del made
        return f"Written for the customer: {path.name}."
