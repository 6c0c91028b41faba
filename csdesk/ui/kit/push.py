"""A push is what a click, Space or Enter does: the base of all that the kit lets one press."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from csdesk.ui.kit.literal import literal

_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Push(QPushButton):
    """A push button that Enter presses on a page too, where Qt leaves Enter to dialogs. `&` makes no shortcut.

    Enter and Space are its own while it has the keyboard, also where they are keys of its page.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def checkStateSet(self) -> None:
        """Of several of which one is chosen Tab stops at that one; Qt sees to it only where a person chose."""
        super().checkStateSet()
        group = cast(QButtonGroup | None, self.group())
        if self.isChecked() and group is not None and group.exclusive():
            for button in group.buttons():
                beside = button.focusPolicy() & ~Qt.FocusPolicy.TabFocus
                here = beside | Qt.FocusPolicy.TabFocus if button is self else beside
                button.setFocusPolicy(Qt.FocusPolicy(here))

    def event(self, event: QEvent) -> bool:
        """Take what presses it before a shortcut does."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _presses(event):
            event.accept()
            return True
        return super().event(event)


def _presses(event: QKeyEvent) -> bool:
    return event.key() in _PRESSING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
