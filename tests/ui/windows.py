"""A window on a book of its own, for tests that use it as a person would."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from csdesk.ui.app import open_window
from csdesk.ui.window import Window

_STEP = 15
_PATIENCE = 1000


def settled(seen: Callable[[], bool]) -> None:
    """Let the window live until something is seen; at most fifteen seconds.

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
