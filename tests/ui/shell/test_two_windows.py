"""Two windows on one book: the second raises the first; only that can be asked of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from csdesk.services.book.editing import add_row
from csdesk.store.book import Book
from csdesk.store.lock import lock_path
from csdesk.ui.shell.first import _name, raise_first
from csdesk.ui.shell.keeper import Keeper
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.windows import settled

HOME = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "mine.csdesk") as book:
        add_row(book, "account", {"account": "Corvid"}, today=TODAY)
    return tmp_path / "mine.csdesk"


PROGRAM = """
import sys, threading
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication
from csdesk.__main__ import main

def end():
    if sys.stdin.readline():
        QMetaObject.invokeMethod(QApplication.instance(), "closeAllWindows", Qt.ConnectionType.QueuedConnection)

threading.Thread(target=end, daemon=True).start()
main(sys.argv[1:])
"""


def started(path: Path, lasts: int = 600_000) -> "subprocess.Popen[str]":
    """The program itself, as a person starts it; its window is closed by a line, or after so many milliseconds."""
    env = {**os.environ, "CSDESK_TRIAL": str(lasts), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM, str(path)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME, env=env
    )


@pytest.fixture
def first(path: Path, qapp: object) -> Iterator["subprocess.Popen[str]"]:
    process = started(path)
    settled(lambda: lock_path(path).exists())
    settled(lambda: raise_first(path))
    yield process
    process.kill()
    process.communicate()


def test_a_second_window_raises_the_first_and_ends(first: "subprocess.Popen[str]", path: Path) -> None:
    for name in (path, path.parent / "." / path.name, linked(path)):
        second = started(name, 20_000)
        _, said = second.communicate()
        assert (second.returncode, [x for x in said.splitlines() if "propagate" not in x]) == (0, [])
    assert first.poll() is None


def linked(path: Path) -> Path:
    """Another name of the same file."""
    link = path.with_name("link.csdesk")
    link.symlink_to(path)
    return link


def test_after_a_kill_the_stale_lock_and_socket_are_no_obstacle(
    first: "subprocess.Popen[str]", path: Path
) -> None:
    first.kill()
    first.wait()
    assert lock_path(path).exists()
    assert not raise_first(path)
    second = started(path)
    try:
        settled(lambda: raise_first(path))
        second.communicate("close\n")
    finally:
        second.kill()
    assert second.returncode == 0
    assert not lock_path(path).exists()


def test_a_book_that_no_window_has_is_raised_by_nobody(path: Path, qapp: object) -> None:
    assert not raise_first(path)
    with Book.open(path):
        assert not raise_first(path)


def test_whatever_is_sent_to_the_socket_only_raises_the_window(empty: Window) -> None:
    desk = empty.desk
    assert desk is not None
    keeper = desk.findChild(Keeper)
    assert keeper is not None
    settled(lambda: desk.writes)
    keeper.look()
    settled(lambda: keeper.first is not None)
    empty.hide()
    socket = QLocalSocket()
    socket.connectToServer(_name(desk.path))
    settled(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState)
    socket.write(b"\x00quit; drop everything\n" * 1000)
    settled(empty.isVisible)
    socket.abort()
    assert empty.desk is desk


def test_the_socket_is_not_there_when_its_window_is_closed(empty: Window) -> None:
    desk = empty.desk
    assert desk is not None
    keeper = desk.findChild(Keeper)
    assert keeper is not None
    settled(lambda: desk.writes)
    keeper.look()
    settled(lambda: keeper.first is not None)
    path = desk.path
    empty.close()
    settled(lambda: not raise_first(path))
