"""A file leaves csdesk, of one account or of all: where to, a job, and what is held back before it may pass."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError, LeaksFound
from csdesk.domain.ids import AccountId
from csdesk.ui.desk import Desk
from csdesk.ui.kit.file_choice import file_to_write

if TYPE_CHECKING:
    from csdesk.services.outgoing.files import WrittenFile
    from csdesk.store.book import Book


class Written(Protocol):
    """What was written, with what the export log keeps of it."""

    @property
    def written(self) -> "WrittenFile | None":
        """The file, where it is for a reader."""


T = TypeVar("T", bound=Written)
Whose = TypeVar("Whose", bound=AccountId | None)
"""Whose file it is: one account's, or that of the whole book."""


class Outgoing(QObject, Generic[Whose, T]):
    """Writes files of one kind for one page, and has them kept in the export log.

    The folder of the book's last one is where the next is offered.
    """

    title: ClassVar[str]
    kind: ClassVar[str]
    ending: ClassVar[str]

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask(self, whose: Whose, called: str) -> None:
        """Ask for a file, and write it there."""
        from csdesk.exchange.file_names import safe_name

        name = f"{safe_name(self.name(called))}{self.ending}"
        folder = self._desk.written_to
        offered = name if folder is None else str(folder / name)
        path = file_to_write(self._page, self.title, offered, f"{self.kind} (*{self.ending})")
        if path is not None:
            self.write(whose, path)

    def write(self, whose: Whose, path: Path) -> None:
        """Write the file; nothing waits for it, and what it holds that is not for its reader is shown."""
        self._desk.written_to = path.parent
        work = _Work(self.work(whose, path), whose, path, self._desk)
        self._desk.job(f"Writing {path.name}", work, self._done)

    def name(self, called: str) -> str:
        """The name that is offered for a file, without its ending."""
        return f"{called} {self._desk.today.isoformat()}"

    def work(self, whose: Whose, path: Path) -> "Callable[[Book], T]":
        """What is done with a view of the book; it may raise `LeaksFound`."""
        raise NotImplementedError

    def said(self, made: T, path: Path) -> str:
        """What is said of a file that is there."""
        raise NotImplementedError

    def _done(self, done: "_Made[T] | _Held[Whose]") -> None:
        if isinstance(done, _Made):
            missed = [wording.not_kept(done.missed)] if done.missed else []
            self._desk.wrote.emit(" ".join([self.said(done.made, done.path), *missed]), done.path)
            return
        from csdesk.ui.shell.sheets.leaks_sheet import LeaksSheet

        again = partial(self.write, done.whose, done.path)
        LeaksSheet(self._page.window(), self._desk, done.leaks, done.whose, again).open()


@dataclass(frozen=True, slots=True)
class _Held(Generic[Whose]):
    """A file that was held back by the leak guard."""

    whose: Whose
    path: Path
    leaks: LeaksFound


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """A file that was written, and why the export log could not keep it."""

    made: T
    path: Path
    missed: CsdeskError | None


class _Work(Generic[Whose, T]):
    """The work, which keeps in the export log what it wrote; or what was held back of it."""

    def __init__(self, make: "Callable[[Book], T]", whose: Whose, path: Path, desk: Desk) -> None:
        self._make, self._whose, self._path, self._desk = make, whose, path, desk

    def __call__(self, book: "Book", progress: object) -> _Made[T] | _Held[Whose]:
        del progress
        from csdesk.services.outgoing.files import keep_written

        try:
            made = self._make(book)
        except LeaksFound as held:
            return _Held(self._whose, self._path, held)
        return _Made(made, self._path, self._desk.keep(keep_written, made.written) if made.written else None)
