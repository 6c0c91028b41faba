"""How a curve is drawn: bands behind it, its points, and under it where the readings of the book lie."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.points import stretches
from csdesk.domain.health.spread import Bar
from csdesk.ui.health.scale import Axis, Scale
from csdesk.ui.health.words import band_word
from csdesk.ui.theme import font, ink, px
from csdesk.wording import count

TONES = {Band.HEALTHY: "good", Band.WATCH: "watch", Band.AT_RISK: "bad"}
_LEFT, _RIGHT, _TOP, _AXIS, _BARS, _GAP = 44, 124, 12, 22, 52, 6
_BEFORE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_AFTER = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot and the bars below it stand, and which reading and sub-score is where."""

    plot: QRectF
    bars: QRectF
    axis: Axis

    def x(self, reading: float) -> float:
        """How far to the right a reading stands; those beyond the axis at its end."""
        share = (reading - self.axis.low) / (self.axis.high - self.axis.low)
        return self.plot.left() + min(1.0, max(0.0, share)) * self.plot.width()

    def y(self, worth: float) -> float:
        """How high a sub-score stands."""
        return self.plot.bottom() - worth / 100 * self.plot.height()

    def at(self, point: QPointF) -> tuple[float, float]:
        """The reading and the sub-score at a place."""
        across = (point.x() - self.plot.left()) / self.plot.width()
        up = (self.plot.bottom() - point.y()) / self.plot.height()
        return self.axis.low + across * (self.axis.high - self.axis.low), min(100.0, max(0.0, up * 100))


def frame_of(wide: int, tall: int, axis: Axis) -> Frame:
    """The frame in a widget of so many px."""
    width = max(px(80), wide - px(_LEFT) - px(_RIGHT))
    high = max(px(60), tall - px(_TOP) - px(_BARS) - px(_GAP) - px(_AXIS))
    plot = QRectF(px(_LEFT), px(_TOP), width, high)
    return Frame(plot, QRectF(plot.left(), plot.bottom() + px(_GAP), width, px(_BARS)), axis)


def paint_bands(painter: QPainter, frame: Frame, bands: Bands, counts: dict[Band, int]) -> None:
    """The bands behind the curve, with their lower bounds and how many accounts stand in each."""
    edges = (100, bands.healthy, bands.watch, 0)
    for band, (top, bottom) in zip(Band, pairwise(edges), strict=True):
        box = QRectF(frame.plot.left(), frame.y(top), frame.plot.width(), frame.y(bottom) - frame.y(top))
        painter.fillRect(box, ink(f"{TONES[band]}.tint"))
        _say_band(painter, box, band, bottom, counts[band])
    painter.setFont(font("micro", tabular=True))
    for edge in edges:
        y = frame.y(edge)
        painter.setPen(QPen(ink("border.default"), 1))
        painter.drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y))
        painter.setPen(ink("text.secondary"))
        painter.drawText(QRectF(0, y - px(8), frame.plot.left() - px(8), px(16)), _BEFORE, str(edge))


def _say_band(painter: QPainter, box: QRectF, band: Band, low: int, many: int) -> None:
    """Band, its lower bound and how many, right of it: in two lines where there is room, in one where there is less."""
    left, middle = box.right() + px(10), box.center().y()
    word = f"{band_word(band)}, from {low}" if low else band_word(band)
    lines: list[tuple[str, int]] = []
    if box.height() >= px(32):
        lines = [(word, -px(8)), (count(many, "account"), px(8))]
    elif box.height() >= px(13):
        lines = [(f"{band_word(band)}: {many:,}", 0)]
    for number, (words, shift) in enumerate(lines):
        painter.setFont(font("small"))
        painter.setPen(ink(f"{TONES[band]}.text" if not number else "text.secondary"))
        painter.drawText(QRectF(left, middle + shift - px(8), px(_RIGHT), px(16)), _AFTER, words)


def paint_edges(painter: QPainter, frame: Frame, points: Points, bands: Bands) -> None:
    """A dashed line down to the readings at which the band changes."""
    painter.setPen(QPen(ink("text.tertiary"), 1, Qt.PenStyle.DashLine))
    for stretch in stretches(points, bands)[1:]:
        if stretch.low is not None and frame.axis.low < stretch.low < frame.axis.high:
            x = round(frame.x(stretch.low)) + 0.5
            painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.bars.bottom()))


def paint_curve(painter: QPainter, frame: Frame, points: Points) -> None:
    """The line, flat outside its points."""
    line = [(frame.axis.low, points[0][1]), *points, (frame.axis.high, points[-1][1])]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("chart.0"), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([QPointF(frame.x(x), frame.y(y)) for x, y in line]))
    painter.restore()


def paint_points(painter: QPainter, frame: Frame, points: Points, chosen: int, *, focused: bool) -> None:
    """The points; the chosen one is filled, and has the ring where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, (x, y) in enumerate(points):
        at = QPointF(frame.x(x), frame.y(y))
        if number == chosen and focused:
            painter.setPen(QPen(ink("accent.focus_ring"), px(2)))
            painter.setBrush(ink("surface.base"))
            painter.drawEllipse(at, px(9), px(9))
        painter.setPen(QPen(ink("chart.0"), px(2)))
        painter.setBrush(ink("chart.0" if number == chosen else "surface.base"))
        painter.drawEllipse(at, px(5), px(5))
    painter.restore()


def paint_said(painter: QPainter, frame: Frame, point: tuple[float, float], scale: Scale) -> None:
    """What the chosen point says, above it, or below where there is no room above."""
    words = f"{scale.text(point[0])} → {point[1]:g}"
    painter.setFont(font("strong", tabular=True))
    wide = painter.fontMetrics().horizontalAdvance(words) + px(12)
    x, y = frame.x(point[0]), frame.y(point[1])
    left = min(max(frame.plot.left() + px(2), x - wide / 2), frame.plot.right() - wide - px(2))
    top = y - px(34) if y - px(34) >= frame.plot.top() else y + px(14)
    box = QRectF(left, top, wide, px(20))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("border.default"), 1))
    painter.setBrush(ink("surface.raised"))
    painter.drawRoundedRect(box, px(4), px(4))
    painter.setPen(ink("text.primary"))
    painter.drawText(box, _CENTRE, words)
    painter.restore()


def paint_bars(painter: QPainter, frame: Frame, bars: list[Bar]) -> None:
    """Where the readings lie, each in the colour of the band that it would be in."""
    most = max((bar.count for bar in bars), default=0)
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in bars if most else ():
        left, right = frame.x(bar.low) + 0.5, frame.x(bar.high) - 0.5
        base = frame.bars.bottom()
        for band, many in bar.counts:
            tall = max(2.0, many / most * (frame.bars.height() - px(2))) if many else 0.0
            painter.fillRect(
                QRectF(left, base - tall, max(1.0, right - left), tall), ink(f"{TONES[band]}.fill")
            )
            base -= tall
    painter.setPen(QPen(ink("furniture.axis"), 1))
    y = frame.bars.bottom() + 0.5
    painter.drawLine(QPointF(frame.bars.left(), y), QPointF(frame.bars.right(), y))


def paint_axis(painter: QPainter, frame: Frame, scale: Scale) -> None:
    """The readings along the foot; the last one says the unit."""
    painter.setFont(font("micro", tabular=True))
    last = len(frame.axis.ticks) - 1
    for number, tick in enumerate(frame.axis.ticks):
        x = frame.x(tick)
        painter.setPen(QPen(ink("furniture.axis"), 1))
        painter.drawLine(QPointF(x, frame.bars.bottom()), QPointF(x, frame.bars.bottom() + px(4)))
        painter.setPen(ink("text.secondary"))
        words = scale.text(tick) if number == last or scale.suffix == " %" else scale.number(tick)
        painter.drawText(QRectF(x - px(50), frame.bars.bottom() + px(4), px(100), px(16)), _CENTRE, words)
