"""A calendar that comes in: its busy times are kept, wherever the person is, and it is said what came of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk import wording
from csdesk.services.book.preferences import keep_calendar
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.exchange.calendar_in import ReadCalendar
    from csdesk.store.book import Book


class CalendarIn(QObject):
    """Reads one calendar beside everything else, and keeps what it takes of the days to come."""

    def __init__(self, parent: QObject, desk: Desk, path: Path) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.job(f"Reading {path.name}", _Work(path, desk.today), self._read)

    def _read(self, found: "ReadCalendar") -> None:
        left = f"; {wording.count(found.left_out, 'event')} could not be read" if found.left_out else ""
        said = f"Calendar read: {wording.count(len(found.taken), 'day')} busy or off{left}"
        self._desk.do(keep_calendar, found.taken, say=said)
        self.deleteLater()


class _Work:
    def __init__(self, path: Path, today: date) -> None:
        self._path, self._today = path, today

    def __call__(self, book: "Book", progress: object) -> "ReadCalendar":
        del progress
        from csdesk.services.correspondence.busy import busy_ahead

        return busy_ahead(book, self._path, self._today)
