"""Shares with their intervals, row by row on one axis, beside a line that they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.literal import ABSENT
from csdesk.ui.kit.marks import Shape, paint_shape
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine)
_ROW, _HEAD, _FOOT = 24, 20, 18
_WORDS, _SAID, _END = 132, 92, 24
_TOPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: its words, what is said in figures, and the share with its interval, 0 to 1; None is not drawn.

    `why`: what stands in the place of an interval that is not drawn.
    """

    words: str
    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bar: str = "text.tertiary"
    shape: Shape | None = None
    why: str = ""


class Intervals(QWidget):
    """Rows of 24 px. `line`: the share that they are held against, and what it is called."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[Interval, ...] = ()
        self._line: tuple[float, str] | None = None
        self.top = 1.0
        """Where the axis ends, 0 to 1."""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(_WORDS + _SAID + 120))

    def show_rows(
        self, rows: Sequence[Interval], line: tuple[float, str] | None, *, whole: bool = True
    ) -> None:
        """Show other shares; on an axis to 100 %, or where it need not be `whole` as far as they reach."""
        self._rows, self._line = tuple(rows), line
        highest = max([row.high or 0.0 for row in rows] + [line[0] if line else 0.0], default=1.0)
        self.top = 1.0 if whole else next(top for top in _TOPS if top >= highest)
        self.setAccessibleDescription("; ".join(_spoken(row) for row in rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[Interval, ...]:
        """The rows drawn."""
        return self._rows

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(px(400), px(_HEAD) + px(_ROW) * len(self._rows) + px(_FOOT))

    def _across(self, share: float) -> float:
        left, right = px(_WORDS) + px(_SAID) + px(16), self.width() - px(_END)
        return left + min(1.0, share / self.top) * (right - left)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the line, and row by row."""
        del event
        painter = QPainter(self)
        bottom = px(_HEAD) + px(_ROW) * len(self._rows)
        self._paint_axis(painter, bottom)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, px(_HEAD) + number * px(_ROW))

    def _paint_axis(self, painter: QPainter, bottom: int) -> None:
        painter.setFont(font("micro", tabular=True))
        for quarter in range(5):
            share = quarter / 4 * self.top
            x = round(self._across(share)) + 0.5
            painter.setPen(QPen(ink("furniture.grid"), 1))
            painter.drawLine(QPointF(x, px(_HEAD)), QPointF(x, bottom))
            painter.setPen(ink("text.secondary"))
            words = f"{share * 100:g} %"
            painter.drawText(QRectF(x - px(24), bottom, px(48), px(_FOOT)), _CENTRE, words)
        if self._line is not None:
            x = round(self._across(self._line[0])) + 0.5
            painter.setPen(QPen(ink("text.secondary"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, px(_HEAD)), QPointF(x, bottom))
            painter.setFont(font("small"))
            wide = painter.fontMetrics().horizontalAdvance(self._line[1]) + px(4)
            left = min(max(self._across(0) - px(8), x - wide / 2), self.width() - wide)
            painter.drawText(QRectF(left, 0, wide, px(_HEAD)), _CENTRE, self._line[1])

    def _paint_row(self, painter: QPainter, row: Interval, top: int) -> None:
        middle, left = top + px(_ROW) / 2, 0
        if row.shape is not None:
            paint_shape(painter, QPointF(px(5), middle), row.shape)
            left = px(16)
        painter.setFont(font("body"))
        painter.setPen(ink("text.primary"))
        painter.drawText(QRectF(left, top, px(_WORDS) - left, px(_ROW)), _LEFT, row.words)
        painter.setFont(font("body", tabular=True))
        painter.setPen(ink("text.secondary" if row.said != ABSENT else "text.tertiary"))
        painter.drawText(QRectF(px(_WORDS), top, px(_SAID), px(_ROW)), _RIGHT, row.said)
        if row.value is None or row.low is None or row.high is None:
            painter.setFont(font("small"))
            painter.setPen(ink("text.tertiary"))
            room = QRectF(self._across(0) + px(4), top, self.width() - self._across(0) - px(4), px(_ROW))
            box = painter.boundingRect(room, _LEFT, row.why)
            painter.fillRect(box.adjusted(-px(2), 0, px(2), 0), ink("surface.base"))
            painter.drawText(room, _LEFT, row.why)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink(row.bar), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._across(row.low), middle), QPointF(self._across(row.high), middle))
        painter.setBrush(ink(row.bar))
        painter.drawEllipse(QPointF(self._across(row.value), middle), px(3.5), px(3.5))
        painter.restore()


def _spoken(row: Interval) -> str:
    if row.value is None or row.low is None or row.high is None:
        return f"{row.words}: {row.said} {row.why}".strip()
    return f"{row.words}: {row.said}, {row.value * 100:.0f} %, between {row.low * 100:.0f} and {row.high * 100:.0f} %"
