"""The scoreboard: six figures, each with what it must not be read without; the chosen one is defined beside."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.revenue.definitions import Metric
from csdesk.services.numbers.numbers_lists import Board
from csdesk.ui.kit.tsv import copies
from csdesk.ui.numbers.words import beside, value_text
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class BoardStrip(QWidget):
    """78 px below the header. `chosen(metric)`: by a click, or Left and Right. Ctrl+C copies the figures."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.defined = Metric.NRR
        self._figures: list[tuple[Metric, str, str, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Scoreboard")

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(800), px(78))

    def show_board(self, board: Board) -> None:
        """Show other figures."""
        currency = board.numbers.currency
        self._figures = [
            (
                metric,
                value_text(d.value, d.steps[-1].unit, currency),
                beside(d, board),
                beside(d, board, short=True),
            )
            for metric, d in board.definitions.items()
        ]
        self.setAccessibleDescription(", ".join(f"{m.value} {v}, {b}" for m, v, b, _ in self._figures))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("surface.base"))
        size = self._size()
        for number, (metric, value, said, short) in enumerate(self._figures):
            box = self._box(number)
            if metric is self.defined:
                painter.fillRect(box, ink("surface.selected"))
                if self.hasFocus():
                    painter.setPen(QPen(ink("accent.focus_ring"), px(2)))
                    painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), px(4), px(4))
            inner = _inner(box)
            for text, step, role, top, tall in (
                (metric.value, "small", "text.secondary", 0, 16),
                (value, size, "text.primary", 16, 28),
                (said, "small", "text.secondary", 45, 16),
            ):
                painter.setFont(font(step, tabular=step != "small"))
                painter.setPen(ink(role))
                place = QRectF(inner.x(), inner.y() + px(top), inner.width(), px(tall))
                painter.drawText(
                    place,
                    _LEFT,
                    _fitting(
                        text, short if text == said else text, painter.fontMetrics(), int(inner.width())
                    ),
                )
            painter.fillRect(QRectF(box.right() - 1, 0, 1, self.height()), ink("border.subtle"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, ink("border.default"))

    def _box(self, number: int) -> QRectF:
        wide = self.width() / max(1, len(self._figures))
        return QRectF(number * wide, 0, wide, self.height() - 1)

    def _size(self) -> str:
        """No figure is cut: all of them are smaller where the window is narrow."""
        room = _inner(self._box(0)).width()
        for size in ("figure", "title"):
            advance = QFontMetrics(font(size, tabular=True)).horizontalAdvance
            if all(advance(value) <= room for _, value, *_ in self._figures):
                return size
        return "section"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the figure under the pointer."""
        for number, (metric, *_) in enumerate(self._figures):
            if self._box(number).contains(event.position()):
                self._take(metric)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the next figure."""
        if copies(event, [(metric.value, value, said) for metric, value, said, _ in self._figures]):
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._figures:
            super().keyPressEvent(event)
            return
        order = [metric for metric, *_ in self._figures]
        self._take(order[max(0, min(len(order) - 1, order.index(self.defined) + step))])

    def _take(self, metric: Metric) -> None:
        self.defined = metric
        self.update()
        self.chosen.emit(metric)


def _inner(box: QRectF) -> QRectF:
    return box.adjusted(px(16), px(7), -px(8), -px(8))


def _fitting(text: str, short: str, metrics: QFontMetrics, room: int) -> str:
    """The words, or fewer where they have too little room."""
    text = text if metrics.horizontalAdvance(text) <= room else short
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
