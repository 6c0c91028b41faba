"""The threads on which a window asks and changes a book; what they find comes back to the window's own."""

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from csdesk.domain.errors import CsdeskError


class Threads(QObject):
    """Four threads: one writes, one reads, one does long work, and one answers what no page waits for.

    Results come back by queued signals; whoever is gone meanwhile gets none.
    """

    _arrived = Signal(int, object)
    _failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._writing = ThreadPoolExecutor(1, "csdesk-write")
        self._reading = ThreadPoolExecutor(1, "csdesk-read")
        self._working = ThreadPoolExecutor(1, "csdesk-work")
        self._beside = ThreadPoolExecutor(1, "csdesk-beside")
        self._pending: list[Future[Any]] = []
        self._closed = False
        self._tickets = itertools.count()
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._arrived.connect(self._deliver)
        self._failed.connect(self._report)

    def _submit(
        self, pool: ThreadPoolExecutor, work: Callable[[], Any], then: Callable[[Any], None]
    ) -> tuple[Future[Any], int] | None:
        """Run work on a pool. What receives its result stays on this thread: a widget whose last reference
        were dropped by another thread would be destroyed there."""
        if self._closed:
            return None
        ticket = next(self._tickets)
        self._waiting[ticket] = then
        future = pool.submit(self._run, pool, work, ticket)
        self._pending = [*(f for f in self._pending if not f.done()), future]
        return future, ticket

    def _run(self, pool: ThreadPoolExecutor, work: Callable[[], Any], ticket: int) -> None:
        if self._closed and pool is self._reading:  # nobody is there any more who would get the answer
            return
        try:
            result = work()
        except BaseException as fault:
            with suppress(RuntimeError):
                self._failed.emit(ticket, fault)
            return
        with suppress(RuntimeError):
            self._arrived.emit(ticket, result)

    def _deliver(self, ticket: int, result: Any) -> None:
        then = self._waiting.pop(ticket, None)
        if self._closed or then is None:
            return
        owner = getattr(then, "__self__", None)
        if owner is None or not isinstance(owner, QObject) or shiboken6.isValid(owner):
            then(result)

    def _report(self, ticket: int, fault: BaseException) -> None:
        self._waiting.pop(ticket, None)
        if not isinstance(fault, CsdeskError):
            raise fault
        self._hear(fault)

    def _hear(self, fault: CsdeskError) -> None:
        """What was asked or wanted is refused."""
        raise NotImplementedError
