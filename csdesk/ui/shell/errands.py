"""An errand is work on a file that no desk holds: it runs beside the window and comes back to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from csdesk.domain.errors import CsdeskError

_RUNNING: set["Errand"] = set()
"""Those that have not come back. Nobody else holds them: one that went with who sent it, while its thread says that it
is done, would end the program."""


class Errand(QObject):
    """One piece of work. `done(result)` or `refused(CsdeskError)` comes on the window's thread, if who sent it is
    still there.
    """

    done = Signal(object)
    refused = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, sender: QObject, work: Callable[[], Any]) -> None:
        super().__init__()
        self._sent_by = sender
        self._work = work
        self._thread = ThreadPoolExecutor(1, "csdesk-errand")
        self._ended.connect(self._end)

    def start(self) -> None:
        """Begin."""
        _RUNNING.add(self)
        self._thread.submit(self._run)

    def _run(self) -> None:
        result: Any = None
        fault: BaseException | None = None
        try:
            result = self._work()
        except BaseException as failed:
            fault = failed
        self._ended.emit(result, fault)

    def _end(self, result: Any, fault: BaseException | None) -> None:
        self._thread.shutdown()
        _RUNNING.discard(self)
        self.deleteLater()
        if not shiboken6.isValid(self._sent_by):
            return
        if fault is None:
            self.done.emit(result)
        elif isinstance(fault, CsdeskError):
            self.refused.emit(fault)
        else:
            raise fault
