"""Health as one line: band shape, number, twelve weeks, and the words that go with it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.marks import Shape, paint_line, paint_shape
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class HealthLine(QWidget):
    """One line of 28 px."""

    def __init__(self, health: Health, words: str = "") -> None:
        super().__init__()
        self._health, self._words = health, words
        self.setAccessibleName(" ".join(part for part in (words, health.number) if part))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as what it shows."""
        return QSize(
            self._place_of_words() + QFontMetrics(font("small")).horizontalAdvance(self._words), px(28)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts in their fixed order."""
        del event
        painter, tall = QPainter(self), self.height()
        self._paint_score(painter, tall)
        if self._health.line:
            box = QRectF(px(58), tall / 2 - px(7), px(59), px(14))
            paint_line(painter, box, self._health.line, self._health.shape)
        painter.setFont(font("small"))
        painter.setPen(ink("text.tertiary"))
        painter.drawText(QRect(self._place_of_words(), 0, self.width(), tall), _LEFT, self._words)

    def _paint_score(self, painter: QPainter, tall: int) -> None:
        health = self._health
        paint_shape(painter, QPointF(px(5), tall / 2), health.shape, hatched=health.hatched)
        if not health.scored:
            painter.setFont(font("body"))
            painter.setPen(ink("text.secondary"))
            painter.drawText(QRect(px(18), 0, self._place_of_words() - px(18), tall), _LEFT, health.number)
            return
        painter.setFont(font("strong", tabular=True))
        painter.setPen(ink("bad.text" if health.shape is Shape.AT_RISK else "text.primary"))
        painter.drawText(QRect(px(12), 0, px(38), tall), _RIGHT, health.number)

    def _place_of_words(self) -> int:
        if self._health.line:
            return px(128)
        number = QFontMetrics(font("strong", tabular=True)).horizontalAdvance(self._health.number)
        return px(24) + max(px(30), number)
