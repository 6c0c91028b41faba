"""The application: Qt, the look, and a window on a book."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from csdesk import settings
from csdesk.domain.errors import CsdeskError, NoHome
from csdesk.folders import is_there
from csdesk.services.book.books import default_book, is_held, is_older
from csdesk.ui import theme
from csdesk.ui.desk import Desk
from csdesk.ui.garbage import Garbage
from csdesk.ui.shell.books import opened
from csdesk.ui.shell.faults import Faults
from csdesk.ui.shell.standing import stand_again
from csdesk.ui.window import Window


def run(path: Path | None) -> int:
    """Open the window, on a book if one is named or there already; the exit code when it is closed."""
    if _no_screen():
        sys.stderr.write("csdesk: there is no screen here. Use the verbs instead: csdesk --help.\n")
        return 2
    app = _application()
    book = path or last_book()
    if book is not None and _raised(book):
        return 0
    window = open_window(book)
    Faults(window)
    _AfterPaint(window, window.learn)
    if trial := os.environ.get("CSDESK_TRIAL"):  # milliseconds: a new package shows its window once, and ends
        QTimer.singleShot(int(trial), window.close)
    return app.exec()


def _raised(book: Path) -> bool:
    """Whether another window of this person has the book; it comes to the front instead."""
    if not is_held(book):
        return False
    from csdesk.ui.shell.first import raise_first

    return raise_first(book)


_SEEN_MS = 30
"""By then the first picture is on the screen."""


class _AfterPaint(QObject):
    """Does something once, when a widget has been painted for the first time: nothing comes before that."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint, and for its end."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_SEEN_MS, self._then)
        return False


def open_window(path: Path | None) -> Window:
    """A shown window: on the book at `path`, or at the first start."""
    today = datetime.now(UTC).astimezone().date()
    older = path is not None and is_older(path)
    desk = opened(path, today) if path is not None and not older else None
    window = Window(today, desk if isinstance(desk, Desk) else None)
    stand_again(window)
    window.show()
    if path is not None and older:
        window.opener.open_path(path)
    elif path is not None and isinstance(desk, CsdeskError):
        window.opener.tell(path, desk)
    return window


_GARBAGE = "garbage"
_TURN = 0.0005
"""Seconds after which a thread that works lets another go on: one paint asks for Python's lock many times, and would
wait each time for the five milliseconds that are usual."""


def _application() -> QApplication:
    sys.setswitchinterval(_TURN)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else theme.application()
    app.setApplicationName("csdesk")
    app.setDesktopFileName("org.csdesk.csdesk")
    QLocale.setDefault(marks_of(QLocale.system()))
    theme.apply(app, cast("theme.Choice", settings.load().scheme))
    if app.property(_GARBAGE) is None:
        app.setProperty(_GARBAGE, Garbage(app))
    return app


def marks_of(system: QLocale) -> QLocale:
    """The locale whose marks numbers get: the system's own, where it writes them with the digits of the window.

    Scores, counts and days have the digits 0 to 9 in every sentence; two kinds of digits would stand in one line.
    """
    if system.language() == QLocale.Language.C or system.zeroDigit() != "0":
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return system


def last_book() -> Path | None:
    """The book that was open last, else the default one; the first also where neither is there: then that is said."""
    kept = settings.load().last_book
    books = [Path(kept)] if kept else []
    with suppress(NoHome):
        books.append(default_book())
    return next((b for b in books if is_there(b)), Path(kept) if kept else None)


def _no_screen() -> bool:
    named = map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return not any((sys.platform in {"win32", "darwin"}, QGuiApplication.instance(), *named))
