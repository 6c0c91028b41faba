"""An account going out of the window: the table that is looked at on its tab, or everything of its timeline."""

from typing import TYPE_CHECKING, Any

from csdesk.domain.timeline import Entry
from csdesk.ui.account.entry_paint import span_text
from csdesk.ui.account.sections import Section
from csdesk.ui.kit.columns import Column
from csdesk.ui.kit.table import Table
from csdesk.ui.shell.list_out import ListOut, Shown, shown

if TYPE_CHECKING:
    from csdesk.ui.account.page import AccountPage


class AccountOut(ListOut):
    """Prints and writes what the shown tab lists."""

    def __init__(self, page: "AccountPage") -> None:
        super().__init__(page)
        self._account = page

    def lists(self) -> list[Shown]:
        """The table that has the keyboard, else the first of the tab that has rows, else the timeline."""
        tables = self._tables()
        if not tables:
            return [self._timeline()]
        chosen = next((t for t in tables if t.hasFocus()), tables[0])
        title = f"{self._name()}, {chosen.accessibleName()}"
        said = f"{len(chosen.rows.rows):,} rows"
        return [shown(chosen, title, said, whole=True, name=chosen.accessibleName())]

    def file_name(self) -> str:
        """After the account, and what is listed of it."""
        from csdesk.exchange.file_names import safe_name

        return f"{safe_name(self.lists()[0].title)} {self._page.desk.today.isoformat()}"

    def _tables(self) -> list[Table[Any]]:
        """The tables of the shown tab that have rows, from top to bottom."""
        tab = self._account.stack.currentWidget()
        sections = tab.findChildren(Section) if tab is not None else []
        return [s.table for s in sections if s.table.rows.rows]

    def _timeline(self) -> Shown:
        entries, today = self._account.entries_shown(), self._page.desk.today
        columns: list[Column[Entry]] = [
            Column("on", "Day", lambda e: span_text(e, today), plain=lambda e: e.on),
            Column("title", "What", lambda e: e.title),
            Column("detail", "More", lambda e: e.detail),
        ]
        return Shown(
            f"{self._name()}, Timeline", f"{len(entries):,} facts", columns, tuple(entries), "Timeline"
        )

    def _name(self) -> str:
        portrait = self._account.portrait
        return portrait.account.account if portrait else self._page.title
