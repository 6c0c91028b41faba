"""The past of the accounts that are listed, read beside the page: twelve weeks, and the days in a band where asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk.domain.query_tree import fields_of
from csdesk.services.accounts.account_facts import IN_BAND
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.accounts.questions import Past

if TYPE_CHECKING:
    from csdesk.ui.accounts.page import AccountsPage


class ListedPast(QObject):
    """Asks for the past of what one page lists. A year is read only where a column, an order or a filter needs it."""

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page)
        self._page = page
        self._asked: Past | None = None
        """What was asked last, or what would be as it is answered."""

    def ask(self) -> None:
        """Ask, unless that is asked of the accounts as they are listed."""
        finding, needed = self._page.finding, self._needed()
        asked = self._asked
        if not finding.rows or (asked and asked.finding is finding and asked.in_band >= needed):
            return
        self._asked = Past(finding, in_band=needed)
        self._page.desk.read_beside(self._asked, self._show)

    def _needed(self) -> bool:
        """Whether anything says since when accounts are in their band."""
        page = self._page
        filtered = {field for one in page.bar.filters for field in fields_of(one)}
        return bool(IN_BAND & {*page.columns.keys(), *(by.key for by in page.model.order), *filtered})

    def _show(self, answer: tuple[Past, Finding]) -> None:
        asked, found = answer
        if asked is self._asked and asked.finding is self._page.finding:
            self._asked = Past(found, in_band=asked.in_band)
            self._page.show_past(found)
