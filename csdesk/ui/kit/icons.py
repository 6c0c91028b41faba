"""An icon beside words, in a role's colour."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.theme import paint_icon, px


class IconMark(QWidget):
    """An icon that does nothing; the words beside it say what it means."""

    def __init__(self, name: str, size: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._size = name, "text.secondary", size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, role: str = "text.secondary") -> None:
        """Show another icon or colour."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        role = self._role if self.isEnabled() else "text.disabled"
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, role, self._size)
