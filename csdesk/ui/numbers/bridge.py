"""The bridge: from the opening to the closing revenue, bar by bar; each bar opens its list."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.services.numbers.numbers_lists import Bar
from csdesk.ui.formats import money
from csdesk.ui.kit.tsv import copies
from csdesk.ui.theme import font, ink, px

_ENDS = (Bar.OPENING, Bar.CLOSING)
_NEITHER = (*_ENDS, Bar.FX)
"""Bars that are neither good nor bad."""
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_CUT = 0.6
"""Where the lowest level is more than this share of the highest, the bars start above zero, and say so."""


class Bridge(QWidget):
    """`chosen(bar)`: by a click, or Left and Right. `entered()`: Enter wants the list. Ctrl+C copies the bars."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bars: Mapping[Bar, int] = {}
        self._currency = ""
        self.bar = Bar.CHURN
        self.base = 0
        """From which amount the bars start, minor units."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(136))
        self.setAccessibleName("Waterfall")

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(600), px(300))

    def show_bars(self, bars: Mapping[Bar, int], currency: str) -> None:
        """Show other amounts, whole minor units, losses negative."""
        self._bars, self._currency = bars, currency
        if self.bar not in bars:
            self.bar = Bar.CHURN
        levels = [after for _, after in self._levels().values()]
        low, high = (min(levels), max(levels)) if levels else (0, 0)
        self.base = _round_down(low) if high and low > _CUT * high else 0
        said = ", ".join(f"{bar.value} {money(amount, currency)}" for bar, amount in bars.items())
        self.setAccessibleDescription(said)
        self.update()

    def choose(self, bar: Bar) -> None:
        """Mark a bar."""
        self.bar = bar
        self.update()

    def _levels(self) -> dict[Bar, tuple[int, int]]:
        """From which amount to which each bar reaches."""
        found, level = {}, 0
        for bar, amount in self._bars.items():
            before = 0 if bar in _ENDS else level
            level = amount if bar in _ENDS else level + amount
            found[bar] = (before, level)
        return found

    def _slots(self) -> dict[Bar, QRectF]:
        wide = self.width() / max(1, len(self._bars))
        return {bar: QRectF(n * wide, 0, wide, self.height()) for n, bar in enumerate(self._bars)}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        del event
        if not self._bars:
            return
        painter = QPainter(self)
        slots, levels = self._slots(), self._levels()
        painter.fillRect(slots[self.bar].adjusted(px(6), 0, -px(6), 0), ink("surface.selected"))
        if self.hasFocus():
            painter.setPen(QPen(ink("accent.focus_ring"), px(2)))
            painter.drawRoundedRect(slots[self.bar].adjusted(px(7), 1, -px(7), -1), px(4), px(4))
        for bar, slot in slots.items():
            self._paint_bar(painter, bar, slot, *levels[bar])
        self._paint_links(painter, slots, levels)
        painter.setPen(QPen(ink("text.tertiary"), 1))
        foot = self._foot()
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))

    def _foot(self) -> float:
        return self.height() - px(28)

    def _at(self, level: int) -> float:
        """The height of an amount."""
        highest = max(max(pair) for pair in self._levels().values())
        share = (max(level, self.base) - self.base) / max(1, highest - self.base)
        return self._foot() - share * (self._foot() - px(28))

    def _paint_bar(self, painter: QPainter, bar: Bar, slot: QRectF, before: int, after: int) -> None:
        top, bottom = self._at(max(before, after)), self._at(min(before, after))
        wide = _wide(slot)
        box = QRectF(slot.center().x() - wide / 2, top, wide, max(1.0, bottom - top))
        role = "furniture.neutral_bar" if bar in _NEITHER else "good.fill" if after >= before else "bad.fill"
        painter.fillRect(box, ink(role))
        if bar in _ENDS and self.base:
            self._paint_notch(painter, box)
        painter.setPen(ink("text.primary"))
        painter.setFont(self._font(slot, "strong", tabular=True))
        words = QRectF(slot.x(), top - px(22), slot.width(), px(20))
        painter.drawText(words, _CENTRE, self._words(bar))
        painter.setFont(self._font(slot, "strong" if bar is self.bar else "body"))
        painter.drawText(QRectF(slot.x(), self._foot() + px(4), slot.width(), px(22)), _CENTRE, bar.value)

    def _font(self, slot: QRectF, step: str, *, tabular: bool = False) -> QFont:
        """The size in which the amounts, or else the names, of all bars have room."""
        said = [self._words(bar) if tabular else bar.value for bar in self._bars]
        advance = QFontMetrics(font("strong", tabular=tabular)).horizontalAdvance
        wide = max(advance(words) for words in said) > slot.width() - px(4)
        return font("micro" if wide else step, tabular=tabular)

    def _paint_notch(self, painter: QPainter, box: QRectF) -> None:
        """The notch at the foot of a bar that does not start at zero."""
        y, bend = box.bottom() - px(14), px(4)
        painter.setPen(QPen(ink("surface.base"), px(3)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [QPointF(box.left(), y), QPointF(box.center().x(), y - bend), QPointF(box.right(), y)]
        painter.drawPolyline(QPolygonF(points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _words(self, bar: Bar) -> str:
        amount = self._bars[bar]
        sign = "" if bar in _ENDS or not amount else "+" if amount > 0 else "−"
        return f"{sign}{money(abs(amount), self._currency)}"

    def _paint_links(
        self, painter: QPainter, slots: Mapping[Bar, QRectF], levels: Mapping[Bar, tuple[int, int]]
    ) -> None:
        painter.setPen(QPen(ink("text.tertiary"), 1))
        for left, right in pairwise(slots):
            y = self._at(levels[left][1])
            half = _wide(slots[left]) / 2
            begin, end = slots[left].center().x() + half, slots[right].center().x() - half
            painter.drawLine(QPointF(begin, y), QPointF(end, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        for bar, slot in self._slots().items():
            if slot.contains(event.position()):
                self._take(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the next bar, Enter goes to its list."""
        if copies(
            event, [(bar.value, money(n, self._currency, cents=True)) for bar, n in self._bars.items()]
        ):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        order = list(self._bars)
        self._take(order[max(0, min(len(order) - 1, order.index(self.bar) + step))])

    def _take(self, bar: Bar) -> None:
        self.choose(bar)
        self.chosen.emit(bar)


def _wide(slot: QRectF) -> float:
    """A bar is 72 px wide where there is room, and never touches the next one."""
    return min(px(72), slot.width() * 0.75)


def _round_down(amount: int) -> int:
    """A round amount well below another one: bars start there."""
    size = int(10 ** (len(str(amount)) - 2))
    return max(0, (amount * 95 // 100) // size * size)
