"""The parts of a figure, such as months or reasons, drawn; a part that is chosen is what the list below shows."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csdesk.domain.figures.chart import Chart, Part, Shape
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.tsv import copies
from csdesk.ui.numbers.part_bars import paint_bars
from csdesk.ui.numbers.part_points import paint_points
from csdesk.ui.numbers.part_words import part_lines, part_text
from csdesk.ui.theme import ink, px

_ROW, _POINTS = 24, 168
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class PartsChart(QWidget):
    """`chosen(part or None)`: by a click, or the arrows; Esc chooses none. `entered()`: Enter wants the list.
    Ctrl+C copies the parts.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._currency = ""
        self.number: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def part(self) -> Part | None:
        """The chosen part."""
        return self._chart.parts[self.number] if self._chart and self.number is not None else None

    def show_chart(self, chart: Chart | None, currency: str) -> None:
        """Show the parts of another figure, none of them chosen."""
        self._chart, self._currency, self.number = chart, currency, None
        self.setVisible(chart is not None)
        self.setAccessibleName(chart.title if chart else "")
        said = [part_text(chart, n, currency) for n in range(len(chart.parts))] if chart else []
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room; as high as its bars."""
        points = self._chart is None or self._chart.shape is Shape.POINTS
        high = px(_POINTS) if points or not self._chart else len(self._chart.parts) * px(_ROW)
        return QSize(px(400), high)

    def slots(self) -> list[QRectF]:
        """Where each part stands: below each other, or side by side between the names of the axis and the edge."""
        if self._chart is None:
            return []
        count = len(self._chart.parts)
        if self._chart.shape is not Shape.POINTS:
            return [QRectF(0, n * px(_ROW), self.width(), px(_ROW)) for n in range(count)]
        left, room = px(52), self.width() - px(52) - px(16)
        return [QRectF(left + n * room / count, 0, room / count, self.height()) for n in range(count)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, and the ring of the keyboard."""
        del event
        if self._chart is None:
            return
        painter, slots = QPainter(self), self.slots()
        if self.number is not None:
            painter.fillRect(slots[self.number], ink("surface.selected"))
        paint = paint_points if self._chart.shape is Shape.POINTS else paint_bars
        paint(painter, self._chart, slots, self._currency)
        if self.hasFocus():
            ring = slots[self.number] if self.number is not None else QRectF(self.rect())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink("accent.focus_ring"), px(2)))
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1), px(4), px(4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the pointer; the chosen one again chooses none."""
        for number, slot in enumerate(self.slots()):
            if slot.contains(event.position()):
                self._take(None if number == self.number else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose a part, Esc none; Enter goes to the list."""
        key = Qt.Key(event.key())
        if self._chart and copies(event, part_lines(self._chart, self._currency)):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.number is not None:
            self._take(None)
        elif key in _STEPS and self._chart:
            last = len(self._chart.parts) - 1
            begin = 0 if _STEPS[key] > 0 else last
            there = begin if self.number is None else self.number + _STEPS[key]
            self._take(max(0, min(last, there)))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say the part under the pointer in words."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().event(event)
        for number, slot in enumerate(self.slots()):
            if self._chart and slot.contains(event.pos()):
                QToolTip.showText(
                    event.globalPos(), tip(part_text(self._chart, number, self._currency)), self
                )
        return True

    def _take(self, number: int | None) -> None:
        self.number = number
        self.update()
        self.chosen.emit(self.part)
