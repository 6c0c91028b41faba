"""Small drawn facts: band shapes, coverage rings, twelve-week lines, badges, double rules."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from csdesk.ui.theme import font, ink, px

LEAST_RANGE = 30.0


class Shape(StrEnum):
    """The shape that goes with a band, so that colour is never alone. The values are the bands' words."""

    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at risk"
    NOT_SCORED = "not scored"


FILLS = {
    Shape.HEALTHY: "good.fill",
    Shape.WATCH: "watch.fill",
    Shape.AT_RISK: "bad.fill",
    Shape.NOT_SCORED: "text.tertiary",
}


def paint_shape(painter: QPainter, centre: QPointF, shape: Shape, *, hatched: bool = False) -> None:
    """Draw a band's shape, 10 px. Hatched where the bounds of the score cross an edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, path = ink(FILLS[shape]), _outline(centre, shape, 0.7 if hatched else 0.0)
    if shape is Shape.NOT_SCORED:
        _paint_dashed(painter, centre)
    elif hatched:
        painter.setPen(QPen(colour, px(12) / 10))
        painter.drawPath(path)
        painter.setClipPath(path)
        _paint_hatching(painter, centre)
    else:
        painter.fillPath(path, colour)
    painter.restore()


def paint_ring(painter: QPainter, centre: QPointF, part: float) -> None:
    """Draw a coverage ring, 12 px; `part` of 0 to 1 is filled. Neutral: coverage is neither good nor bad."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, thick = px(12), px(25) / 10
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    box.adjust(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setPen(QPen(ink("border.default"), thick))
    painter.drawEllipse(box)
    painter.setPen(QPen(ink("text.tertiary"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(box, 90 * 16, -round(max(0.0, min(1.0, part)) * 360 * 16))
    painter.restore()


def paint_line(painter: QPainter, box: QRectF, points: Sequence[float | None], shape: Shape) -> None:
    """Draw twelve weeks in `box`: own range, at least 30 points high; None is a gap; the last in colour."""
    known = [point for point in points if point is not None]
    if not known:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places = _places(box, points, min(known), max(known))
    painter.setPen(QPen(ink("furniture.axis"), px(12) / 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for there, run in groupby(places, key=lambda place: place is not None):
        if there:
            painter.drawPolyline(QPolygonF([place for place in run if place is not None]))
    if (last := places[-1]) is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(FILLS[shape]))
        painter.drawEllipse(last, px(2), px(2))
    painter.restore()


def badge_width(text: str) -> int:
    """The px that a badge with this text takes."""
    return QFontMetrics(font("micro")).horizontalAdvance(text) + px(14)


def paint_badge(painter: QPainter, box: QRectF, text: str, tone: str = "") -> None:
    """Draw a badge that fills `box`. `tone`: good, watch, bad, info, accent or empty for neutral."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink(f"{tone}.tint" if tone else "surface.pressed"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(font("micro"))
    painter.setPen(ink(f"{tone}.text" if tone else "text.secondary"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_double_rule(painter: QPainter, left: float, right: float, top: float, bottom: float) -> None:
    """Draw the rules of a total that adds up exactly: 1 px above, 3 px double below."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    colour, wide, thick = ink("text.secondary"), right - left, px(1)
    for y in (top, bottom - 3 * thick, bottom - thick):
        painter.fillRect(QRectF(left, y, wide, thick), colour)
    painter.restore()


def paint_leader(painter: QPainter, left: float, right: float, baseline: float) -> None:
    """Draw the dotted leader of a receipt's line."""
    if right - left < px(8):
        return
    painter.save()
    painter.setPen(QPen(ink("border.strong"), 1, Qt.PenStyle.CustomDashLine))
    pen = painter.pen()
    pen.setDashPattern([1, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, baseline + 0.5), QPointF(right, baseline + 0.5))
    painter.restore()


def _places(box: QRectF, points: Sequence[float | None], low: float, high: float) -> list[QPointF | None]:
    room = max(LEAST_RANGE, high - low)
    middle = (low + high) / 2
    step = box.width() / max(1, len(points) - 1)

    def place(number: int, point: float) -> QPointF:
        return QPointF(box.x() + number * step, box.center().y() - (point - middle) / room * box.height())

    return [None if point is None else place(number, point) for number, point in enumerate(points)]


def _outline(centre: QPointF, shape: Shape, inset: float) -> QPainterPath:
    path, x, y = QPainterPath(), centre.x(), centre.y()
    if shape is Shape.WATCH:
        reach = px(5) - inset
        corners = [
            QPointF(x, y - reach + 0.5),
            QPointF(x + reach, y + reach - 0.5),
            QPointF(x - reach, y + reach - 0.5),
        ]
    elif shape is Shape.AT_RISK:
        reach = px(5) + 0.2 - inset
        corners = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
    else:
        reach = px(9) / 2 - inset
        path.addEllipse(centre, reach, reach)
        return path
    path.addPolygon(QPolygonF([*corners, corners[0]]))
    return path


def _paint_dashed(painter: QPainter, centre: QPointF) -> None:
    pen = QPen(ink("text.tertiary"), px(13) / 10, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.7, 1.25])
    painter.setPen(pen)
    painter.drawEllipse(centre, px(43) / 10, px(43) / 10)


def _paint_hatching(painter: QPainter, centre: QPointF) -> None:
    reach, step = px(6), px(34) / 10
    offset = -2 * float(reach)
    while offset <= 2 * reach:
        start = QPointF(centre.x() - reach + offset, centre.y() + reach)
        painter.drawLine(start, QPointF(start.x() + 2 * reach, start.y() - 2 * reach))
        offset += step
