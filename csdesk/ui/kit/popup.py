"""A small window below a cell; Esc or a click elsewhere closes it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from csdesk.ui.theme import ink


class Popup(QFrame):
    """Opens at a point and stays whole on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_at(self, place: QPoint) -> None:
        """Show it at a point of the screen, or as near as it fits."""
        screen = self.screen().availableGeometry()
        right, bottom = screen.right() - self.width(), screen.bottom() - self.height()
        self.move(max(screen.left(), min(place.x(), right)), max(screen.top(), min(place.y(), bottom)))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(ink("border.default"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
