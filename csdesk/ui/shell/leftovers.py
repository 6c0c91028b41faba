"""Leftovers are the drafts that a crash left: each is offered, and brought back or discarded."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.services.book.drafts import Draft, drafts_of, drop_draft
from csdesk.ui.desk import Desk
from csdesk.ui.kit.literal import one_line
from csdesk.ui.shell.drafts import has_editor, reopen
from csdesk.ui.shell.notices import Notice, Notices

if TYPE_CHECKING:
    from csdesk.store.book import Book

BRING, DISCARD = "bring", "discard"
_SHOWN = 100


class Host(Protocol):
    """What is needed of the window."""

    def window(self) -> QWidget:
        """The window itself."""


def _left(uid: str, book: "Book") -> dict[str, Draft]:
    del book
    return drafts_of(uid)


class Leftovers(QObject):
    """Reads the drafts of a book once, when it is opened."""

    def __init__(self, host: Host, desk: Desk, notices: Notices) -> None:
        super().__init__(notices)
        self._host, self._desk, self._notices = host, desk, notices

    def look(self) -> None:
        """Look for drafts, and offer them."""
        self._desk.read(partial(_left, self._desk.uid), self._found)

    def _found(self, drafts: dict[str, Draft]) -> None:
        self._notices.add(*(self._notice(key, draft) for key, draft in drafts.items()))

    def _notice(self, key: str, draft: Draft) -> Notice:
        text = one_line(draft.longest)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
        said = f"Not saved when the program ended: {draft.label}, “{shown}”."
        offers = ((BRING, "Bring it back"), (DISCARD, "Discard"))
        return Notice(said, offers, partial(self._take, key, draft), icon="edit")

    def _take(self, key: str, draft: Draft, id_: str) -> None:
        if id_ == BRING:
            reopen(self._host.window(), self._desk, draft)
        if id_ == DISCARD or not has_editor(draft):
            drop_draft(self._desk.uid, key)
