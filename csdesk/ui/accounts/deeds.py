"""Deeds: what is done with the chosen accounts, or brought into the list, from the Accounts page."""

import shutil
import tempfile
import weakref
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from csdesk import wording
from csdesk.processes import work_folder
from csdesk.ui.kit.literal import one_line

if TYPE_CHECKING:
    from csdesk.ui.accounts.page import AccountsPage
    from csdesk.ui.kit.file_mime import FileMime
    from csdesk.ui.shell.deck import DeckWriter

PASTED = "Pasted.tsv"


class Deeds(QObject):
    """The deeds of one page."""

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page)
        self._page = page
        self._decks: DeckWriter | None = None
        self._forget: weakref.finalize[..., Deeds] | None = None
        """Takes away the table that was pasted last, at the latest when the program ends."""

    def add_account(self) -> None:
        """Add one account by hand."""
        from csdesk.ui.accounts.account_form import AccountForm

        AccountForm(self._page.window(), self._page.desk).open()

    def edit(self) -> None:
        """Change one field of the chosen accounts."""
        from csdesk.ui.accounts.bulk_sheet import BulkSheet

        page = self._page
        rows = page.table.chosen_rows()
        if rows:
            number = page.table.currentIndex().column()
            key = page.model.columns[number].key if number >= 0 else ""
            own = {fact.key: fact.custom for fact in page.facts.own if fact.custom is not None}
            BulkSheet(page.window(), page.desk, [row.id for row in rows], key, own).open()

    def paste(self) -> None:
        """Import the table that was copied: the Import page shows it before anything is written."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._page.desk.told.emit(
                "There is no table to paste: copy the rows with their headers first.", False
            )
            return
        if self._forget is not None:
            self._forget()
        folder = work_folder(Path(tempfile.gettempdir()), "csdesk-paste-")
        self._forget = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        path = folder / PASTED
        path.write_text(text, encoding="utf-8", newline="")
        self._page.bringing.emit([path])

    def carried(self) -> "tuple[FileMime, str] | None":
        """The chosen accounts as a file in the columns shown, to be dropped anywhere; it is written at the drop."""
        from csdesk.services.spreadsheets.list_out import list_name, write_lists
        from csdesk.ui.kit.file_mime import FileMime

        page = self._page
        rows = page.table.chosen_rows()
        if not rows:
            return None
        lists = [replace(page.out.lists()[0], rows=rows).listing()]
        write = partial(write_lists, lists=lists, today=page.desk.today)
        said = one_line(rows[0].account) if len(rows) == 1 else wording.count(len(rows), "account")
        return FileMime(
            list_name([row.account for row in rows]), write, partial(page.table.copied, headers=True)
        ), said

    def write_deck(self) -> None:
        """Write the QBR deck of the chosen account."""
        from csdesk.ui.shell.deck import DeckWriter

        page, row = self._page, self._page.table.chosen_row()
        if row is not None:
            self._decks = self._decks or DeckWriter(page, page.desk)
            self._decks.ask(row.id, row.account)
