"""Then: what was said, asked of the day that is shown; one question at a time, and only the newest counts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book

T = TypeVar("T")
Question = Callable[["Book"], Any]


class Then(QObject):
    """Asks the copy that the pages of the window ask while another day is shown. It is used as a Lane is."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = False
        self._wanted: tuple[Question, Callable[[Any], None]] | None = None
        self._sent: tuple[Question, Callable[[Any], None]] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._wanted is not None

    def ask(self, question: "Callable[[Book], T]", then: Callable[[T], None]) -> None:
        """Ask; `then` gets the answer if nothing is asked meanwhile."""
        self._wanted = question, then
        self._send()

    def drop(self) -> None:
        """Whatever was asked is not wanted any more."""
        self._wanted = None

    def _send(self) -> None:
        if self._wanted is not None and not self._asking:
            self._asking, self._sent = True, self._wanted
            self._desk.read(self._wanted[0], self._answered)

    def _answered(self, answer: object) -> None:
        self._asking = False
        wanted, sent = self._wanted, self._sent
        if wanted is not None and wanted is sent:
            self._wanted = None
            wanted[1](answer)
        self._send()
