"""A sheet fits the screen: what is larger scrolls inside it, and the keyboard stays where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from csdesk.ui.kit.buttons import Button
from csdesk.ui.shell.sheets.sheets import Sheet
from tests.ui.hands import press
from tests.ui.windows import settled


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A small window."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def sheet_of(host: QWidget, fields: int, wide: int) -> tuple[Sheet, list[QLineEdit], Button]:
    """A sheet of so many fields and a button, as it is shown."""
    made, some, save = Sheet(host, "Fields", wide), [QLineEdit() for _ in range(fields)], Button("Save")
    for field in some:
        made.column.addWidget(field)
    made.end_with(save)
    some[0].setFocus()
    made.show()
    settled(made.isVisible)
    return made, some, save


def test_a_sheet_that_fits_does_not_scroll(host: QWidget) -> None:
    made, _, _ = sheet_of(host, 4, 500)
    assert not made.findChildren(QScrollArea)
    assert made.width() == 500


def test_a_sheet_larger_than_the_screen_scrolls_inside_it_and_keeps_the_keyboard(host: QWidget) -> None:
    made, some, save = sheet_of(host, 60, 5000)
    room = made.screen().availableGeometry().united(host.frameGeometry())
    assert (made.width(), made.height()) == (room.width(), room.height())
    assert made.focusWidget() is some[0]
    (area,) = made.findChildren(QScrollArea)
    settled(lambda: save.isVisible() and area.verticalScrollBar().maximum() > 0)
    assert save.visibleRegion().isEmpty()
    area.ensureWidgetVisible(save)
    assert not save.visibleRegion().isEmpty()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_field_neither_closes_the_sheet_nor_presses_its_first_button(
    host: QWidget, key: Qt.Key
) -> None:
    """Qt presses the first button there is: Cancel, and what was typed is gone."""
    made, some, save = sheet_of(host, 2, 400)
    pressed: list[str] = []
    save.clicked.connect(lambda: pressed.append("save"))
    press(some[0], key)
    assert made.isVisible()
    assert pressed == []
    save.set_keys(("Enter",))
    press(some[0], key)
    assert pressed == ["save"]


def test_enter_on_cancel_cancels(host: QWidget) -> None:
    made, _, save = sheet_of(host, 2, 400)
    save.set_keys(("Enter",))
    cancel = next(b for b in made.findChildren(Button) if b.caps == ("Esc",))
    cancel.setFocus()
    press(cancel, Qt.Key.Key_Return)
    assert not made.isVisible()
