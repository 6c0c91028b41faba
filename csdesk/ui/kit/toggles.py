"""A toggle is a chip that is on or off: what it stands for, which value, and how many more there were without it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import font, height, ink, paint_icon, px

_WORDS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_LEFT, _GAP, _RIGHT = 24, 4, 8


class Toggle(Push):
    """`what` and `which` as a chip has them, `count` behind them; `toggled(bool)` when it was switched."""

    def __init__(self, what: str, which: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{what} {which}".strip(), parent)
        self._what, self._which, self._count = one_line(what), one_line(which), ""
        self.setCheckable(True)
        self.setAccessibleName(f"{what} {which}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: str, said: str) -> None:
        """Say a number behind the words, and in the tool tip what it counts."""
        self._count = count
        self.setToolTip(said)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(px(_LEFT) + sum(self._widths()) + px(_RIGHT), height("control_small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick, the words and the number."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live, on = self.isEnabled(), self.isChecked()
        self._paint_box(painter, live=live, on=on)
        sign, role = (
            ("check", "accent.text") if on else ("plus", "text.tertiary" if live else "text.disabled")
        )
        paint_icon(painter, QRectF(px(6), 0, px(14), self.height()), sign, role, 12)
        main = "text.disabled" if not live else "text.primary" if on else "text.secondary"
        left = px(_LEFT)
        for text, role, strong in (
            (self._what, "text.secondary" if live else main, False),
            (self._which, main, True),
            (self._count, "text.tertiary" if live else main, False),
        ):
            left += self._paint_words(painter, left, text, role, strong=strong)

    def _paint_box(self, painter: QPainter, *, live: bool, on: bool) -> None:
        focus = self.hasFocus()
        line = "accent.focus_ring" if focus else "accent.fill" if on else "border.default"
        painter.setPen(QPen(ink(line), 2 if focus else 1))
        ground = "surface.pressed" if self.isDown() else "surface.selected" if on else "surface.raised"
        painter.setBrush(ink("surface.hover" if live and not on and self.underMouse() else ground))
        edge = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4))

    def _paint_words(self, painter: QPainter, left: int, text: str, role: str, *, strong: bool) -> int:
        painter.setFont(font("small", weight=500 if strong else None))
        painter.setPen(ink(role))
        room = max(0, self.width() - left - px(4))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), _WORDS, shown)
        return painter.fontMetrics().horizontalAdvance(shown) + (px(_GAP) if text else 0)

    def _widths(self) -> tuple[int, ...]:
        plain, strong = QFontMetrics(font("small")), QFontMetrics(font("small", weight=500))
        return tuple(
            metrics.horizontalAdvance(text) + (px(_GAP) if text else 0)
            for metrics, text in ((plain, self._what), (strong, self._which), (plain, self._count))
        )


class ToggleRow(QWidget):
    """Toggles beside each other, in as many rows as they need. `switched()`: the person switched one."""

    switched = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggles: list[Toggle] = []

    def show_toggles(self, made: Sequence[tuple[str, str]]) -> None:
        """Show these, each with what it stands for and which value; all are off."""
        for toggle in self.toggles:
            toggle.hide()
            toggle.deleteLater()
        self.toggles = [Toggle(what, which, self) for what, which in made]
        for toggle in self.toggles:
            toggle.clicked.connect(self._switch)
            toggle.show()
        self.place()

    def _switch(self) -> None:
        self.switched.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Give each its place; to be called when a number changed."""
        tall, gap, room = height("control_small"), px(6), max(1, self.width())
        left, top = 0, 0
        for toggle in self.toggles:
            wide = min(toggle.sizeHint().width(), room)
            if left and left + wide > room:
                left, top = 0, top + tall + gap
            toggle.setGeometry(left, top, wide, tall)
            left += wide + gap
        if self.height() != top + tall or self.minimumHeight() != top + tall:
            self.setFixedHeight(top + tall)
