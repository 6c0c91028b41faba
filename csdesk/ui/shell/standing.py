"""Where the window stands on the screen: kept when it is closed, and taken again where that screen is still there."""

from dataclasses import replace

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from csdesk import settings


def stand_again(window: QMainWindow) -> None:
    """Give a window the size and the place that the last one had; Qt brings it back from a screen that is gone."""
    if kept := settings.load().window:
        window.restoreGeometry(QByteArray.fromBase64(kept.encode()))


def keep_standing(window: QMainWindow) -> None:
    """Keep the size and the place of a window that is closed."""
    kept, now = settings.load(), window.saveGeometry().toBase64().toStdString()
    if kept.window != now:
        settings.save(replace(kept, window=now))
