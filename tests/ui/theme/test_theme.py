"""The theme: switches live, draws its icons in any ink, and is the only place with colours."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csdesk.paths import resource
from csdesk.tokens import tokens
from csdesk.ui import theme
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light", still=True)


def _has(image: QImage, colour: str) -> bool:
    wanted = int(colour[1:], 16)
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixel(x, y) & 0xFFFFFF == wanted for x, y in spots)


def test_an_open_window_turns_dark_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    button, words = Button("Log touch", kind=Kind.PRIMARY), label("31 at 88 %", "body", "bad.text")
    for widget in (button, words):
        qtbot.addWidget(widget)
        widget.show()
    assert _has(button.grab().toImage(), tokens("light").accent.fill)
    theme.apply(qapp, "dark")
    assert _has(button.grab().toImage(), tokens("dark").accent.fill)
    assert words.palette().color(QPalette.ColorRole.WindowText).name().upper() == tokens("dark").bad.text
    assert theme.scheme() == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hint_in_a_field_has_the_ink_of_a_token(
    qapp: QApplication, qtbot: QtBot, scheme: Literal["light", "dark"]
) -> None:
    theme.apply(qapp, scheme, still=True)
    field = Field(hint="MMMM ####")
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    assert _has(field.grab().toImage(), tokens(scheme).text.tertiary)


def test_sizes_follow_the_persons_font(qapp: QApplication) -> None:
    assert (theme.px(28), theme.font("body").pixelSize()) == (28, 13)
    theme.apply(qapp, "light", base_px=26)
    assert (theme.height("table_row"), theme.font("body").pixelSize(), theme.font("micro").pixelSize()) == (
        56,
        26,
        22,
    )


def test_figures_are_tabular_only_where_asked(qapp: QApplication) -> None:
    assert theme.font("body", tabular=True).featureTags()
    assert not theme.font("body").featureTags()


def test_reduced_motion_is_no_motion(qapp: QApplication) -> None:
    assert theme.motion_ms() == 0
    theme.apply(qapp, "light", still=False)
    assert theme.motion_ms() == 120


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_one_style(name: str) -> None:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    style = {key: root.get(key) for key in ("viewBox", "fill", "stroke", "stroke-width", "stroke-linejoin")}
    assert style == {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.75",
        "stroke-linejoin": "round",
    }
    assert "#" not in text


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_the_ink_it_is_given(name: str) -> None:
    image = theme.pixmap(name, "bad.text", 48).toImage()
    assert _has(image.convertToFormat(QImage.Format.Format_ARGB32), tokens("light").bad.text)


def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    assert theme.pixmap("week", size=16, dpr=2.0).width() == 32


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die there")
def test_none_outlives_any_number_of_calls() -> None:
    item = QObject()
    for _ in range(100_000):
        item.setObjectName("x")
    assert sys.getrefcount(None) > 1 << 39


def test_the_window_reads_from_left_to_right_whatever_the_system_says() -> None:
    """In a process of its own: an application has one direction from its beginning on."""
    said = "from csdesk.ui import theme; print(theme.application().layoutDirection().name)"
    env = {**os.environ, "QT_LAYOUT_DIRECTION": "RightToLeft", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", said, "-reverse"], capture_output=True, text=True, check=True, env=env
    )
    assert done.stdout.strip() == "LeftToRight"
