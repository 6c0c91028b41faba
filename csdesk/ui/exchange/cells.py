"""Cells of the Import page's tables: a box that opens a list, a box to tick with its words, old and new beside it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from csdesk.ui.kit.literal import one_line
from csdesk.ui.theme import font, ink, paint_icon, px

_WORDS = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
TICK = 24
"""px from a cell's left edge that its box takes."""


def paint_box(painter: QPainter, box: QRect, text: str, *, role: str = "text.primary") -> None:
    """Draw a drop-down's box with its text and its chevron."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("border.default"), 1))
    painter.setBrush(ink("surface.raised"))
    edge = QRectF(box).adjusted(0.5 - px(4), 1.5, -0.5, -2.5)
    painter.drawRoundedRect(edge, px(4), px(4))
    room = box.adjusted(px(4), 0, -px(22), 0)
    paint_words(painter, room, text, role)
    paint_icon(
        painter,
        QRectF(box.right() - px(19), box.y(), px(16), box.height()),
        "chevron-down",
        "text.secondary",
        14,
    )
    painter.restore()


def paint_words(
    painter: QPainter,
    box: QRect,
    text: str,
    role: str = "text.primary",
    step: str = "body",
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Draw words from the left, with … where they do not fit. Returns how wide they are."""
    face = font(step)
    shown = QFontMetrics(face).elidedText(one_line(text), cut, max(0, box.width()))
    painter.setFont(face)
    painter.setPen(ink(role))
    painter.drawText(box, _WORDS, shown)
    return QFontMetrics(face).horizontalAdvance(shown)


def paint_tick(painter: QPainter, box: QRect, *, ticked: bool, live: bool) -> None:
    """Draw a box to tick at the left of a cell."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = px(14)
    place = QRectF(box.x() + 0.5, box.y() + (box.height() - side) / 2 + 0.5, side - 1, side - 1)
    line = "border.default" if not live else "accent.fill" if ticked else "border.strong"
    painter.setPen(QPen(ink(line), 1))
    painter.setBrush(ink("accent.fill" if ticked and live else "surface.base"))
    painter.drawRoundedRect(place, px(3), px(3))
    if ticked:
        paint_icon(painter, place, "check", "accent.on_fill" if live else "text.disabled", 12)
    painter.restore()


def paint_runs(painter: QPainter, box: QRect, runs: list[tuple[str, str]]) -> None:
    """Draw words of several inks one after another; what does not fit ends in …."""
    left = box.x()
    for text, role in runs:
        room = QRect(left, box.y(), box.right() - left + 1, box.height())
        if room.width() < px(8):
            return
        left += paint_words(painter, room, text, role)
