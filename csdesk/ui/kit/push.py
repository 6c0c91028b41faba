"""A push is what a click, Space or Enter does: the base of all that the kit lets one press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from csdesk.ui.kit.literal import literal


class Push(QPushButton):
    """A push button that Enter presses on a page too, where Qt leaves Enter to dialogs. `&` makes no shortcut."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
