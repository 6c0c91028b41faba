"""An errand is work on a file that no desk holds: it runs beside the window and comes back to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

from csdesk.domain.errors import CsdeskError


class Errand(QObject):
    """One piece of work. `done(result)` or `refused(CsdeskError)` comes on the window's thread."""

    done = Signal(object)
    refused = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject, work: Callable[[], Any]) -> None:
        super().__init__(parent)
        self._work = work
        self._thread = ThreadPoolExecutor(1, "csdesk-errand")
        self._ended.connect(self._end)

    def start(self) -> None:
        """Begin."""
        self._thread.submit(self._run)

    def _run(self) -> None:
        result: Any = None
        fault: BaseException | None = None
        try:
            result = self._work()
        except BaseException as failed:
            fault = failed
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._ended.emit(result, fault)

    def _end(self, result: Any, fault: BaseException | None) -> None:
        self._thread.shutdown()
        self.deleteLater()
        if fault is None:
            self.done.emit(result)
        elif isinstance(fault, CsdeskError):
            self.refused.emit(fault)
        else:
            raise fault
