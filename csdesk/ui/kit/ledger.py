"""A ledger: lines of words and figures; a total that adds up exactly stands on the double rule."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.values import dataclass
from csdesk.ui.kit.literal import ABSENT, one_line
from csdesk.ui.kit.marks import paint_double_rule
from csdesk.ui.theme import font, height, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)

_RULES, _APART = 3, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words on the left, a figure on the right, and a second figure beside it if there is one.

    `ink`: the role of the figure, such as `watch.text`; `strong` for a heading or a subtotal.
    `total`: stands on the double rule; set it only where the lines above add up to it exactly.
    """

    words: str
    figure: str
    second: str = ""
    ink: str = ""
    second_ink: str = ""
    strong: bool = False
    total: bool = False


class Ledger(QWidget):
    """Lines of 24 px; words and a figure that have no room beside each other stand on two. `ruled`: a hairline below
    each.

    `wide_total`: the rules go from edge to edge, not only below the figure.
    """

    def __init__(
        self,
        lines: Sequence[Line] = (),
        name: str = "",
        *,
        ruled: bool = True,
        wide_total: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__()
        self._ruled, self._wide, self._small = ruled, wide_total, small
        self._lines: tuple[Line, ...] = ()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._lines = tuple(lines)
        spoken = "; ".join(f"{line.words} {line.figure} {line.second}".strip() for line in self._lines)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(280), sum(map(self._tall_of, self._lines)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may fold other lines."""
        super().resizeEvent(event)
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right, top = self._right(), 0
        for line in self._lines:
            self._paint_line(painter, line, top, right)
            top += self._tall_of(line)

    def _paint_line(self, painter: QPainter, line: Line, top: int, right: int) -> None:
        tall, figure = self._tall_of(line), one_line(line.figure)
        wide = self._advance(figure, line)
        if self._ruled and not line.total:
            painter.fillRect(QRectF(0, top + tall - 1, self.width(), 1), ink("border.subtle"))
        folds = self._folds(line)
        self._paint_words(painter, line, top, right if folds else right - wide - px(_APART))
        painter.setFont(self._font(line, tabular=True))
        painter.setPen(ink(self._figure_ink(figure, line.ink)))
        top, tall = (top + self._tall(), tall - self._tall()) if folds else (top, tall)
        inner = tall - (px(_RULES) if line.total else 0)
        painter.drawText(QRectF(right - wide - 2, top, wide + 2, inner), _RIGHT, figure)
        painter.setPen(ink(self._figure_ink(line.second, line.second_ink or "text.secondary")))
        painter.drawText(QRectF(right, top, self.width() - right, inner), _RIGHT, line.second)
        if line.total:
            paint_double_rule(painter, 0 if self._wide else right - wide, right, top, top + tall)

    def _paint_words(self, painter: QPainter, line: Line, top: int, room: int) -> None:
        painter.setFont(self._font(line, tabular=False))
        painter.setPen(ink("text.primary" if line.strong or line.total else "text.secondary"))
        text = painter.fontMetrics().elidedText(
            one_line(line.words), Qt.TextElideMode.ElideRight, max(0, room)
        )
        painter.drawText(QRectF(0, top, max(0, room) + 2, self._tall()), _LEFT, text)

    def _font(self, line: Line, *, tabular: bool) -> QFont:
        weight = 500 if line.strong or line.total else 400
        return font("small" if self._small else "body", tabular=tabular, weight=weight)

    def _advance(self, text: str, line: Line) -> int:
        return QFontMetrics(self._font(line, tabular=True)).horizontalAdvance(text)

    def _tall(self) -> int:
        return height("table_row_compact") if not self._small else px(20)

    def _tall_of(self, line: Line) -> int:
        return self._tall() * (2 if self._folds(line) else 1) + (px(_RULES) if line.total else 0)

    def _folds(self, line: Line) -> bool:
        """Whether the words and the figure have no room beside each other."""
        words = QFontMetrics(self._font(line, tabular=False)).horizontalAdvance(one_line(line.words))
        return bool(line.words and line.figure) and (
            words + px(_APART) + self._advance(one_line(line.figure), line) > self._right()
        )

    def _right(self) -> int:
        """Where the figures end: before the second ones, where there are some."""
        second = max((self._advance(line.second, line) for line in self._lines if line.second), default=0)
        return self.width() - (second + px(22) if second else 0)

    def _figure_ink(self, figure: str, role: str) -> str:
        return "text.tertiary" if figure == ABSENT else role or "text.primary"
