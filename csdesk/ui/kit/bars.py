"""A thin bar: how far a job, an objective or a day's hours have come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.theme import ink, px


class Bar(QWidget):
    """A bar of 4 px. `role`: `accent.fill` for progress, `furniture.neutral_bar` for capacity.

    `part`: 0 to 1; what is over 1 is drawn as `watch`. `tick`: where the plan expects to be, 0 to 1.
    """

    def __init__(self, name: str, role: str = "accent.fill") -> None:
        super().__init__()
        self._role, self._part = role, 0.0
        self._tick: float | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, tick: float | None = None) -> None:
        """Show how far it has come."""
        self._part, self._tick = part, tick
        self.setAccessibleDescription(f"{part:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as there is room, 4 px high, or 10 with a tick."""
        return QSize(px(72), px(4 if self._tick is None else 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the part, the tick."""
        del event
        paint_bar(QPainter(self), QRectF(self.rect()), self._part, self._role, self._tick)


def paint_bar(
    painter: QPainter, box: QRectF, part: float, role: str = "accent.fill", tick: float | None = None
) -> None:
    """Draw a bar of 4 px in the middle of `box`."""
    painter.save()
    tall = px(4)
    top = round(box.y() + (box.height() - tall) / 2)
    over = max(0.0, 1 - 1 / part) if part > 1 else 0.0
    filled = box.width() * min(1.0, max(0.0, part))
    painter.fillRect(QRectF(box.x(), top, box.width(), tall), ink("border.default"))
    painter.fillRect(QRectF(box.x(), top, filled, tall), ink(role))
    if over:
        wide = box.width() * over
        painter.fillRect(QRectF(box.right() - wide, top, wide, tall), ink("watch.fill"))
    if tick is not None:
        place = round(box.x() + box.width() * tick)
        painter.fillRect(QRectF(place - 1, box.y(), 2, box.height()), ink("text.secondary"))
    painter.restore()
