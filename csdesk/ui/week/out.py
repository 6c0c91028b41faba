"""The week going out of the window: saved as PDF, Excel or calendar, or printed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.kit.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from csdesk.domain.week.plan import WeekPlan
    from csdesk.services.week.weeks_out import WrittenWeek
    from csdesk.store.book import Book
    from csdesk.ui.week.page import WeekPage

_KINDS = {
    "week.pdf": ("Save as PDF", ".pdf", "PDF (*.pdf)"),
    "week.excel": ("Save as Excel", ".xlsx", "Excel (*.xlsx)"),
    "week.calendar": ("Save as calendar", ".ics", "Calendar (*.ics)"),
}


class WeekOut(QObject):
    """Asks where to, and lets the desk write beside everything else."""

    def __init__(self, page: "WeekPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None

    @property
    def _plan(self) -> "WeekPlan | None":
        return self._page.plan

    @property
    def _csm(self) -> str:
        """Whose week is shown; empty for everybody's."""
        return self._page.seen.csm if self._page.seen else ""

    def open_menu(self, below: QWidget) -> Menu:
        """Offer every way out under a button."""
        menu = Menu("Print or export", self._page)
        works = {
            "week.pdf": self.save_pdf,
            "week.excel": self.save_excel,
            "week.calendar": self.save_calendar,
        }
        menu.offer("Print", self.print_page, keys="+".join(action("week.print").caps))
        menu.addSeparator()
        for id_, work in works.items():
            menu.offer(_KINDS[id_][0], work, keys="+".join(action(id_).caps))
        menu.open_below(below)
        return menu

    def save_pdf(self) -> None:
        """Ask for a file, and write the week as PDF."""
        self._save("week.pdf")

    def save_excel(self) -> None:
        """Ask for a file, and write the week as a workbook."""
        self._save("week.excel")

    def save_calendar(self) -> None:
        """Ask for a file, and write the week as a calendar."""
        self._save("week.calendar")

    def _save(self, kind: str) -> None:
        from csdesk.exchange.file_names import safe_name

        if self._plan is None:
            return
        title, ending, files = _KINDS[kind]
        named = f"Week of {self._plan.days[0].day.isoformat()}{f', {self._csm}' if self._csm else ''}"
        name = f"{safe_name(named)}{ending}"
        path = file_to_write(self._page, title, name, files)
        if path is not None:
            self._desk.job(f"Writing {path.name}", _Write(self._plan.start, path, self._csm), self._written)

    def _written(self, written: "WrittenWeek") -> None:
        self._desk.told.emit(f"Week written: {Path(written.file).name}", False)

    def print_page(self) -> None:
        """Open the system's print dialog for the week."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._plan is None:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it alive
        self.dialog = QPrintDialog(self._printer, self._page)
        self.dialog.setWindowTitle("Print the week")
        self.dialog.accepted.connect(self._print)
        self.dialog.show()

    def _print(self) -> None:
        from csdesk.services.week.weeks_out import printed_page

        if self._printer is not None and self._plan is not None:
            printed_page(self._plan, self._printer, of=self._csm)


class _Write:
    """What the desk does: the week of that day, as the file's name ends."""

    def __init__(self, start: date, path: Path, csm: str) -> None:
        self._start, self._path, self._csm = start, path, csm

    def __call__(self, book: "Book", progress: object) -> "WrittenWeek":
        del progress
        from csdesk.services.week.weeks_out import write_week

        return write_week(book, self._path, start=self._start, csm=self._csm)
