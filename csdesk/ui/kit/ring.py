"""The focus ring: 2 px around what the keyboard acts on, with a gap of 1 px, drawn outside of it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from csdesk.ui.theme import ink, px

BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
RING = 3
"""How far a ring goes beyond its widget: its line and its gap."""
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
_RADIUS = 4


class Ring(QWidget):
    """The ring around one widget. It lies above all else in the widget's page and goes where the widget goes."""

    def __init__(self, target: QWidget) -> None:
        self._host = _host(target)
        super().__init__(self._host)
        self._target: QWidget | None = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        step: QWidget | None = target
        while step is not None and step is not self._host:
            step.installEventFilter(self)
            step = step.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target, as long as there is one.

        Its `destroyed` is not waited for: in a window that is dropped the ring may be half gone by then.
        """
        if event.type() == QEvent.Type.DeferredDelete:
            self.lose()
        elif event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("accent.focus_ring"), 2))
        curve = px(_RADIUS) + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), curve, curve)

    def lose(self) -> None:
        """Be gone, and follow nothing until it is deleted."""
        self._target = None
        self.hide()
        self.deleteLater()

    def _follow(self) -> None:
        if self._target is None or not (isValid(self._target) and isValid(self._host)):
            return
        corner = self._target.mapTo(self._host, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-RING, -RING, RING, RING))
        self.setVisible(self._target.isVisibleTo(self._host))
        self.raise_()


def _host(target: QWidget) -> QWidget:
    """The window, or the content of the scroll area that the widget is in."""
    host = target
    while (above := host.parentWidget()) is not None and not host.isWindow():
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return host
        host = above
    return host


def ring_on(widget: QWidget, ring: Ring | None, event: QFocusEvent) -> Ring | None:
    """The ring for a widget that has just got the focus; none when a mouse brought it."""
    if ring is None and event.reason() in BY_KEY and widget.parentWidget():
        return Ring(widget)
    return ring


def ring_off(ring: Ring | None) -> None:
    """Take a ring away."""
    if ring is not None and isValid(ring):
        ring.lose()
