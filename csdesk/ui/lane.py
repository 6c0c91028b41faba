"""A lane is a thread with an open view of the book, for what is asked while a person types: only the newest counts."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from csdesk.domain.errors import CsdeskError
from csdesk.ui.steady import steadily

if TYPE_CHECKING:
    from csdesk.store.book import Book

T = TypeVar("T")


class Lane(QObject):
    """Answers the question asked last; what was asked before it is dropped, begun or not.

    `refused(CsdeskError)`: the newest question could not be answered, and why. What asks never waits for the pages of
    the window, nor they for it.
    """

    refused = Signal(object)
    _arrived = Signal(int, object)
    _failed = Signal(int, object)

    def __init__(self, path: Path, open_view: "Callable[[Path], Book]", parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._open_view = path, open_view
        self._pool = ThreadPoolExecutor(1, "csdesk-lane")
        self._view: Book | None = None
        self._asked: Future[None] | None = None
        self._ticket = 0
        self._then: Callable[[Any], None] | None = None
        self._arrived.connect(self._deliver)
        self._failed.connect(self._report)

    def ask(self, question: "Callable[[Book], T]", then: Callable[[T], None]) -> None:
        """Ask the book; `then`, a bound method of a QObject, gets the answer if nothing is asked meanwhile."""
        self.drop()
        self._then = then
        self._asked = self._pool.submit(self._run, self._ticket, question)

    def drop(self) -> None:
        """Whatever was asked is not wanted any more."""
        if self._asked is not None:
            self._asked.cancel()
        self._ticket, self._asked, self._then = self._ticket + 1, None, None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._then is not None

    def _run(self, ticket: int, question: "Callable[[Book], Any]") -> None:
        if ticket != self._ticket:
            return
        try:
            self._view = self._view or self._open_view(self._path)
            answer = steadily(question, self._view)
        except BaseException as fault:
            with suppress(RuntimeError):
                self._failed.emit(ticket, fault)
            return
        with suppress(RuntimeError):
            self._arrived.emit(ticket, answer)

    def _deliver(self, ticket: int, answer: Any) -> None:
        then = self._then
        if ticket != self._ticket or then is None:
            return
        self._then = None
        owner = getattr(then, "__self__", None)
        if not isinstance(owner, QObject) or shiboken6.isValid(owner):
            then(answer)

    def _report(self, ticket: int, fault: BaseException) -> None:
        if ticket == self._ticket:
            self._then = None
        if not isinstance(fault, CsdeskError):
            raise fault
        if ticket == self._ticket:
            self.refused.emit(fault)

    def close(self) -> None:
        """Let go of the book; what was asked is not answered."""
        self.drop()
        self._pool.submit(self._close_view).result()
        self._pool.shutdown()

    def _close_view(self) -> None:
        if self._view is not None:
            self._view.close()
            self._view = None
