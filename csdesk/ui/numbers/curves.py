"""Curves of what is kept, month by month: one for each cohort, all of them together, and the chosen one."""

from collections.abc import Sequence
from itertools import count, pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.values import dataclass
from csdesk.ui.theme import font, ink, px

_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_YEAR, _MONTH_NAME, _NEAR = 12, 44, 12
_HIGHEST, _EVER, _LINES = 3.0, 10.0, 5


@dataclass(frozen=True, slots=True)
class Run:
    """One curve: shares by months, 1.0 is all; `stepped` holds each share until the next."""

    name: str
    points: tuple[tuple[float, float], ...]
    stepped: bool = False

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The points that a line goes through."""
        if not self.stepped:
            return [*self.points]
        found = [self.points[0]]
        for (_, before), (months, share) in pairwise(self.points):
            found += [(months, before), (months, share)]
        return found


class Curves(QWidget):
    """`chosen(name)`: the curve of a cohort was clicked."""

    chosen = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._chosen = title, ""
        self._runs: Sequence[Run] = ()
        self._whole: Run | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(260), px(190))

    def show_runs(self, runs: Sequence[Run], whole: Run) -> None:
        """Show other curves, and that of all of them."""
        self._runs, self._whole = runs, whole
        said = ", ".join(f"{share:.0%} after {months:g} months" for months, share in whole.points[1:])
        self.setAccessibleDescription(f"{whole.name}: {said}")
        self.update()

    def choose(self, name: str) -> None:
        """Draw the curve of a cohort before the others; none by an empty name."""
        self._chosen = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axes, every curve, that of all, and the chosen one."""
        del event
        if self._whole is None:
            return
        painter = QPainter(self)
        self._paint_axes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._box().adjusted(-px(2), -px(2), px(2), px(2)))
        for run in self._runs:
            self._paint_run(painter, run, "furniture.series_muted", 1)
        self._paint_run(painter, self._whole, "text.primary", 2)
        chosen = next((run for run in self._runs if run.name == self._chosen), None)
        if chosen is not None:
            self._paint_run(painter, chosen, "chart.0", 2)
        painter.setClipping(False)
        self._write_names(painter, chosen)

    def _box(self) -> QRectF:
        return QRectF(px(56), px(34), max(px(40), self.width() - px(56) - px(36)), self.height() - px(58))

    def _span(self) -> tuple[float, float]:
        """The last month, in whole years, and the highest share: one cohort that began with next to nothing does not
        press the others flat, its curve leaves above."""
        every = [point for run in (*self._runs, self._whole) if run for point in run.points]
        last = max((months for months, _ in every), default=0.0)
        together = max(share for _, share in self._whole.points) if self._whole else 1.0
        high = max([1.0, *(share for _, share in every)])
        return max(1, ceil(last / _YEAR)) * _YEAR, min(high, max(_HIGHEST, together), _EVER)

    def _at(self, months: float, share: float) -> QPointF:
        box, (last, high) = self._box(), self._span()
        return QPointF(box.left() + months / last * box.width(), box.bottom() - share / high * box.height())

    def _paint_axes(self, painter: QPainter) -> None:
        box, (last, high) = self._box(), self._span()
        painter.setFont(font("small", tabular=True))
        for share in _shares(high):
            y = self._at(0, share).y()
            painter.setPen(QPen(ink("furniture.axis" if share in {0.0, 1.0} else "border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(ink("text.secondary"))
            painter.drawText(
                QRectF(0, y - px(8), box.left() - px(8), px(16)), _RIGHT, f"{share * 100:,.0f} %"
            )
        years = ceil(last / _YEAR)
        every = max(1, ceil(years * px(_MONTH_NAME) / box.width()))
        for year in range(0, years + 1, every):
            x = self._at(year * _YEAR, 0).x()
            painter.drawText(
                QRectF(x - px(30), box.bottom() + px(4), px(60), px(16)), _CENTRE, f"{year * _YEAR} mo"
            )

    def _paint_run(self, painter: QPainter, run: Run, role: str, wide: int) -> None:
        painter.setPen(QPen(ink(role), px(wide)))
        painter.drawPolyline(QPolygonF([self._at(*corner) for corner in run.corners]))

    def _write_names(self, painter: QPainter, chosen: Run | None) -> None:
        """What the chart is, and which curve is which, in the ink of each."""
        assert self._whole is not None
        left = float(px(16))
        some = [(self._title, "strong", "text.primary"), (self._whole.name, "small", "text.primary")]
        some += [(chosen.name, "small", "chart.0")] if chosen else []
        for words, step, role in some:
            painter.setFont(font(step))
            painter.setPen(ink(role))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(left, 0, wide + px(2), px(20)), _LEFT, words)
            left += wide + px(12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the curve under the pointer."""
        far = {
            run.name: min((self._at(*p) - event.position()).manhattanLength() for p in run.points)
            for run in self._runs
        }
        nearest = min(far, key=lambda name: far[name], default="")
        if nearest and far[nearest] <= px(_NEAR):
            self.chosen.emit(nearest)


def _shares(high: float) -> list[float]:
    """The shares that have a line across: round ones, as few as can be read."""
    step = next(
        root * 10.0**power / 2
        for power in count()
        for root in (1, 2, 4)
        if high <= _LINES * root * 10.0**power / 2
    )
    return [step * n for n in range(int(high / step) + 1)]
