"""Errands: they come back to who sent them, and do no harm where nobody is there any more."""

import threading
from weakref import ref

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.domain.errors import NoHome
from csdesk.ui.shell.errands import Errand
from tests.ui.windows import put_away, settled

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_was_found_comes_back_on_the_windows_thread() -> None:
    said: list[tuple[object, bool]] = []
    sender = QObject()
    errand = Errand(sender, lambda: threading.current_thread().name)
    errand.done.connect(
        lambda found: said.append((found, threading.current_thread() is threading.main_thread()))
    )
    errand.start()
    settled(lambda: bool(said))
    assert said == [("csdesk-errand_0", True)]


def test_a_refusal_comes_back_too() -> None:
    def refuses() -> None:
        raise NoHome

    said: list[object] = []
    sender = QObject()
    errand = Errand(sender, refuses)
    errand.refused.connect(said.append)
    errand.start()
    settled(lambda: bool(said))
    assert isinstance(said[0], NoHome)


def test_an_errand_outlives_who_sent_it_and_says_nothing_then() -> None:
    """Its thread speaks through it: were it destroyed meanwhile, as with its window, the program would end."""
    go, said = threading.Event(), list[object]()
    sender = QWidget()
    errand = Errand(sender, go.wait)
    errand.done.connect(said.append)
    errand.start()
    put_away(sender)
    assert not shiboken6.isValid(sender)
    assert shiboken6.isValid(errand)
    here = ref(errand)
    del errand
    assert here() is not None
    go.set()
    settled(lambda: here() is None)
    assert said == []
