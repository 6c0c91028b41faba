"""Recovery: the way back to a backup, and out of a damaged book. Nothing is replaced without a word."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.services.book.keeping import keep_salvaged, restore
from csdesk.ui.keeping.rescue import Rescue
from csdesk.ui.shell.errands import Errand
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.opener import Opener

if TYPE_CHECKING:
    from csdesk.store.restore import Restored


class Host(Protocol):
    """What recovery needs of the window."""

    frame: Frame
    opener: Opener

    def window(self) -> QWidget:
        """The window itself."""

    def let_go(self) -> None:
        """Close the book that is open."""

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done, and how to have it back."""


class Recovery(QObject):
    """One for each window. A book is closed before another stands in its place, and opened after."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.window())
        self._host = host
        self.rescue: Rescue | None = None
        self._path, self._file, self._page = Path(), Path(), "keeping"

    def show_rescue(self, path: Path, error: CsdeskError) -> None:
        """Show what there is in the place of a book that cannot be opened."""
        self._host.let_go()
        self._leave()
        self.rescue = Rescue(path, error)
        self.rescue.restoring.connect(self._restore)
        self.rescue.taking.connect(self._take)
        self.rescue.reading.connect(self._read_as_data)
        self._host.frame.show_closed(self.rescue, path.name)
        self.rescue.begin()

    def _leave(self) -> None:
        if self.rescue is not None:
            self._host.frame.stack.removeWidget(self.rescue)
            self.rescue.deleteLater()
            self.rescue = None

    def restore(self, path: Path, file: Path) -> None:
        """Put a backup in the place of a book, and open that."""
        self._path, self._file = path, file
        self._host.let_go()
        self._host.frame.show_closed(self.rescue, f"Restoring {path.name}")
        errand = Errand(self, partial(restore, str(file), path, now=datetime.now(UTC)))
        errand.done.connect(self._restored)
        errand.refused.connect(self._refused)
        errand.start()

    def _restore(self, file: Path) -> None:
        if self.rescue is not None:
            self.restore(self.rescue.path, file)

    def _restored(self, done: "Restored") -> None:
        self._leave()
        self._host.opener.open_path(done.book, self._page)
        kept = f" What it was before: {done.kept_as.name}." if done.kept_as else ""
        said = f"Restored {done.book.name} from {self._file.name}.{kept}"
        if done.kept_as:
            self._host.offer(said, _Again(self, done.book, done.kept_as).go)
        else:
            self._host.opener.said.emit(said)

    def _refused(self, error: CsdeskError) -> None:
        if self.rescue is None:
            self._host.opener.open_path(self._path, self._page)
        self._host.opener.refused.emit(f"{wording.sentence(error)} {wording.next_step(error)}")

    def _take(self, salvaged: Path) -> None:
        """Put a salvaged book beside the damaged one, and open it."""
        assert self.rescue is not None
        errand = Errand(self, partial(keep_salvaged, salvaged, self.rescue.path))
        errand.done.connect(self._taken)
        errand.refused.connect(self._refused)
        errand.start()

    def _taken(self, book: Path) -> None:
        damaged = self.rescue.path.name if self.rescue else ""
        self._leave()
        self._host.opener.open_path(book, "accounts")
        self._host.opener.said.emit(f"This is {book.name}. {damaged} stays beside it as it is.")

    def _read_as_data(self) -> None:
        assert self.rescue is not None
        self._host.opener.read_as_data(self.rescue.path, self.rescue.fresh_name())


class _Again:
    """Goes back to the book as it was before a restore."""

    def __init__(self, recovery: Recovery, book: Path, kept: Path) -> None:
        self._recovery, self._book, self._kept = recovery, book, kept

    def go(self) -> None:
        """Restore it."""
        self._recovery.restore(self._book, self._kept)
