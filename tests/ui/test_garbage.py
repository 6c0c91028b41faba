"""Garbage: cycles with widgets in them are collected on the window's thread, never on another."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.ui.garbage import Garbage, LettingGo


class Knot(QWidget):
    """A widget that only the collector can let go."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    made = Garbage(qapp)
    yield made
    made.deleteLater()


def test_another_thread_that_allocates_destroys_no_widget(garbage: Garbage) -> None:
    knot = weakref.ref(Knot())
    busy = threading.Thread(target=lambda: [[[]] for _ in range(50_000)])
    busy.start()
    busy.join()
    assert knot() is not None


def test_what_is_due_is_collected_here(garbage: Garbage) -> None:
    knot = weakref.ref(Knot())
    kept: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 100)]
    garbage.collect()
    assert knot() is None
    assert kept


class Held:
    """Something that many of are held."""


def test_what_is_let_go_is_freed_when_it_is_asked_and_not_before() -> None:
    held = [Held() for _ in range(4_500)]
    seen = [weakref.ref(one) for one in held]
    work = LettingGo(held, ())
    del held
    assert all(ref() is not None for ref in seen)
    work()
    assert not any(ref() is not None for ref in seen)
