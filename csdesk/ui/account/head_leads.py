"""A lead is a part of the head of an account that goes to where its figure comes from, by a click, Enter or Space."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.ring import Ring, ring_off, ring_on

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Lead(QWidget):
    """`clicked`: what it leads to is wanted. Tab reaches it."""

    clicked = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self._ring: Ring | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead there, too."""
        if event.key() in _KEYS:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the ring on."""
        super().focusInEvent(event)
        self._ring = ring_on(self, self._ring, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring off."""
        super().focusOutEvent(event)
        ring_off(self._ring)
        self._ring = None
