"""A window comes back where it was left, at the size that it had."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from csdesk import settings
from csdesk.ui.app import open_window
from csdesk.ui.window import Window
from tests.ui.windows import put_away

TALL = 603
"""The screen of the tests is narrower than a window."""


@pytest.fixture
def made(qapp: QApplication) -> Iterator[list[Window]]:
    del qapp
    windows: list[Window] = []
    yield windows
    put_away(*windows)


def opened(made: list[Window]) -> Window:
    made.append(open_window(None))
    return made[-1]


def test_a_window_comes_back_where_it_was_left_and_as_large_as_it_was(made: list[Window]) -> None:
    first = opened(made)
    assert first.height() != TALL
    first.resize(864, TALL)
    first.move(0, 30)
    first.close()
    again = opened(made)
    assert (again.y(), again.height()) == (30, TALL)


def test_a_window_that_filled_the_screen_fills_it_again(made: list[Window]) -> None:
    first = opened(made)
    first.showMaximized()
    first.close()
    assert opened(made).isMaximized()


def test_a_window_that_was_left_on_a_screen_that_is_gone_comes_back_in_sight(made: list[Window]) -> None:
    first = opened(made)
    first.resize(864, TALL)
    first.move(QPoint(9000, 7000))
    first.close()
    again = opened(made)
    assert again.height() == TALL
    assert again.screen().availableGeometry().contains(again.geometry().center())


def test_what_cannot_be_read_of_the_last_window_leaves_it_as_a_first_one(made: list[Window]) -> None:
    first = opened(made)
    size = first.size()
    first.close()
    settings.save(replace(settings.load(), window="no such place ≠"))
    assert opened(made).size() == size
