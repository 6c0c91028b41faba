"""An account on paper: the table that is looked at on its tab, or everything of its timeline."""

from typing import TYPE_CHECKING, Any

from csdesk.ui.account.entry_paint import span_text
from csdesk.ui.account.sections import Section
from csdesk.ui.kit.table import Table
from csdesk.ui.shell.table_paper import TablePaper

if TYPE_CHECKING:
    from csdesk.printing.table_page import PaperTable
    from csdesk.ui.account.page import AccountPage

_HEAD = (("Day", False), ("What", False), ("More", False))


class AccountPaper(TablePaper):
    """Prints what the shown tab lists."""

    def __init__(self, page: "AccountPage") -> None:
        super().__init__(page)
        self._account = page

    def sheet(self) -> "PaperTable":
        """The table that has the keyboard, else the first of the tab that has rows, else the timeline."""
        tables = self._tables()
        if not tables:
            return self._timeline()
        chosen = next((t for t in tables if t.hasFocus()), tables[0])
        name = f"{self._name()}, {chosen.accessibleName()}"
        return self.sheet_of(chosen, name, f"{len(chosen.rows.rows):,} rows", whole=True)

    def _tables(self) -> list[Table[Any]]:
        """The tables of the shown tab that have rows, from top to bottom."""
        tab = self._account.stack.currentWidget()
        sections = tab.findChildren(Section) if tab is not None else []
        return [s.table for s in sections if s.table.rows.rows]

    def _timeline(self) -> "PaperTable":
        from csdesk.printing.table_page import PaperTable

        entries, today = self._account.entries_shown(), self._page.desk.today
        rows = [[span_text(e, today), e.title, e.detail] for e in entries]
        foot = self._page.desk.path.stem
        return PaperTable(f"{self._name()}, Timeline", f"{len(rows):,} facts", _HEAD, rows, foot)

    def _name(self) -> str:
        portrait = self._account.portrait
        return portrait.account.account if portrait else self._page.title
