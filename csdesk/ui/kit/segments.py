"""Two to five views of the same data in one control; tabs for different contents of one object."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QTabBar, QWidget

from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.literal import literal
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import font, height, ink, px

_PAD, _CLOSE, _FEW = 10, 5, 4
"""px beside a word, and where there are more than a few."""


class Segmented(QWidget):
    """A choice of one among a few views, side by side. Left and Right move; `chosen(value)` when the person did.

    `tone`: such as `info`, on a band of that tint, and 22 high.
    """

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], name: str, *, tone: str = "") -> None:
        super().__init__()
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = in_row(on=self)
        for number, (_, text) in enumerate(options):
            segment = _Segment(text, first=number == 0, last=number == len(options) - 1, tone=tone)
            segment.setChecked(number == 0)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idClicked.connect(self._clicked)

    @property
    def value(self) -> Any:
        """The value chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Choose a value. Raises: ValueError."""
        self._group.button(self._values.index(value)).setChecked(True)

    def offer(self, value: Any, *, offered: bool) -> None:
        """Offer a view between others, or no more; without it the first one is chosen. Raises: ValueError."""
        self._group.button(self._values.index(value)).setVisible(offered)
        self._fit()
        if not offered and self.value == value:
            self.set_value(self._values[0])

    def _fit(self) -> None:
        """Where one more is offered than a few, they stand closer."""
        segments = [button for button in self._group.buttons() if isinstance(button, _Segment)]
        pad = _CLOSE if sum(not segment.isHidden() for segment in segments) > _FEW else _PAD
        for segment in segments:
            segment.pad_by(pad)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        offered = [n for n in range(len(self._values)) if not self._group.button(n).isHidden()]
        there = offered.index(self._group.checkedId()) + step
        if step and 0 <= there < len(offered):
            button = self._group.button(offered[there])
            button.setFocus()
            button.click()
        elif not step:
            super().keyPressEvent(event)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class _Segment(Push):
    def __init__(self, text: str, *, first: bool, last: bool, tone: str = "") -> None:
        super().__init__(text)
        self._text, self._first, self._last, self._tone = text, first, last, tone
        self._pad = _PAD
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the control as a whole."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        tall = height("control_small" if self._tone else "control")
        return QSize(QFontMetrics(font("strong")).horizontalAdvance(self._text) + 2 * px(self._pad), tall)

    def pad_by(self, pad: int) -> None:
        """Have so many px beside its word."""
        self._pad = pad
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment; the chosen one is filled."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5 if self._first else -0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        ground = "surface.selected" if chosen else "surface.hover" if self.underMouse() else "surface.raised"
        line = f"{self._tone}.fill" if self._tone else "border.default"
        painter.setBrush(ink(line if self._tone and chosen else ground))
        painter.setPen(QPen(ink(line), 1))
        painter.setClipRect(self.rect())
        wide = box.adjusted(0 if self._first else -px(6), 0, 0 if self._last else px(6), 0)
        painter.drawRoundedRect(wide, px(4), px(4))
        if not self._first:
            painter.fillRect(QRectF(0, 1, 1, self.height() - 2), ink(line))
        painter.setFont(font("strong" if chosen else "body"))
        painter.setPen(ink("text.disabled" if not self.isEnabled() else self._words(chosen=chosen)))
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), self._text
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(3), px(3))

    def _words(self, *, chosen: bool) -> str:
        if self._tone:
            return "accent.on_fill" if chosen else f"{self._tone}.text"
        return "accent.text" if chosen else "text.secondary"


class Tabs(QTabBar):
    """Tabs over different contents of one object, each with an optional count: *New 3*.

    `currentChanged(number)` is Qt's own signal.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._tabs: list[tuple[str, str]] = []
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMouseTracking(True)

    def add(self, text: str) -> int:
        """Add a tab; returns its number."""
        self._tabs.append((text, ""))
        return self.addTab(literal(text))

    def set_count(self, number: int, count: int | None) -> None:
        """Show another count."""
        self._tabs[number] = (self._tabs[number][0], "" if count is None else f"{count:,}")
        self.setTabText(number, self.tabText(number))
        self.updateGeometry()
        self.update()

    def name(self, number: int) -> str:
        """What a tab is called, without its count."""
        return self._tabs[number][0]

    def tabSizeHint(self, index: int) -> QSize:
        """The words, the count, 10 px on either side."""
        if index >= len(self._tabs):
            return QSize(px(40), px(32))
        text, count = self._tabs[index]
        metrics = QFontMetrics(font("strong"))
        gap = px(5) if count else 0
        return QSize(
            metrics.horizontalAdvance(text) + gap + metrics.horizontalAdvance(count) + px(20), px(32)
        )

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A tab is never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tabs; the chosen one is underlined."""
        del event
        painter = QPainter(self)
        for number in range(min(self.count(), len(self._tabs))):
            self._paint_tab(painter, number)

    def _paint_tab(self, painter: QPainter, number: int) -> None:
        box, (text, count), chosen = (
            QRectF(self.tabRect(number)),
            self._tabs[number],
            number == self.currentIndex(),
        )
        painter.setFont(font("strong" if chosen else "body"))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text)
        room = wide + (px(5) + metrics.horizontalAdvance(count) if count else 0)
        left = box.x() + (box.width() - room) / 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        live = self.isTabEnabled(number) and self.isEnabled()
        painter.setPen(ink("text.primary" if chosen else "text.secondary" if live else "text.disabled"))
        painter.drawText(QRectF(left, box.y(), wide + 2, box.height()), flags, text)
        painter.setPen(ink("text.primary" if live else "text.disabled"))
        painter.drawText(QRectF(left + wide + px(5), box.y(), room, box.height()), flags, count)
        if chosen:
            painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 2), ink("accent.fill"))
            if self.hasFocus():
                painter.setPen(QPen(ink("accent.focus_ring"), 2))
                painter.drawRoundedRect(box.adjusted(2, 3, -2, -4), px(4), px(4))
