"""What the shell shows beside the page: whose book it is, how safe it is, and what waits for a decision."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from csdesk.ui.desk import Desk
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.saved import saved_facts
from csdesk.ui.shell.waiting import Waiting

if TYPE_CHECKING:
    from csdesk.services.book.keeping import Safety
    from csdesk.ui.page import Page


_SOON = 300
"""So many ms may pass before it is said that something is waited for."""
_READING = "Reading the book …"


class Host(Protocol):
    """What it needs of the window."""

    desk: Desk | None
    frame: Frame

    def window(self) -> QWidget:
        """The window itself."""

    def shown(self) -> "Page | None":
        """The page that is shown."""


class Beside(QObject):
    """Reads it after the first paint, and again after every change."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.window())
        self._host = host
        self._safety: Safety | None = None
        self._waited = QTimer(self, singleShot=True, interval=_SOON)
        self._waited.timeout.connect(self._say_waited)

    def follow(self) -> None:
        """After a change."""
        self.show_status()
        self.learn()

    def learn(self) -> None:
        """Read it again."""
        from csdesk.services.book.books import owner_of
        from csdesk.services.book.keeping import safety

        desk = self._host.desk
        if desk:
            desk.read(owner_of, self._show_owner)
            desk.read(partial(safety, now=datetime.now(UTC)), self._show_safety)
            desk.read(Waiting(desk.today), self._host.frame.sidebar.show_waiting)

    def forget(self) -> None:
        """The book is closed."""
        self._safety = None

    def _show_owner(self, owner: str) -> None:
        desk = self._host.desk
        self._host.frame.sidebar.show_owner(owner or (desk.path.stem if desk else ""))

    def _show_safety(self, safety: "Safety") -> None:
        self._safety = safety
        self.show_status()

    def show_status(self) -> None:
        """Say which book it is, and that it is saved."""
        desk, status = self._host.desk, self._host.frame.status
        if desk is not None:
            status.show_facts(saved_facts(desk, self._safety))
            self._say(desk, "")

    def _say(self, desk: Desk, waiting: str) -> None:
        """Say what the page says of itself; where it has nothing to say yet, in a moment that it is waited for."""
        current = self._host.shown()
        said = current.summary() if current else ""
        self._host.frame.status.show_right(said or waiting)
        if not said and desk.reading:
            self._waited.start()

    def _say_waited(self) -> None:
        if (desk := self._host.desk) is not None:
            self._say(desk, _READING if desk.reading else "")
