"""Rot is what the disk did to a book by itself: looked for in the background some time after it was opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from csdesk.services.book.keeping import Problem, mend, rotten
from csdesk.ui.desk import Desk
from csdesk.ui.shell.notices import Notice, Notices
from csdesk.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesk.store.book import Book

AFTER_MS = 30_000
REPAIR, LEAVE = "repair", "leave"
_SHOWN = 110


def _check(book: "Book", progress: "Callable[[int, int], bool]") -> list[Problem]:
    del progress
    return rotten(book)


class Rot(QObject):
    """Holds the rows against the journal once, on a copy: nobody waits for it."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(notices)
        self._desk, self._notices = desk, notices
        QTimer.singleShot(AFTER_MS, self, self.look)

    def look(self) -> None:
        """Look now."""
        self._desk.job("Checking the book", _check, self._found)

    def _found(self, problems: list[Problem]) -> None:
        if not problems:
            return
        first = problems[0].message
        shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
        said = f"{count(len(problems), 'fault')} in the book: {shown}"
        offers = ((REPAIR, "Repair, after a backup"), (LEAVE, "Leave it"))
        self._notices.add(Notice(said, offers, partial(self._take), "bad", "alert", rank=1))

    def _take(self, id_: str) -> None:
        if id_ == REPAIR:
            self._desk.do(
                mend, say="Repaired what the history of the book still knows. Backups has it as it was."
            )
