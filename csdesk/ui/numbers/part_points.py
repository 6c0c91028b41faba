"""Parts as points in time, each with its interval and on how many it rests; one that is not known is a gap."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from csdesk.domain.figures.chart import Chart
from csdesk.domain.revenue.definitions import Unit
from csdesk.ui.formats import figure
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import font, ink, px

_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_TOP, _FOOT, _LINE = 10, 44, 16
_NAME = 62


def paint_points(painter: QPainter, chart: Chart, slots: Sequence[QRectF], currency: str) -> None:
    """Draw the axis, the points with their intervals, the line between neighbours, and their names with n."""
    if not slots:
        return
    plot = QRectF(slots[0].left(), px(_TOP), slots[-1].right() - slots[0].left(),
                  slots[0].height() - px(_TOP) - px(_FOOT))  # fmt: skip
    low, high = _range(chart)
    _paint_axis(painter, plot, chart, low, high, currency)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places = [
        None if p.value is None else QPointF(slot.center().x(), _up(plot, float(p.value), low, high))
        for p, slot in zip(chart.parts, slots, strict=True)
    ]
    _paint_intervals(painter, plot, chart, places, low, high)
    _paint_line(painter, places)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _write_names(painter, chart, slots, plot)


def _range(chart: Chart) -> tuple[float, float]:
    """From the lowest to the highest that is drawn; NPS over its whole scale, a share from 0."""
    if chart.unit is Unit.SCORE:
        return -100.0, 100.0
    values = [float(p.value) for p in chart.parts if p.value is not None]
    return 0.0, max([1.0, *values])


def _up(plot: QRectF, value: float, low: float, high: float) -> float:
    return plot.bottom() - (value - low) / (high - low) * plot.height()


def _paint_axis(
    painter: QPainter, plot: QRectF, chart: Chart, low: float, high: float, currency: str
) -> None:
    painter.setFont(font("small", tabular=True))
    for value in (low, (low + high) / 2, high):
        y = _up(plot, value, low, high)
        painter.setPen(QPen(ink("border.subtle"), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(ink("text.secondary"))
        said = value_text(Fraction(round(value * 100), 100), chart.unit, currency).replace(figure(".00"), "")
        painter.drawText(QRectF(0, y - px(8), plot.left() - px(8), px(16)), _RIGHT, said)


def _paint_intervals(
    painter: QPainter, plot: QRectF, chart: Chart, places: Sequence[QPointF | None], low: float, high: float
) -> None:
    painter.setPen(QPen(ink("text.tertiary"), px(1)))
    for part, place in zip(chart.parts, places, strict=True):
        if place is None or part.between is None:
            continue
        ends = [QPointF(place.x(), _up(plot, x, low, high)) for x in part.between]
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end - QPointF(px(3), 0), end + QPointF(px(3), 0))


def _paint_line(painter: QPainter, places: Sequence[QPointF | None]) -> None:
    painter.setPen(QPen(ink("chart.0"), px(2)))
    run: list[QPointF] = []
    for place in [*places, None]:
        if place is not None:
            run.append(place)
            continue
        painter.drawPolyline(QPolygonF(run))
        run = []
    painter.setBrush(ink("chart.0"))
    for place in places:
        if place is not None:
            painter.drawEllipse(place, px(3), px(3))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _write_names(painter: QPainter, chart: Chart, slots: Sequence[QRectF], plot: QRectF) -> None:
    every = max(1, ceil(px(_NAME) / max(1.0, slots[0].width())))
    painter.setFont(font("small", tabular=True))
    for number in range(0, len(slots), every):
        part, slot = chart.parts[number], slots[number]
        for line, words, role in ((0, part.name, "text.secondary"), (1, f"n {part.n:,}", "text.tertiary")):
            painter.setPen(ink(role))
            top = plot.bottom() + px(9) + line * px(_LINE)
            painter.drawText(QRectF(slot.x(), top, slot.width(), px(_LINE)), _CENTRE, words)
