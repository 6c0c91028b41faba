"""The receipt panel: how the score adds up, line by line, on dotted leaders to the double rule."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.health.receipt import Receipt
from csdesk.domain.phrases import upper
from csdesk.ui.account.fact_rows import FactRows
from csdesk.ui.account.receipt_lines import Drawn, Row, drawn, missing_sentence, unscored_sentence
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.marks import paint_double_rule, paint_leader
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_TALL = {Row.HEAD: 19, Row.LINE: 19, Row.SUBTOTAL: 24, Row.MODIFIER: 20, Row.TOTAL: 28}


class ReceiptView(FactRows):
    """The lines, drawn."""

    def __init__(self) -> None:
        super().__init__("Receipt")
        self._all: list[Drawn] = []
        self._heads = True

    def show_lines(self, lines: list[Drawn]) -> None:
        """Show other lines."""
        self._all = lines
        spoken = "; ".join(f"{d.words} {d.reading} {d.points}" for d in lines if d.row is not Row.HEAD)
        self.setAccessibleDescription(spoken)
        self.begin()

    def show_heads(self, *, shown: bool) -> None:
        """Show the heads of the groups, or leave them out where there is no room."""
        if shown != self._heads:
            self._heads = shown
            self.begin()

    def drawn(self) -> list[Drawn]:
        """The lines drawn."""
        return [d for d in self._all if self._heads or d.row is not Row.HEAD]

    def height_of(self, *, heads: bool) -> int:
        """How high it is with its heads or without."""
        return sum(px(_TALL[d.row]) for d in self._all if heads or d.row is not Row.HEAD)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(280), self.height_of(heads=self._heads))

    def tall(self, number: int) -> int:
        """How high a line is."""
        return px(_TALL[self.drawn()[number].row])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for number, one in enumerate(self.drawn()):
            tall = self.tall(number)
            self.paint_ground(painter, number, top)
            self._paint_line(painter, one, top, tall)
            top += tall

    def _paint_line(self, painter: QPainter, one: Drawn, top: int, tall: int) -> None:
        strong = one.row in {Row.SUBTOTAL, Row.TOTAL}
        figures = font(
            "small" if one.row is Row.HEAD else "body", tabular=True, weight=500 if strong else 400
        )
        wide = max(px(38), QFontMetrics(figures).horizontalAdvance(one.points))
        right, inner = self.width(), tall - (px(4) if one.row is Row.TOTAL else 0)
        text_top = top + (px(4) if strong else 0)
        words_end = self._paint_words(painter, one, text_top, inner - (text_top - top), right - wide - px(12))
        painter.setFont(figures)
        role = (
            "watch.text"
            if one.row is Row.MODIFIER
            else "text.secondary"
            if one.row is Row.HEAD
            else "text.primary"
        )
        painter.setPen(ink(role))
        painter.drawText(QRectF(0, text_top, right, inner - (text_top - top)), _RIGHT, one.points)
        if one.row is Row.TOTAL:
            paint_double_rule(painter, right - wide, right, top + px(2), top + tall)
        elif one.row is Row.SUBTOTAL:
            painter.fillRect(QRectF(right - wide, top + px(2), wide, 1), ink("text.secondary"))
        elif one.row in {Row.LINE, Row.MODIFIER}:
            baseline = top + tall / 2 + QFontMetrics(font("body")).ascent() / 2 - px(2)
            paint_leader(painter, words_end + px(6), right - wide - px(6), round(baseline))

    def _paint_words(self, painter: QPainter, one: Drawn, top: int, tall: int, room: int) -> int:
        strong = one.row in {Row.SUBTOTAL, Row.TOTAL}
        head = one.row is Row.HEAD
        painter.setFont(font("small" if head else "strong" if strong else "body"))
        role = "watch.text" if one.row is Row.MODIFIER else "text.secondary" if head else "text.primary"
        painter.setPen(ink(role))
        cut = painter.fontMetrics().elidedText(one_line(one.words), Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRectF(0, top, max(0, room) + 2, tall), _LEFT, cut)
        end = painter.fontMetrics().horizontalAdvance(cut)
        if not one.reading:
            return end
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        left = room - end - px(8)
        said = painter.fontMetrics().elidedText(one.reading, Qt.TextElideMode.ElideRight, max(0, left))
        painter.drawText(QRectF(end + px(8), top, max(0, left) + 2, tall), _LEFT, said)
        return end + px(8) + painter.fontMetrics().horizontalAdvance(said)


class ReceiptPanel(Panel):
    """The panel: heading, lines, what is absent. `asked(Behind)`: what stands behind a line is wanted."""

    asked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__("base", line="left")
        self._today = today
        self.view = ReceiptView()
        self.view.asked.connect(self.asked)
        self._card = label("", "small", "text.secondary")
        self.unscored = paragraph("", "small", "text.secondary")
        self.absent = paragraph("", "small", "text.secondary")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._heading())
        inner = QWidget()
        self._column = in_column(on=inner, gap=6, edges=(16, 2, 16, 8))
        for widget in (self.unscored, self.view, self.absent):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.area = scrolling(inner, "Receipt")
        outer.addWidget(self.area, 1)

    def _heading(self) -> QHBoxLayout:
        row = in_row(label("Receipt", "section"), self._card, gap=8, edges=(16, 6, 16, 4))
        row.addStretch(1)
        return row

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Show a receipt, or that there was no customer to score."""
        if receipt is None:
            self._card.setText("")
            self.view.show_lines([])
            self.unscored.setText("Not scored: the account is no customer on this day.")
            self.absent.setText("")
        else:
            self._card.setText(f"{receipt.card.name}, version {receipt.card.version}")
            self.view.show_lines(drawn(receipt, self._today))
            self.unscored.setText(unscored_sentence(receipt, self._today))
            flags = "".join(f" {upper(flag)}." for flag in receipt.flags)
            self.absent.setText((missing_sentence(receipt, self._today) + flags).strip())
        self.unscored.setVisible(bool(self.unscored.text()))
        self.absent.setVisible(bool(self.absent.text()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The heads of the groups are the first to go."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.area.viewport().height() - px(2) - px(8)
        width = self.area.viewport().width() - 2 * px(16)
        others = [p for p in (self.unscored, self.absent) if not p.isHidden()]
        room -= sum(p.heightForWidth(width) + px(6) for p in others)
        self.view.show_heads(shown=self.view.height_of(heads=True) <= room)
