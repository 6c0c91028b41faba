"""Ready keeps the week of today and of the next days as the book stands, of who was chosen, for the next start."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from csdesk import settings
from csdesk.services.week.ready import keep_week
from csdesk.ui.desk import Desk

QUIET_MS = 2_000
"""So long nothing is changed before the weeks are planned again."""
_DAYS = 4
"""Today and a weekend's length more: Friday evening knows Monday's week."""


class Ready(QObject):
    """Plans aside whenever the book has been quiet for a moment; lives as long as the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._left: list[int] = []
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.keep)
        desk.changed.connect(self._quiet.start)
        self._quiet.start()

    def keep(self) -> None:
        """Keep the week of each day that a window may be opened on next; a sample book has one day only."""
        self._left = [0] if self._desk.is_sample else list(range(_DAYS))
        self._keep_next()

    def _keep_next(self) -> None:
        if self._left:
            day = self._desk.today + timedelta(days=self._left.pop(0))
            csm = settings.chosen_csm(self._desk.uid)
            self._desk.aside(partial(keep_week, start=day, csm=csm), self._kept)

    def _kept(self, kept: bool) -> None:
        if kept:
            self._keep_next()
