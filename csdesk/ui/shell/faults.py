"""Faults of ours, wherever they happen, are written down and shown once; the window goes on."""

import sys
import threading
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from csdesk.ui.shell.sheets.fault_sheet import FaultSheet


class Faults(QObject):
    """Hears of every exception that nobody caught, on the window's thread and on any other.

    While a sheet is open, further faults are only written down; so is one of painting that was shown before, for it
    comes again with every picture.
    """

    _heard = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.sheet: FaultSheet | None = None
        self._painting: set[str] = set()
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = sys.excepthook
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread

    def _hear(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None, /) -> None:
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            self._before(kind, fault, trace)
            return
        self._tell(fault.with_traceback(trace))

    def _hear_thread(self, heard: threading.ExceptHookArgs, /) -> None:
        if heard.exc_value is not None:
            self._tell(heard.exc_value)

    def _tell(self, fault: BaseException) -> None:
        from csdesk.services.book.faults import report_of, write_down

        report = report_of(fault, at=datetime.now(UTC).astimezone())
        write_down(report)
        sys.stderr.write(f"csdesk: a fault\n{report}\n")
        if self._is_news(fault, report):
            with suppress(RuntimeError):  # the window has gone
                self._heard.emit(report)
        traceback.clear_frames(fault.__traceback__)  # a painter that lived on would end the program

    def _is_news(self, fault: BaseException, report: str) -> bool:
        """Whether a fault is to be shown: one of painting only the first time."""
        frames = traceback.extract_tb(fault.__traceback__)
        if not any(frame.name == "paintEvent" for frame in frames):
            return True
        where = report.partition("\n")[2]
        known = where in self._painting
        self._painting.add(where)
        return not known

    def _show(self, report: str) -> None:
        from csdesk.services.book.faults import log_file
        from csdesk.ui.shell.sheets.fault_sheet import FaultSheet

        if self.sheet is None:
            self.sheet = FaultSheet(self._window, report, str(log_file()))
            self.sheet.finished.connect(self._closed)
            self.sheet.open()

    def _closed(self) -> None:
        self.sheet = None
