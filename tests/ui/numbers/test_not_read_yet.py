"""A view of Numbers that waits for its figures says so, and no longer when they are there."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from csdesk.ui.numbers.dimension import DimensionView
from csdesk.ui.numbers.further import FurtherView
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.trend import TrendView
from csdesk.ui.window import Window
from tests.ui.hands import click
from tests.ui.numbers.views import segment
from tests.ui.windows import settled

TODAY = date(2025, 11, 24)


def waits(view: QWidget) -> bool:
    return any("being read" in words.text() for words in view.findChildren(QLabel) if not words.isHidden())


@pytest.mark.parametrize("made", [TrendView, lambda: FurtherView(TODAY), lambda: DimensionView(TODAY)])
def test_a_view_that_is_not_read_yet_says_so(qtbot: QtBot, made: Callable[[], QWidget]) -> None:
    view = made()
    qtbot.addWidget(view)
    assert waits(view)


def test_what_is_read_says_so_no_more(window: Window) -> None:
    window.go("numbers")
    page = window.page("numbers")
    assert isinstance(page, NumbersPage)
    settled(lambda: page.found is not None)
    for words, view in (("Trend", page.trend), ("By dimension", page.dimension), ("More", page.further)):
        click(segment(page, words))
        settled(partial(_is_read, view))


def _is_read(view: QWidget) -> bool:
    return not waits(view)
