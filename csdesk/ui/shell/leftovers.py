"""Leftovers are the drafts that a crash left: offered one after the other, brought back or discarded."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.services.drafts import Draft, drafts_of, drop_draft
from csdesk.ui.desk import Desk
from csdesk.ui.kit.literal import one_line
from csdesk.ui.shell.drafts import has_editor, reopen
from csdesk.ui.shell.frame import Frame

if TYPE_CHECKING:
    from csdesk.store.book import Book

BRING, DISCARD = "bring", "discard"
_SHOWN = 100


class Host(Protocol):
    """What is needed of the window."""

    frame: Frame

    def window(self) -> QWidget:
        """The window itself."""


def _left(uid: str, book: "Book") -> dict[str, Draft]:
    del book
    return drafts_of(uid)


class Leftovers(QObject):
    """Reads the drafts of a book once, when it has been opened for writing."""

    def __init__(self, parent: QObject, host: Host, desk: Desk) -> None:
        super().__init__(parent)
        self._host, self._desk = host, desk
        self._drafts: dict[str, Draft] = {}

    def look(self) -> None:
        """Look for drafts, and offer the first."""
        self._desk.read(partial(_left, self._desk.uid), self._found)

    def _found(self, drafts: dict[str, Draft]) -> None:
        self._drafts = drafts
        self.offer()

    def offer(self) -> None:
        """Offer the next one; a book that can only be read waits for it."""
        if self._desk.obstacle is not None:
            return
        if not self._drafts:
            self._host.frame.hide_band()
            return
        draft = next(iter(self._drafts.values()))
        text = one_line(draft.longest)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
        more = f" And {len(self._drafts) - 1} more." if len(self._drafts) > 1 else ""
        said = f"Not saved when the program ended: {draft.label}, “{shown}”.{more}"
        self._host.frame.band.say(said, ((BRING, "Bring it back"), (DISCARD, "Discard")), icon="edit")

    def bring_back(self) -> None:
        """Show the draft that is offered in its editor."""
        key, draft = self._taken()
        reopen(self._host.window(), self._desk, draft)
        if not has_editor(draft):
            drop_draft(self._desk.uid, key)
        self.offer()

    def discard(self) -> None:
        """Forget the draft that is offered."""
        key, _ = self._taken()
        drop_draft(self._desk.uid, key)
        self.offer()

    def _taken(self) -> tuple[str, Draft]:
        key = next(iter(self._drafts))
        return key, self._drafts.pop(key)
