"""The health of the book going out of the window: the list of the tab that is shown, with its bands."""

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesk.ui.health.columns import file_columns
from csdesk.ui.health.listed import Listed
from csdesk.ui.shell.list_out import ListOut, Shown, shown

if TYPE_CHECKING:
    from csdesk.ui.health.bands import BandTable
    from csdesk.ui.health.page import HealthPage


class HealthOut(ListOut):
    """Prints and writes what a tab lists; *Back-test* has a list once it was run."""

    def __init__(self, page: "HealthPage") -> None:
        super().__init__(page)
        self._health = page

    def file_name(self) -> str:
        """After the tab, too."""
        return f"{self._title()} {self._page.desk.today.isoformat()}"

    def lists(self) -> list[Shown]:
        """The list of the tab under its sentence; the bands of the book stand beside it."""
        page, tab, title = self._health, self._health.stack.currentWidget(), self._title()
        if tab is page.portfolio:
            accounts = shown(page.portfolio.table, "Accounts")
            said = page.portfolio.said.text()
            return [_bands(page.bands, title, said), replace(accounts, more=file_columns())]
        if isinstance(tab, Listed):
            return [shown(tab.table, title, tab.said.text(), name=self._tab())]
        if tab is page.trial:
            changed = shown(page.trial.changed, "Changes of band")
            bands = _bands(page.trial.bands, title, page.trial.said())
            return [bands, changed] if changed.rows else [bands]
        found = page.trust.found
        measures = [shown(page.trust.measures, title, page.trust.said(), name="Measures")]
        return measures if found is not None and found.scored else []

    def _tab(self) -> str:
        return self._health.tabs.name(self._health.tabs.currentIndex())

    def _title(self) -> str:
        first = self._health.tabs.currentIndex() == 0
        return self._page.title if first else f"{self._page.title}, {self._tab()}"


def _bands(bands: "BandTable", title: str, said: str) -> Shown:
    return replace(shown(bands.table, title, said, name="Bands"), beside=True)
