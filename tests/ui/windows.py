"""A window on a book of its own, for tests that use it as a person would."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.store.book import Book
from csdesk.ui.app import open_window
from csdesk.ui.desk import Desk
from csdesk.ui.kit.status import StatusLine
from csdesk.ui.window import Window

T = TypeVar("T")
_STEP = 15
_PATIENCE = 4000


def settled(seen: Callable[[], bool]) -> None:
    """Let the window live until something is seen; at most a minute, which only a test that fails takes.

    An event loop of its own, because Qt's test waits hold Python's lock and starve the reading threads.
    """
    for _ in range(_PATIENCE):
        if seen():
            return
        loop = QEventLoop()
        QTimer.singleShot(_STEP, loop.quit)
        loop.exec()
    raise AssertionError("it was never seen")


def shown(path: Path | None) -> Window:
    """A window on a book, or on none, that has read what it shows beside its page."""
    window = open_window(path)
    window.resize(1280, 800)
    window.activateWindow()
    window.learn()
    return window


def put_away(*widgets: QWidget) -> None:
    """Close them, and let them go at once.

    What is deleted later waits for an event loop, which the next test may not have: its windows would stay, with their
    pictures, and be dressed again with every theme.
    """
    for widget in widgets:
        if isinstance(widget, Window):
            widget.let_go()  # else it may ask first
        widget.close()
        widget.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def answer_of(desk: Desk, question: Callable[[Book], T]) -> T:
    """What the book that a window reads answers, after all that was asked before. Raises what the question raises."""
    return desk._reading.submit(lambda: desk._asked(question)).result()


def all_done(desk: Desk) -> None:
    """Wait until everything that a window asked for is done; what it says of it may still be on its way."""
    for pending in list(desk._pending):
        pending.result()


def job_text(line: StatusLine) -> str:
    """What the running job says; empty when there is none."""
    return "" if line._job.isHidden() else line._job.words.text()
