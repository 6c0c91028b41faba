"""Garbage: cycles with widgets in them are collected on the window's thread, never on another."""

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.store.book import Book
from csdesk.ui.garbage import Garbage, LettingGo
from csdesk.ui.page import Page
from csdesk.ui.shell.screens import PAGES
from csdesk.ui.window import Window
from tests.ui.windows import all_done, settled


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


def test_of_a_book_that_was_left_for_another_no_page_stays(
    window: Window, garbage: Garbage, tmp_path: Path
) -> None:
    left = window.desk
    assert left is not None
    for id_ in PAGES:
        window.go(id_)
    all_done(left)
    pages = [weakref.ref(page) for page in window.findChildren(Page)]
    assert len(pages) == len(PAGES)
    garbage.collect()
    gc.collect()  # the pages are old now, as they are in a window that was open for a while
    other = tmp_path / "other.csdesk"
    Book.create(other).close()
    desk, left = weakref.ref(left), None
    window.opener.open_path(other)
    settled(lambda: window.desk is not None and window.desk.path == other)
    settled(lambda: not Garbage.whole)  # within a second, and not while large work runs
    assert [ref() for ref in pages if ref() is not None] == []
    assert desk() is None
