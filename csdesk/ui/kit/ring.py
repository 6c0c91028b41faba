"""The focus ring: 2 px around what the keyboard acts on, with a gap of 1 px, drawn outside of it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from csdesk.ui.theme import ink, px

BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Ring(QWidget):
    """The ring around one widget; it lies in the widget's parent and goes where the widget goes."""

    def __init__(self, target: QWidget, radius: int = 4) -> None:
        super().__init__(target.parentWidget())
        self._target, self._radius = target, radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        target.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target."""
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("accent.focus_ring"), 2))
        curve = px(self._radius) + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), curve, curve)

    def _follow(self) -> None:
        self.setGeometry(self._target.geometry().adjusted(-3, -3, 3, 3))
        self.setVisible(not self._target.isHidden())
        self.raise_()


def ring_on(widget: QWidget, ring: Ring | None, event: QFocusEvent) -> Ring | None:
    """The ring for a widget that has just got the focus; none when a mouse brought it."""
    if ring is None and event.reason() in BY_KEY and widget.parentWidget():
        return Ring(widget)
    return ring


def ring_off(ring: Ring | None) -> None:
    """Take a ring away."""
    if ring is not None:
        ring.hide()
        ring.deleteLater()
