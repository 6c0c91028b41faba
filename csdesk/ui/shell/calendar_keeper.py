"""The calendar keeper writes the book's calendars into their folder after a change; it never holds up a save."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from csdesk import settings, wording
from csdesk.domain.errors import CsdeskError
from csdesk.services.correspondence.calendar_folder import calendar_folder, kept_or_why
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book

QUIET_MS = 3_000
"""So long nothing is changed before the calendars are written again."""


class CalendarKeeper(QObject):
    """Writes aside whenever the book has been quiet for a moment; lives as long as the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._told: tuple[str, str] | None = None
        self._folder: Path | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.keep)
        desk.changed.connect(self._quiet.start)

    def keep(self) -> None:
        """Write them, if a folder was chosen on this computer."""
        self._folder = calendar_folder()
        if self._folder is not None:
            desk = self._desk
            csm = settings.chosen_csm(desk.uid)
            work = partial(_keep, folder=self._folder, called=desk.path.stem, today=desk.today, csm=csm)
            self._desk.aside(work, self._kept)

    def _kept(self, why: CsdeskError | None) -> None:
        """What stands in the way is told once, until it is another thing or has gone."""
        said = None if why is None else (str(self._folder), wording.happened(why))
        if said is not None and said != self._told:
            self._desk.told.emit(f"The calendar folder: {said[1]}", False)
        self._told = said


def _keep(book: "Book", *, folder: Path, called: str, today: date, csm: str) -> CsdeskError | None:
    return kept_or_why(book, folder, called, today=today, csm=csm)
