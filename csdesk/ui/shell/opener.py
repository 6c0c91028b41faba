"""The opener: how books and spreadsheets come into a window, chosen, dropped, or asked for at the first start."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import BookDamaged, BookForeign, CsdeskError
from csdesk.services.book.books import is_older, renew_book
from csdesk.ui.desk import Desk
from csdesk.ui.kit.file_choice import file_to_read
from csdesk.ui.shell.dropped import SHEETS, Dropped, files_of, left_text, refusal, sorted_out

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from csdesk.store.foreign import TakenIn
    from csdesk.ui.page import Page
    from csdesk.ui.shell.opening import Opening

_Then = tuple[Path, str, Sequence[Path]]


class Host(Protocol):
    """What the opener needs of the window."""

    desk: Desk | None

    def window(self) -> QWidget:
        """The window itself."""

    def shown(self) -> "Page | None":
        """The page that is shown."""

    def asks_first(self, then: Callable[[], object]) -> bool:
        """Whether pages would lose what a person did, and it is asked; `then` is done where it may go."""


class Opener(QObject):
    """Opens for one window. `opened(Desk, page)`; `refused(sentence)`; `brought(files)`: spreadsheets to import;
    `damaged(path, CsdeskError)`: a book that cannot be opened as it is, but perhaps be rescued;
    `said(sentence)`: what was done."""

    opened = Signal(object, str)
    refused = Signal(str)
    brought = Signal(list)
    damaged = Signal(object, object)
    said = Signal(str)

    def __init__(self, host: Host, today: date) -> None:
        super().__init__(host.window())
        self._host, self._window, self.today = host, host.window(), today
        self._opening: Opening | None = None
        self._then: _Then = (Path(), "", ())
        """Which book is being brought up to date, the page that it is opened at, the spreadsheets that wait for it."""

    def choose(self, id_: str) -> None:
        """Take one of the first start's choices."""
        {"sheet": self.ask_sheet, "sample": self._sample, "empty": self._empty, "other": self.ask_book}[id_]()

    def _sample(self) -> None:
        from csdesk.ui.shell.books import sample_book

        self._open_made(sample_book, "week")

    def _empty(self) -> None:
        self.open_empty("accounts")

    def open_empty(self, page: str, files: Sequence[Path] = ()) -> None:
        """Open the default book at a page, and bring it spreadsheets; it is made if there is none yet."""
        from csdesk.ui.shell.books import empty_book

        self._open_made(empty_book, page, files)

    def _open_made(self, make: Callable[[], Path], page: str, files: Sequence[Path] = ()) -> None:
        try:
            path = make()
        except CsdeskError as error:
            self._refuse(error)
        else:
            self.open_path(path, page, files)

    def open_path(self, path: Path, page: str = "week", files: Sequence[Path] = ()) -> None:
        """Open a book, or say why not; one of an older csdesk is brought up to date beside the window first.

        Spreadsheets that came before there was a book are brought once it is open.
        """
        if self._opening is not None:
            self.refused.emit("A book is being opened. Wait until it is there.")
        elif self._host.asks_first(partial(self.open_path, path, page, files)):
            return
        elif is_older(path):
            self._renew((path.resolve(), page, files))
        else:
            self._open(path, page, files)

    def _renew(self, then: "_Then") -> None:
        from csdesk.ui.shell.errands import Errand
        from csdesk.ui.shell.opening import Opening

        path, *_ = self._then = then
        self._opening = Opening(self._window, path)
        errand = Errand(self, partial(renew_book, path))
        errand.done.connect(self._renewed)
        errand.refused.connect(self._not_renewed)
        errand.start()

    def _uncover(self) -> "_Then":
        if self._opening is not None:
            self._opening.end()
        self._opening = None
        return self._then

    def _renewed(self, nothing: None) -> None:
        del nothing
        self._open(*self._uncover())

    def _not_renewed(self, error: CsdeskError) -> None:
        path, *_ = self._uncover()
        self.tell(path, error)

    def _open(self, path: Path, page: str, files: Sequence[Path]) -> None:
        from csdesk.ui.shell.books import opened

        desk = opened(path, self.today)
        if isinstance(desk, Desk):
            self.opened.emit(desk, page)
            if files:
                self.brought.emit(list(files))
        else:
            self.tell(path, desk)

    def tell(self, path: Path, refusal: CsdeskError) -> None:
        """Say why a book was not opened; what can be rescued is offered."""
        if isinstance(refusal, BookDamaged | BookForeign):
            self.damaged.emit(path, refusal)
        else:
            self.refused.emit(f"{wording.sentence(refusal)} {wording.next_step(refusal)}")

    def read_as_data(self, source: Path, target: Path) -> None:
        """Read a book from somebody else as data into a new one, and open that."""
        from csdesk.services.book.keeping import read_as_data
        from csdesk.ui.shell.errands import Errand

        now = datetime.now(UTC)
        errand = Errand(self, partial(read_as_data, source, target, now=now, today=self.today))
        errand.done.connect(self._taken_in)
        errand.refused.connect(self._refuse)
        errand.start()

    def _taken_in(self, done: "TakenIn") -> None:
        self.open_path(done.book, "accounts")
        left = (
            f" Left behind: {', '.join(done.left[:3])}{' …' if len(done.left) > 3 else ''}."
            if done.left
            else ""
        )
        self.said.emit(f"{wording.count(done.rows, 'row')} read as data, {done.dropped:,} dropped.{left}")

    def _refuse(self, error: CsdeskError) -> None:
        self.refused.emit(f"{wording.sentence(error)} {wording.next_step(error)}")

    def ask_book(self) -> None:
        """Ask for another book."""
        chosen = file_to_read(self._window, "Open a book", "Books (*.csdesk)")
        if chosen is not None:
            self.open_path(chosen)

    def ask_sheet(self) -> None:
        """Ask for a spreadsheet to import."""
        kinds = " ".join(f"*{ending}" for ending in SHEETS)
        chosen = file_to_read(self._window, "Import a spreadsheet", f"Spreadsheets ({kinds})")
        if chosen is not None:
            self.brought.emit([chosen])

    def take(self, urls: "Iterable[QUrl]") -> None:
        """A dropped book is opened, spreadsheets are one import, a mail becomes a touch, a calendar is read.

        Of several kinds one is taken, and it is said which files were not.
        """
        dropped = sorted_out(files_of(urls))
        said = [refusal(dropped.others)] if dropped.others else []
        said += [left_text(dropped.left)] if dropped.left else []
        if said:
            self.refused.emit(" ".join(said))
        if dropped.books:
            self.open_path(dropped.books[0])
        elif dropped.sheets:
            self.brought.emit(list(dropped.sheets))
        elif dropped.mails or dropped.calendars:
            self._take_letters(dropped)

    def _take_letters(self, dropped: Dropped) -> None:
        from csdesk.ui.shell.letters import take_letters

        if self._host.desk is None:
            self.refused.emit("Open a book first, then drop the mail or the calendar.")
        else:
            take_letters(self._host, self._host.desk, dropped.mails, dropped.calendars)
