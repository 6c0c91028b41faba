"""A waterfall drawn row by row: words and figures on the left, and on the right the step that they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from csdesk.domain.health.waterfall import LEVELS, Step, StepKind
from csdesk.ui.account.behind import Behind
from csdesk.ui.account.fact_rows import FactRows
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.marks import paint_double_rule
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine)
_TALL = {StepKind.GROUP: 26, StepKind.SUBTOTAL: 26, StepKind.SCORE: 30}
_ROW, _HEAD, _BAR = 22, 24, 12
_STRONG = {StepKind.GROUP, StepKind.SUBTOTAL, StepKind.SCORE, StepKind.START}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row: words, reading, sub-score × weight, figure, and the ink of its bar. `span`: where it could lie."""

    step: Step
    words: str
    figure: str
    bar: str
    reading: str = ""
    worth: str = ""
    behind: Behind | None = None
    alone: str = ""
    """What the pointer says of a row that opens nothing."""
    span: tuple[Decimal, Decimal] | None = None
    ink: str = "text.primary"

    @property
    def tip(self) -> str:
        """What the pointer says."""
        return self.behind.tip if self.behind is not None else self.alone


@dataclass(frozen=True, slots=True)
class Ruled:
    """The axis: from one level to another, with words at some of them; `heads` stand above the columns."""

    low: float
    high: float
    marks: tuple[tuple[float, str], ...]
    heads: tuple[str, str, str, str] = ("", "", "", "")
    words: int = 220
    reading: int = 136
    worth: int = 116


class Waterfall(FactRows):
    """The rows with their steps."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows: tuple[Drawn, ...] = ()
        self._ruled = Ruled(0, 100, ())

    def show_rows(self, rows: Sequence[Drawn], ruled: Ruled) -> None:
        """Show other steps."""
        self._rows, self._ruled = tuple(rows), ruled
        self.setAccessibleDescription("; ".join(f"{r.words} {r.reading} {r.figure}".strip() for r in rows))
        self.begin()

    def drawn(self) -> tuple[Drawn, ...]:
        """The rows drawn."""
        return self._rows

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(px(480), self.row_top(len(self._rows)))

    def head(self) -> int:
        """The heads of the columns."""
        return px(_HEAD)

    def tall(self, number: int) -> int:
        """How high a row is."""
        return px(_TALL.get(self._rows[number].step.kind, _ROW))

    def plot(self) -> tuple[float, float]:
        """From where to where the steps are drawn."""
        ruled = self._ruled
        left = px(ruled.words) + px(ruled.reading) + px(ruled.worth) + px(72)
        return min(left, self.width() - px(160)), self.width() - px(12)

    def across(self, level: float | Decimal) -> float:
        """How far to the right a level stands."""
        left, right = self.plot()
        share = (float(level) - self._ruled.low) / (self._ruled.high - self._ruled.low)
        return left + min(1.0, max(0.0, share)) * (right - left)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, marks, and row by row."""
        del event
        if not self._rows:
            return
        painter = QPainter(self)
        self._paint_heads(painter)
        top = px(_HEAD)
        for number in range(len(self._rows)):
            self.paint_ground(painter, number, top)
            top += self.tall(number)
        self._paint_marks(painter, top)
        top = px(_HEAD)
        for number, row in enumerate(self._rows):
            self._paint_words(painter, row, top, self.tall(number))
            self._paint_step(painter, number, row, top)
            top += self.tall(number)

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        for words, (left, wide), side in zip(
            self._ruled.heads, self._columns(), (_LEFT, _LEFT, _RIGHT, _RIGHT), strict=True
        ):
            painter.drawText(QRectF(left, 0, wide, px(_HEAD)), side, words)

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of words, reading, sub-score × weight, and points."""
        left, ruled = self.plot()[0], self._ruled
        points = left - px(16) - px(56)
        worth = points - px(ruled.worth)
        reading = worth - px(ruled.reading)
        return [
            (0, reading - px(8)),
            (reading, px(ruled.reading) - px(8)),
            (worth, px(ruled.worth)),
            (points, px(56)),
        ]

    def _paint_marks(self, painter: QPainter, bottom: int) -> None:
        painter.setFont(font("small"))
        for level, words in self.marks(painter.fontMetrics()):
            x = round(self.across(level)) + 0.5
            painter.setPen(QPen(ink("border.strong"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(
                QRectF(x, px(_HEAD), 0, bottom - px(_HEAD)).topLeft(), QRectF(x, bottom, 0, 0).topLeft()
            )
            painter.setPen(ink("text.secondary"))
            left, wide = self._mark(level, words, painter.fontMetrics())
            painter.drawText(QRectF(left, 0, wide, px(_HEAD)), _CENTRE, words)

    def marks(self, metrics: QFontMetrics) -> list[tuple[float, str]]:
        """The levels with their words; with their last word alone, where they would lie over each other."""
        marks = sorted(self._ruled.marks)
        places = [self._mark(level, words, metrics) for level, words in marks]
        apart = all(left + wide <= right for (left, wide), (right, _) in pairwise(places))
        return marks if apart else [(level, words.split()[-1]) for level, words in marks]

    def _mark(self, level: float, words: str, metrics: QFontMetrics) -> tuple[float, float]:
        """Left edge and width of the words of a level."""
        wide = metrics.horizontalAdvance(words) + px(4)
        x = round(self.across(level)) + 0.5
        return max(self.plot()[0], min(x - wide / 2, self.width() - wide)), wide

    def _paint_words(self, painter: QPainter, row: Drawn, top: int, high: int) -> None:
        strong, indent = row.step.kind in _STRONG, px(12) if row.step.kind is StepKind.LINE else 0
        tall = high - (px(4) if row.step.kind is StepKind.SCORE else 0)
        words, reading, worth, points = self._columns()
        painter.setFont(font("strong" if strong else "body"))
        painter.setPen(ink(row.ink if row.step.kind is StepKind.MODIFIER else "text.primary"))
        room = words[1] - indent if row.reading else worth[0] - indent - px(8)
        said = painter.fontMetrics().elidedText(one_line(row.words), Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(indent, top, room + 2, tall), _LEFT, said)
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        said = painter.fontMetrics().elidedText(row.reading, Qt.TextElideMode.ElideRight, round(reading[1]))
        painter.drawText(QRectF(reading[0], top, reading[1], tall), _LEFT, said)
        painter.setFont(font("small", tabular=True))
        painter.drawText(QRectF(worth[0], top, worth[1], tall), _RIGHT, row.worth)
        figures = font("body", tabular=True, weight=500 if strong else 400)
        painter.setFont(figures)
        painter.setPen(ink(row.ink))
        painter.drawText(QRectF(points[0], top, points[1], tall), _RIGHT, row.figure)
        right = points[0] + points[1]
        wide = max(px(38), QFontMetrics(figures).horizontalAdvance(row.figure))
        if row.step.kind is StepKind.SCORE:
            paint_double_rule(painter, round(right - wide), round(right), top + px(2), top + high)
        elif row.step.kind is StepKind.SUBTOTAL:
            painter.fillRect(QRectF(right - wide, top + 1, wide, 1), ink("text.secondary"))

    def _paint_step(self, painter: QPainter, number: int, row: Drawn, top: int) -> None:
        step, tall = row.step, self.tall(number)
        high = px(4) if step.kind is StepKind.GROUP else px(_BAR)
        begin, end = sorted((self.across(step.begin), self.across(step.end)))
        middle = top + tall / 2
        box = QRectF(begin, middle - high / 2, max(1.0, end - begin), high)
        painter.fillRect(box, ink(row.bar))
        if step.kind in LEVELS and self._ruled.low > 0:
            painter.fillRect(QRectF(begin + px(8), box.top() - 1, px(3), high + 2), ink("surface.base"))
        if row.span is not None:
            low, far = (self.across(level) for level in row.span)
            painter.fillRect(QRectF(low, middle - 0.5, far - low, 1), ink("text.primary"))
            for x in (low, far):
                painter.fillRect(QRectF(x - 0.5, middle - px(4), 1, px(8)), ink("text.primary"))
        if number + 1 < len(self._rows) and step.kind is not StepKind.GROUP:
            x = self.across(step.end)
            below = top + tall + self.tall(number + 1) / 2 - px(2)
            painter.fillRect(QRectF(x - 0.5, box.bottom(), 1, below - box.bottom()), ink("border.strong"))
