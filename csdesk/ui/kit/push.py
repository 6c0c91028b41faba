"""A push is what a click, Space or Enter does: the base of all that the kit lets one press."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

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

    def event(self, event: QEvent) -> bool:
        """Take what presses it before a shortcut does."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _presses(event):
            event.accept()
            return True
        return super().event(event)


def _presses(event: QKeyEvent) -> bool:
    return event.key() in _PRESSING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
