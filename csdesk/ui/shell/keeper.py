"""The keeper looks after one open book: whether its file is still there, its backups, and the day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from csdesk import wording
from csdesk.domain import errors as e
from csdesk.domain.errors import CsdeskError
from csdesk.services.book.keeping import keep, save_copy
from csdesk.ui.desk import Desk
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.page import Page
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.leftovers import Leftovers
from csdesk.ui.shell.notices import Notices
from csdesk.ui.shell.opener import Opener
from csdesk.ui.shell.pages import Pages
from csdesk.ui.shell.place_notice import PlaceNotice
from csdesk.ui.shell.rot import Rot
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.shell.unfinished import Unfinished

if TYPE_CHECKING:
    from csdesk.store.book import Book
    from csdesk.ui.shell.first import First

LOOK_MS = 2_000
KEEP_MS = 30 * 60 * 1_000
COPY, AGAIN, BREAK, DATA = "copy", "again", "break", "data"
_OFFERS: dict[type[CsdeskError], tuple[tuple[str, str], ...]] = {
    e.BookInUse: ((AGAIN, "Try again"),),
    e.BookHeldElsewhere: ((AGAIN, "Try again"), (BREAK, "Break the lock")),
    e.BookForeign: ((DATA, "Read as data into a new book"),),
    e.BookReadOnly: ((COPY, "Save a copy"), (AGAIN, "Try again")),
    e.NoPermission: ((COPY, "Save a copy"), (AGAIN, "Try again")),
    e.BookGone: ((COPY, "Save a copy"), (AGAIN, "Try again")),
    e.BookReplaced: ((COPY, "Save a copy"), (AGAIN, "Open what is there now")),
}
"""What can be done about each thing that keeps a book from being written."""
_LOST = (e.BookGone, e.BookReplaced)


class Host(Protocol):
    """What the keeper needs of the window."""

    frame: Frame
    opener: Opener
    pages: Pages

    def go(self, id_: str) -> None: ...
    def shown(self) -> Page | None: ...
    def show_status(self) -> None: ...
    def learn_again(self) -> None: ...
    def window(self) -> QWidget: ...


def _back_up(made: int, book: "Book", progress: Callable[[int, int], bool]) -> int:
    """A backup of the book with the changes made so far; their number."""
    del progress
    keep(book, now=datetime.now(UTC), reason="every 30 minutes")
    return made


class Keeper(QObject):
    """Lives as long as its desk. What it finds is said in the band, never asked in a box."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(desk)
        self._host, self._desk = host, desk
        self._number: int | None = None
        self._looking = False
        self.first: First | None = None
        self.day: date = datetime.now(UTC).astimezone().date()
        desk.barred.connect(self.stand)
        for every, work in ((LOOK_MS, self.look), (KEEP_MS, self.keep)):
            clock = QTimer(self)
            clock.timeout.connect(work)
            clock.start(every)
        self.notices = Notices(self, host, desk)
        self.leftovers = Leftovers(host, desk, self.notices)
        self.place, self.rot = PlaceNotice(host, desk, self.notices), Rot(desk, self.notices)
        self.unfinished = Unfinished(desk, self.notices)
        host.frame.band.asked.connect(self._do)
        self.stand(desk.obstacle)
        self.leftovers.look()
        self.unfinished.look()
        self.place.look()

    def keep(self) -> None:
        """Back up in the background what no backup holds yet."""
        if self._desk.made > self._desk.kept and self._desk.obstacle is None:
            self._desk.job("Backing up", partial(_back_up, self._desk.made), self._backed_up)

    def _backed_up(self, made: int) -> None:
        self._desk.kept = made
        self._host.learn_again()

    def look(self) -> None:
        """Look whether the file is still what was opened, and whether it is still the same day.

        A new day waits for what would be lost with its page: an import may be answered, and read, past midnight.
        """
        page = self._host.shown()
        held = (page is not None and page.holds()) or self._host.pages.losing() is not None
        if not self._busy() and not held:
            self._new_day(datetime.now(UTC).astimezone().date())
        if not self._looking and not isinstance(self._desk.obstacle, e.BookReplaced):
            self._looking = True
            self._desk.look(self._looked)

    def _looked(self, found: int | CsdeskError) -> None:
        self._looking = False
        if self._desk.writes and self.first is None:
            self.first = self._listening()
        gone = isinstance(self._desk.obstacle, e.BookGone)
        if self._busy() and (gone or not self._desk.writes):
            return  # opening again would take the book from under a form
        if isinstance(found, e.BookReplaced) and not self._desk.writes:
            self.open_again()
        elif isinstance(found, _LOST):
            if type(found) is not type(self._desk.obstacle):
                self._desk.bar(found)
        elif gone:
            self.open_again()
        elif isinstance(found, int):
            self._noticed(found)

    def _listening(self) -> "First":
        from csdesk.ui.shell.first import First

        return First(self._host.window(), self._desk.path, self)

    def _noticed(self, number: int) -> None:
        """Show what another program wrote, where this window only reads."""
        before, self._number = self._number, number
        if before not in {None, number} and not self._desk.writes:
            self._desk.refreshed.emit()
            self._host.learn_again()

    def _new_day(self, today: date) -> None:
        """Show the new day."""
        if today != self.day and not self._desk.is_sample:
            self.day = self._host.opener.today = today
            self.open_again()

    def _busy(self) -> bool:
        """Whether something would be lost by opening the book again: words that are being typed, or long work."""
        typed = QApplication.focusWidget()
        words = isinstance(typed, QLineEdit | QPlainTextEdit) and typed.isVisible()
        sheets = self._host.window().findChildren(Sheet)
        return words or self._desk.busy or any(sheet.isVisible() for sheet in sheets)

    def open_again(self) -> None:
        """Open what is at the book's place now, at the page that is shown."""
        page = self._host.shown()
        self._host.opener.open_path(self._desk.path, page.id if page and page.id != "account" else "accounts")

    def stand(self, obstacle: CsdeskError | None) -> None:
        """Say why the book can only be read, and what can be done."""
        frame = self._host.frame
        frame.topbar.show_writable(writable=obstacle is None)
        self._host.show_status()
        if obstacle is None:
            frame.hide_band()
            return
        lost, said = isinstance(obstacle, _LOST), wording.happened(obstacle)
        offers = _OFFERS.get(type(obstacle), ((AGAIN, "Try again"),))
        tone, icon = ("bad", "alert") if lost else ("info", "lock")
        frame.band.say(said if lost else f"Read only. {said}", offers, tone=tone, icon=icon)

    def _do(self, id_: str) -> None:
        works = {AGAIN: self.open_again, COPY: self.save_copy, BREAK: self.ask_to_break}
        works[DATA] = self.read_as_data
        if id_ in works:
            works[id_]()
        else:
            self.notices.take(id_)

    def save_copy(self) -> None:
        """Ask where, and save all that this window holds there."""
        target = self._ask_name(f"{self._desk.path.stem} saved copy.csdesk", "Save a copy")
        if target is not None:
            self.save_copy_to(target)

    def save_copy_to(self, target: Path) -> None:
        """Save all that this window holds as another book."""
        self._desk.read(partial(save_copy, target=target), self._saved)

    def _saved(self, target: Path) -> None:
        self._desk.told.emit(f"Saved a copy: {target}", False)

    def ask_to_break(self) -> None:
        """Warn, then take the lock of another computer away."""
        from csdesk.ui.shell.sheets.break_sheet import BreakSheet

        obstacle = self._desk.obstacle
        if isinstance(obstacle, e.BookHeldElsewhere):
            sheet = BreakSheet(self._host.window(), self._desk.path, obstacle)
            sheet.broken.connect(self.open_again)
            sheet.open()

    def read_as_data(self) -> None:
        """Ask for a name, and read what is known of the book into a new one."""
        target = self._ask_name(f"{self._desk.path.stem} as data.csdesk", "Read as data into a new book")
        if target is not None:
            self._host.opener.read_as_data(self._desk.path, target)

    def _ask_name(self, name: str, title: str) -> Path | None:
        beside = str(self._desk.path.with_name(name))
        return file_to_write(self._host.window(), title, beside, "Books (*.csdesk)")
