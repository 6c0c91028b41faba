"""A person's hands in the tests: clicks and keys, as Qt takes them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

NOTHING = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None, held: Qt.KeyboardModifier = NOTHING) -> None:
    """Click the left button, in the middle or at a point of the widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, at or widget.rect().center())


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key."""
    QTest.keyClick(widget, key, held)


def type_in(widget: QWidget, text: str) -> None:
    """Type letters. ASCII only: Qt's test library stops the program at any other."""
    assert text.isascii()
    QTest.keyClicks(widget, text)
