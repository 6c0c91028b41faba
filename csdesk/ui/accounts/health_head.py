"""The head of a health panel: band shape, the one number, the band's word, twelve weeks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.marks import Shape, paint_line, paint_shape
from csdesk.ui.theme import font, ink, px

_NOTHING = Health(Shape.NOT_SCORED, "Not scored")


class HealthHead(QWidget):
    """One line of 32 px."""

    def __init__(self) -> None:
        super().__init__()
        self._health, self._word, self._change = _NOTHING, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_health(self, health: Health, word: str) -> None:
        """Show another score."""
        self._health, self._word, self._change = health, word, ""
        self.setAccessibleName(f"Health {health.number}, {word}")
        self.update()

    def show_change(self, words: str) -> None:
        """Say beside the band how the score moved, where there is room."""
        self._change = words
        self.setAccessibleName(f"Health {self._health.number}, {self._word}, {words}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(200), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shape, number, word, line."""
        del event
        painter, tall = QPainter(self), self.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scored = self._health.scored
        paint_shape(painter, QPointF(px(6), tall / 2), self._health.shape, hatched=self._health.hatched)
        step = "figure" if scored else "body"
        painter.setFont(font(step, tabular=True))
        painter.setPen(ink("text.primary"))
        left = float(px(20))
        painter.drawText(QRectF(left, 0, px(160), tall), Qt.AlignmentFlag.AlignVCenter, self._health.number)
        left += QFontMetrics(font(step, tabular=True)).horizontalAdvance(self._health.number) + px(8)
        painter.setFont(font("strong" if scored else "small"))
        painter.setPen(ink("bad.text" if self._health.shape is Shape.AT_RISK else "text.secondary"))
        painter.drawText(QRectF(left, 0, px(160), tall), Qt.AlignmentFlag.AlignVCenter, self._word)
        left += painter.fontMetrics().horizontalAdvance(self._word) + px(8)
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        if left + painter.fontMetrics().horizontalAdvance(self._change) < self.width() - px(84):
            painter.drawText(QRectF(left, 0, px(160), tall), Qt.AlignmentFlag.AlignVCenter, self._change)
        if self._health.line:
            paint_line(
                painter, QRectF(self.width() - px(80), tall / 2 - px(8), px(76), px(16)), *self._line()
            )

    def _line(self) -> tuple[tuple[float | None, ...], Shape]:
        return self._health.line, self._health.shape
