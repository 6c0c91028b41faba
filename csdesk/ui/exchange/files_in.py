"""The files of one import: which they are, how each is to be read, and the reading of them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from csdesk.domain.errors import CsdeskError, WorkbookProtected, WrongPassword
from csdesk.exchange.how import How
from csdesk.services.spreadsheets.imports import told_apart
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.password_ask import PasswordAsk
from csdesk.ui.exchange.plan_head import listed
from csdesk.ui.exchange.work import ReadFiles, Reading, Turns
from csdesk.ui.job import Job


class FilesIn(QObject):
    """Reads files for a page. `began(title)`, then `read(sources)`, or `came_back(source)` where it
    is a workbook that went out of a book; a file that wants a password asks for it."""

    began = Signal(str)
    read = Signal(object)
    came_back = Signal(object)

    def __init__(self, desk: Desk, turns: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._turns = desk, turns
        self._paths: dict[str, Path] = {}
        """Where the files are that were read, by their names."""
        self.wanted: tuple[Path, ...] = ()
        """Those that are being read, or wait for their password."""
        self._called: dict[Path, str] = {}
        """What they are called in the import."""
        self._how: dict[Path, How] = {}
        self._locked: Path | None = None
        self.job = Job("")
        self.password = PasswordAsk()
        self.password.given.connect(self._unlock)

    def take(self, files: list[Path], there: Iterable[str] = ()) -> None:
        """Read these, as they say themselves that they are to be read, beside the files of these names."""
        self.wanted = tuple(dict.fromkeys(files))
        self._called = told_apart(
            self.wanted, {name: self._paths[name] for name in there if name in self._paths}
        )
        self._paths |= {name: path for path, name in self._called.items()}
        self._how = {path: how for path, how in self._how.items() if path not in files}
        self._begin()

    def forget(self) -> None:
        """Nothing is read any more."""
        self.job.cancelled.set()
        self.wanted = ()

    def reread(self, file: str, encoding: str, delimiter: str) -> None:
        """Read a text file otherwise."""
        path = self._paths.get(file)
        if path is not None:
            self._how[path] = How(encoding=encoding, delimiter=delimiter)
            self.wanted, self._called = (path,), {path: file}
            self._begin()

    def ask_password(self, error: CsdeskError) -> bool:
        """Ask for the password that a file wants; False where it wants none."""
        if not isinstance(error, WorkbookProtected | WrongPassword):
            return False
        self._locked = next((p for p in self.wanted if self._called[p] == error.where), None)
        if self._locked is not None:
            self.password.ask(error.where, wrong=isinstance(error, WrongPassword))
        return self._locked is not None

    def _unlock(self, password: str) -> None:
        if self._locked is not None:
            self._how[self._locked] = How(password=password)
            self._begin()

    def _begin(self) -> None:
        title = f"Reading {listed([*self._called.values()])}"
        self.began.emit(title)
        self._turns.next()
        work = Reading(self._desk, self._called, self._turns, self._how)
        self.job = self._desk.job(title, work, self._read)

    def _read(self, read: ReadFiles) -> None:
        if read.turn != self._turns.now:
            return
        self.wanted = ()
        if read.comes_back:
            self.came_back.emit(read.sources[0])
        else:
            self.read.emit(read.sources)
