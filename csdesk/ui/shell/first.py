"""The first window of a book is raised by the second one: a local socket, which understands nothing but that."""

import getpass
import hashlib
import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500


def _name(book: Path) -> str:
    """The socket's name: of this person and this book, whatever name it was opened by."""
    whole = f"{getpass.getuser()} {os.path.realpath(book)}"
    return f"csdesk-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]}"


def raise_first(book: Path) -> bool:
    """Bring the window that has this book open to the front; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(book))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    answered = socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == b"raised"
    socket.abort()
    return answered


class First(QObject):
    """Listens while a window writes in a book. Whoever connects raises the window; nothing that is sent is read."""

    def __init__(self, window: QWidget, book: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        with suppress(OSError):
            QLocalServer.removeServer(_name(book))  # we hold the book: what is left there is nobody's
        self._server.listen(_name(book))

    def _asked(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.write(b"raised")
            caller.flush()
            self._raise()

    def _raise(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
