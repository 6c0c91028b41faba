"""A drawn figure on the screen: for what size it is asked for, and how large its picture stands then."""

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from csdesk.charts.style import Look
from csdesk.ui.theme import current, px

_LEAST = 300
"""A figure is readable from so many px at 100 % on."""


def look_for(widget: QWidget, wide: int, high: int) -> Look:
    """For what a figure is drawn that stands in a widget: `wide` px of the screen, `high` px at 100 %."""
    scale = px(100) / 100
    return Look(current().scheme, max(_LEAST, round(wide / scale)), high, widget.devicePixelRatioF() * scale)


def picture_of(png: bytes, look: Look) -> QPixmap:
    """The figure as large as it was asked for."""
    picture = QImage.fromData(png)
    picture.setDevicePixelRatio(look.ratio * 100 / px(100))
    return QPixmap.fromImage(picture)
