"""A review deck is asked for from wherever an account is chosen: where to, a job, and a way to open it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk import wording
from csdesk.domain.errors import LeaksFound
from csdesk.domain.ids import AccountId
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book

_ENDING = ".pptx"


class DeckWriter(QObject):
    """Writes decks for one page; the folder of the book's last one is where the next is offered."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, account: AccountId, called: str) -> None:
        """Ask for a file, and write the deck of an account there."""
        from csdesk.exchange.file_names import safe_name

        name = f"{safe_name(called)} review {self._desk.today.isoformat()}{_ENDING}"
        folder = self._desk.written_to
        offered = name if folder is None else str(folder / name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, "Write the review deck", offered, f"Decks (*{_ENDING})"
        )
        if chosen:
            path = Path(chosen)
            self.write(account, path if path.suffix.lower() == _ENDING else Path(f"{path}{_ENDING}"))

    def write(self, account: AccountId, path: Path) -> None:
        """Write the deck of an account to a file."""
        self._desk.written_to = path.parent
        self._desk.job(f"Writing {path.name}", _Deck(self._desk, account, path), self._written)

    def _written(self, done: "tuple[str, Path, _Made] | _Held") -> None:
        if isinstance(done, _Held):
            self._show_leaks(done)
            return
        from csdesk.services.files import keep_deck

        said, path, made = done
        self._desk.wrote.emit(said, path)
        self._desk.keep(
            keep_deck, made.account, str(path), made.sha256, title=path.stem, about_on=made.about_on
        )

    def _show_leaks(self, held: "_Held") -> None:
        from csdesk.ui.shell.leaks_sheet import LeaksSheet

        again = partial(self.write, held.account, held.path)
        LeaksSheet(self._page.window(), self._desk, held.leaks, held.account, again).open()


@dataclass(frozen=True, slots=True)
class _Held:
    """A deck that was held back by the leak guard."""

    account: AccountId
    path: Path
    leaks: LeaksFound


@dataclass(frozen=True, slots=True)
class _Made:
    """A deck that was written: whose, of which day, and what it was."""

    account: AccountId
    about_on: date
    sha256: str


class _Deck:
    """The work: from a view of the book of its own, so that nothing waits for it."""

    def __init__(self, desk: Desk, account: AccountId, path: Path) -> None:
        self._today, self._account, self._path = desk.today, account, path

    def __call__(self, book: "Book", progress: object) -> tuple[str, Path, _Made] | _Held:
        del progress
        from csdesk.services.reviews import write_qbr

        try:
            written = write_qbr(book, self._account, self._path, as_of=self._today)
        except LeaksFound as held:
            return _Held(self._account, self._path, held)
        said = f"{written.slides} slides written: {self._path.name}."
        left = wording.count(len(written.held_back), "task") if written.held_back else ""
        more = written.cautions or (
            (f"{left} left out, for their words: they are for inside use.",) if left else ()
        )
        made = _Made(self._account, self._today, written.sha256)
        return " ".join([said, *more[:1]]), self._path, made
