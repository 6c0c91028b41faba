"""As of: the window looks from another day, and says so, until it is back at today."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day as day_text
from csdesk.ui.shell.asof_band import AsOfBand
from csdesk.ui.shell.asof_day import DayPicker
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.search import Search
from csdesk.ui.shell.waiting import Waiting

if TYPE_CHECKING:
    from csdesk.store.book import Book

_SLOW_MS = 300


class Host(Protocol):
    """What is needed of the window."""

    desk: Desk | None
    frame: Frame
    search: Search

    def window(self) -> QWidget:
        """The window itself."""


class AsOf(QObject):
    """Lets a person choose the day, and shows the band; one for each window, made after the first paint."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.window())
        self._host = host
        self._begins: date | None = None
        self.band, self.picker = AsOfBand(), DayPicker(host.window())
        host.frame.put_band(self.band)
        host.frame.topbar.day.clicked.connect(self.choose)
        self.picker.chosen.connect(self._turn_to)
        self.band.turned.connect(self._turn_clock)
        self.band.left.connect(self.back)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self._say_slow)
        host.frame.status.cancelled.connect(self._stay)
        self._bind()

    def _bind(self) -> None:
        works: dict[str, Callable[[], object]] = {
            "day.choose": self.choose,
            "day.before": self.day_before,
            "day.after": self.day_after,
            "day.known": self.other_clock,
            "day.back": self.back,
        }
        self._keys = {id_: QShortcut(QKeySequence(action(id_).key), self._host.window()) for id_ in works}
        for id_, work in works.items():
            self._keys[id_].activated.connect(work)
        self._host.search.works = {**self._host.search.works, **works}

    def attend(self, desk: Desk) -> None:
        """Follow a book that was just opened."""
        self._begins = None
        desk.glanced.connect(self._glanced)
        desk.read(_Beginning(), self._learned)
        self._say()

    def _learned(self, begins: date | None) -> None:
        self._begins = begins
        self._say()

    def _glanced(self) -> None:
        """Another day is shown: say so, and what waits on it."""
        self._slow.stop()
        self._host.frame.status.end_job()
        self._say()
        desk = self._host.desk
        if desk is not None:
            self._host.frame.topbar.show_writable(writable=desk.writable)
            desk.read(Waiting(desk.today), self._host.frame.sidebar.show_waiting)

    def _say(self) -> None:
        desk = self._host.desk
        if desk is None:
            return
        glance = desk.glance
        self.band.show_glance(glance, self._begins)
        self._host.frame.topbar.show_day(desk.today, sample=desk.is_sample, elsewhere=glance is not None)
        for id_ in ("day.back", "day.known"):
            self._keys[id_].setEnabled(glance is not None)

    def choose(self) -> None:
        """Open the calendar."""
        desk = self._host.desk
        if desk is not None:
            self.picker.open_below(self._host.frame.topbar.day, desk.today, desk.real_today)

    def back(self) -> None:
        """Back to today; out of the palette first, where it is open."""
        palette = self._host.search.palette
        if palette is not None and palette.isVisible():
            palette.put_away()
        elif self._host.desk is not None:
            self._host.desk.glance_at(None)

    def other_clock(self) -> None:
        """As known instead of as it was, or the other way round."""
        desk = self._host.desk
        if desk is not None and desk.glance is not None and not desk.glance.ahead:
            self._turn(desk.glance.day, known=not desk.glance.known)

    def day_before(self) -> None:
        """One day back."""
        self._step(-1)

    def day_after(self) -> None:
        """One day on."""
        self._step(1)

    def _step(self, by: int) -> None:
        desk = self._host.desk
        if desk is not None:
            self._turn_to(desk.wanted_day + timedelta(days=by))

    def _turn_to(self, day: date) -> None:
        desk = self._host.desk
        if desk is not None:
            self._turn(day, known=desk.glance is not None and desk.glance.known)

    def _turn_clock(self, known: object) -> None:
        desk = self._host.desk
        if desk is not None and desk.glance is not None:
            self._turn(desk.glance.day, known=known is True)

    def _turn(self, day: date, *, known: bool) -> None:
        if self._host.desk is not None:
            self._host.desk.glance_at(day, known=known)
            self._slow.start(_SLOW_MS)

    def _say_slow(self) -> None:
        """The copy takes a while: say what is going on, and let it be given up."""
        desk = self._host.desk
        if desk is not None and desk.turning is not None:
            said = day_text(desk.wanted_day, today=desk.real_today)
            self._host.frame.status.show_job(f"Looking from {said}", 0, None)

    def _stay(self) -> None:
        """Stay at the day that is shown."""
        desk = self._host.desk
        if desk is not None and desk.turning is not None:
            glance = desk.glance
            desk.glance_at(glance.day if glance else None, known=glance is not None and glance.known)


class _Beginning:
    """From which day on things were recorded in the book."""

    def __call__(self, book: "Book") -> date | None:
        from csdesk.services.book.knowing import begins

        return begins(book)
