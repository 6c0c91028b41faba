"""Parts as bars below each other, each with its value; what the first ones come to together stands on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from csdesk.domain.figures.chart import Chart, Part, Shape
from csdesk.domain.money import half_up
from csdesk.domain.revenue.definitions import Unit
from csdesk.ui.kit.literal import one_line
from csdesk.ui.numbers.part_words import counted, value_of
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_EDGE, _GAP = 16, 8
_NAMES = 0.34
"""The share of the width that names may take."""


def paint_bars(painter: QPainter, chart: Chart, slots: Sequence[QRectF], currency: str) -> None:
    """Draw every part in its slot."""
    words = [_words(chart, p, currency) for p in chart.parts]
    figures = QFontMetrics(font("small", tabular=True))
    name = min(
        max((QFontMetrics(font("body")).horizontalAdvance(one_line(p.name)) for p in chart.parts), default=0),
        slots[0].width() * _NAMES if slots else 0,
    )
    shares = _shares(chart)
    so_far = max(map(figures.horizontalAdvance, shares)) + px(_GAP) if any(shares) else 0
    said = max((figures.horizontalAdvance(w) for w in words), default=0)
    left = px(_EDGE) + name + px(_GAP)
    room = max(px(_EDGE), slots[0].width() - left - px(_GAP) - said - so_far - px(_EDGE)) if slots else 0
    most = _most(chart)
    for part, slot, text, share in zip(chart.parts, slots, words, shares, strict=True):
        _write_name(painter, part, slot, name)
        end = left if part.rest else left + room * max(0.0, float(part.value or 0)) / most
        if not part.rest and part.value is not None:
            box = QRectF(left, slot.y() + px(6), max(1.0, end - left), slot.height() - px(12))
            painter.fillRect(box, ink("furniture.series_muted" if part.between else "chart.0"))
        reach = _paint_between(painter, part, slot, left, room / most, end)
        painter.setFont(font("small", tabular=True))
        painter.setPen(ink("text.secondary"))
        painter.drawText(
            QRectF(reach + (0 if part.rest else px(_GAP)), slot.y(), said + px(2), slot.height()), _LEFT, text
        )
        place = QRectF(slot.right() - px(_EDGE) - so_far, slot.y(), so_far, slot.height())
        painter.drawText(place, _RIGHT, share)


def _shares(chart: Chart) -> list[str]:
    """What the parts up to each one are of all of them, where that is shown; the first one by itself."""
    if chart.shape is not Shape.PARETO:
        return [""] * len(chart.parts)
    said = ["" if t is None else f"{half_up(t * 100)} %" for t in chart.together]
    return [f"together {text}" if text and at else text for at, text in enumerate(said)]


def _words(chart: Chart, part: Part, currency: str) -> str:
    """The value, and on how many it rests where that is not one each."""
    said = value_of(part, chart.unit, currency)
    if part.value is None:
        return counted(chart, part)
    several = part.rest or any(p.n != 1 for p in chart.parts if not p.rest)
    return f"{said}  {counted(chart, part)}" if several else said


def _most(chart: Chart) -> float:
    """What the longest bar stands for; of shares with an interval, everything."""
    if chart.unit is Unit.SHARE and any(p.between for p in chart.parts):
        return 1.0
    return max((float(p.value or 0) for p in chart.parts if not p.rest), default=0.0) or 1.0


def _write_name(painter: QPainter, part: Part, slot: QRectF, wide: float) -> None:
    painter.setFont(font("body"))
    painter.setPen(ink("text.primary"))
    text = painter.fontMetrics().elidedText(one_line(part.name), Qt.TextElideMode.ElideRight, int(wide) + 1)
    painter.drawText(QRectF(px(_EDGE), slot.y(), wide + px(2), slot.height()), _LEFT, text)


def _paint_between(painter: QPainter, part: Part, slot: QRectF, left: float, per: float, end: float) -> float:
    """The interval as a line over the bar. Returns where the bar and it end."""
    if part.between is None:
        return end
    low, high = (left + per * x for x in part.between)
    middle = slot.center().y()
    painter.setPen(QPen(ink("text.primary"), px(1)))
    painter.drawLine(QPointF(low, middle), QPointF(high, middle))
    for x in (low, high):
        painter.drawLine(QPointF(x, middle - px(3)), QPointF(x, middle + px(3)))
    return max(end, high)
