"""Garbage is collected on the window's thread alone: a widget destroyed by another thread ends the program."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer

from csdesk.services.book.uncollected import freed

_EVERY_MS = 1000
_MANY = 50_000
"""From so many new containers on a collection would be felt."""


class Garbage(QObject):
    """Takes the collection of cycles over from Python, which would run it in whichever thread allocates.

    It lives as long as its parent, the application, and follows Python's own thresholds.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.collect)
        self._clock.start(_EVERY_MS)

    works: ClassVar[list[object]] = []
    """Large works that run: nothing is collected meanwhile."""
    whole: ClassVar[bool] = False
    """Whether the next look is at everything: of old cycles as many as are in a window are never due."""

    def collect(self) -> None:
        """Collect the oldest generation that is due, and all younger ones; everything, once a book went."""
        if self.works:
            return
        if Garbage.whole:
            Garbage.whole = False
            gc.unfreeze()
            gc.collect()
            return
        due = [
            n
            for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))


@contextmanager
def large_work() -> Iterator[None]:
    """What makes a million rows: to look through them for cycles would hold the window up, and there are none.

    They are left out of every collection until `let_go`.
    """
    mark = object()
    Garbage.works.append(mark)
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        Garbage.works.remove(mark)


class LettingGo:
    """Frees what large lists hold piece by piece, off the window's thread: all at once would be felt.

    Nothing else may hold it any more: who lets go last frees it. `Desk.free` sees to that.
    """

    def __init__(self, *lists: Iterable[Any]) -> None:
        self._lists = [list(some) for some in lists]

    def __call__(self) -> None:
        freed(self._lists)

    def gone(self, nothing: None) -> None:
        """It is freed: nobody waits for that."""


def book_went() -> None:
    """The pages of a book are put away: at the next look they are found, however long they were there."""
    Garbage.whole = True


def let_go() -> None:
    """What large work made is not held any more."""
    gc.unfreeze()
