"""What was written as a file is said with a way to open it, as its own program shows it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.ui.kit.toasts import Toast


class Host(Protocol):
    """What it needs of the window."""

    @property
    def toast(self) -> "Toast":
        """The toast of the window."""


class Written(QObject):
    """Says it as a toast of the window; lives as long as the desk."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(desk)
        self._host = host
        self._path: Path | None = None
        desk.wrote.connect(self.say)

    def say(self, text: str, path: object) -> None:
        """Say what was written, with a button that opens it."""
        self._path = path if isinstance(path, Path) else None
        named = self._path.name if self._path else ""
        self._host.toast.say(text, self.open_file, keys=(), button="Open", icon="check", file=named)

    def open_file(self) -> None:
        """Open the file in the program that the system has for it, or say that there is none."""
        if self._path is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self._host.toast.say(f"No program here opens {self._path.name}.", None, icon="info")
