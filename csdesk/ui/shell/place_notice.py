"""The place of a book that can harm it: told once, with a move to this computer where that would help."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from csdesk import settings
from csdesk.services.book.keeping import move_here, place
from csdesk.ui.desk import Desk
from csdesk.ui.shell.errands import Errand
from csdesk.ui.shell.notices import Notice, Notices
from csdesk.ui.shell.opener import Opener
from csdesk.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    from csdesk.services.book.keeping import Place
    from csdesk.store.book import Book

MOVE, LOOK, LEAVE = "move", "look", "leave"


class Host(Protocol):
    """What is needed of the window."""

    opener: Opener

    def go(self, id_: str) -> None:
        """Show a page."""


def _place_of(path: "Path", book: "Book") -> "Place":
    del book
    return place(path)


def _words(found: "Place") -> str:
    if found.network:
        return f"This book lies on a network drive ({found.network}), where locks do not hold."
    if found.synced:
        return f"This book lies in {found.synced}, which another program copies while it is open."
    if found.conflicts:
        return f"A conflict left {count(len(found.conflicts), 'copy', 'copies')} beside this book."
    return (
        "The file of this book has more than one name: open it by one of them only."
        if found.names > 1
        else ""
    )


class PlaceNotice(QObject):
    """Looks at the place of a book once after it is opened; what a person left as it is, is not said again."""

    def __init__(self, host: Host, desk: Desk, notices: Notices) -> None:
        super().__init__(notices)
        self._host, self._desk, self._notices = host, desk, notices

    def look(self) -> None:
        """Look at the place, beside everything else."""
        self._desk.read_beside(partial(_place_of, self._desk.path), self._found)

    def _found(self, found: "Place") -> None:
        said = _words(found)
        if not said or self._mark(said) in settings.load().told.split():
            return
        moving = bool(found.network or found.synced)
        first = (MOVE, "Move to this computer") if moving else (LOOK, "Look")
        self._notices.add(
            Notice(said, (first, (LEAVE, "Leave it")), partial(self._take, said), "watch", "warning", rank=2)
        )

    def _mark(self, said: str) -> str:
        from hashlib import sha256

        return sha256(f"{self._desk.path} {said}".encode("utf-8", "surrogateescape")).hexdigest()[:12]

    def _take(self, said: str, id_: str) -> None:
        kept = settings.load()
        settings.save(replace(kept, told=" ".join([*kept.told.split()[-99:], self._mark(said)])))
        if id_ == LOOK:
            self._host.go("keeping")
        elif id_ == MOVE:
            self.move()

    def move(self) -> None:
        """Copy the book, whole and checked, to the person's own folder, and open it there."""
        errand = Errand(self._host.opener, partial(move_here, self._desk.path))
        errand.done.connect(self._moved)
        errand.refused.connect(self._desk.refused)
        errand.start()

    def _moved(self, target: "Path") -> None:
        opener, before = self._host.opener, self._desk.path
        opener.open_path(target, "accounts")
        opener.said.emit(f"This is {target} now. {before} stays as it is: remove it when you like.")
