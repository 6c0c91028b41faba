"""The renewals going out of the window: as the table lists them, and their deadlines as a calendar."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.renewals.columns import file_columns
from csdesk.ui.renewals.questions import Calendar
from csdesk.ui.shell.list_out import ListOut, Shown, shown

if TYPE_CHECKING:
    from csdesk.ui.renewals.page import RenewalsPage


class RenewalsOut(ListOut):
    """Prints and writes what is due, whichever view of it is shown."""

    def __init__(self, page: "RenewalsPage") -> None:
        super().__init__(page)
        self._renewals = page

    def lists(self) -> list[Shown]:
        """Every renewal of the span with all that is known of it, and what cannot be placed."""
        page = self._renewals
        page.fill_table()
        due, unplaced = page.table.due, page.table.unplaced
        loose = len(unplaced.rows.rows)
        said = [page.summary(), f"{loose:,} cannot be placed" if loose else ""]
        listed = shown(due, page.title, "; ".join(s for s in said if s), whole=True)
        made = [replace(listed, more=file_columns(page.desk.today))]
        return [*made, shown(unplaced, "Cannot be placed", whole=True)] if loose else made

    def further(self) -> list[tuple[str, Callable[[], object]]]:
        """The deadlines, to be followed in another program."""
        return [("Save as calendar", self.save_calendar)]

    def save_calendar(self) -> None:
        """Write the deadlines of the span as a calendar, with alarms 14 and 3 days before."""
        page = self._renewals
        path = file_to_write(page, "Save as calendar", "renewals.ics", "Calendar (*.ics)")
        if path is not None:
            work = Calendar(page.desk, page.first, page.last, path)
            page.desk.job(f"Writing {path.name}", work, self._told)

    def _told(self, written: str) -> None:
        self._renewals.desk.told.emit(written, False)
