"""The renewals going out of the window: on paper, as the table lists them, and their deadlines as a calendar."""

from typing import TYPE_CHECKING

from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.renewals.questions import Calendar
from csdesk.ui.shell.table_paper import TablePaper

if TYPE_CHECKING:
    from csdesk.printing.table_page import PaperTable
    from csdesk.ui.renewals.page import RenewalsPage


class RenewalsOut(TablePaper):
    """Prints and writes what is due, whichever view of it is shown."""

    def __init__(self, page: "RenewalsPage") -> None:
        super().__init__(page, page.table.due)
        self._renewals = page

    def sheet(self) -> "PaperTable":
        """Every renewal of the span with all that is known of it; how many cannot be placed is said."""
        page = self._renewals
        page.fill_table()
        loose = len(page.table.unplaced.rows.all_rows)
        said = [page.summary(), f"{loose:,} cannot be placed" if loose else ""]
        return self.sheet_of(page.table.due, page.title, "; ".join(s for s in said if s), whole=True)

    def save_calendar(self) -> None:
        """Write the deadlines of the span as a calendar."""
        page = self._renewals
        path = file_to_write(page, "Write the deadlines", "renewals.ics", "Calendars (*.ics)")
        if path is not None:
            work = Calendar(page.desk, page.first, page.last, path)
            page.desk.job(f"Writing {path.name}", work, self._written)

    def _written(self, written: str) -> None:
        self._renewals.desk.told.emit(written, False)
