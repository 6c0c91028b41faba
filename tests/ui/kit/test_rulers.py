"""Rulers: a text is as wide as Qt says, within a pixel."""

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from csdesk.ui.kit.rulers import ruler
from csdesk.ui.theme import font

TEXTS = [
    "",
    "Call the new sponsor, Diane Cole",
    "  two  spaces ",
    "Größe – 30 Tage",
    "مرحبا بالعالم",
    "日本語のテキスト",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("step", ["small", "strong", "title"])
def test_a_text_is_as_wide_as_qt_says(text: str, step: str, qtbot: QtBot) -> None:
    del qtbot
    assert ruler(font(step)).width(text) == pytest.approx(
        QFontMetricsF(font(step)).horizontalAdvance(text), abs=1
    )


def test_a_word_that_is_too_long_is_cut_where_it_fits(qtbot: QtBot) -> None:
    del qtbot
    measure, word = ruler(font("small")), "W" * 80
    count = measure.fitting(word, 200)
    assert measure.width(word[:count]) <= 200 < measure.width(word[: count + 1])
    assert measure.fitting("Wide", 1) == 1
