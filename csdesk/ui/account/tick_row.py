"""A tick row is one step of a plan: an icon that says how it stands and changes it, its name, its day.

A long name has the line to itself, and the day stands below.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.theme import font, ink, paint_icon, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class TickRow(QWidget):
    """24 px, or 41 with words below. `ticked(value)`: a click on the icon, or Space; `opened(value)`: a double
    click, or Enter."""

    ticked = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        words: str,
        right: str,
        icon: str,
        tone: str = "",
        *,
        strong: bool = False,
        does: str = "",
        below: str = "",
    ) -> None:
        super().__init__()
        self.words, self.right, self.icon, self.tone = one_line(words), one_line(right), icon, tone
        self._strong, self._below = strong, one_line(below)
        self.value: object = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(", ".join(part for part in (self.words, self.right, self._below) if part))
        self.setAccessibleDescription(does)
        self.setToolTip(tip("\n".join(part for part in (words, right, below, does) if part)))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(200), px(41 if self.said_at(self.width())[1] else 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width its words may need another line."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def said_at(self, width: int) -> tuple[str, str]:
        """What stands at the right of the name, and what below it, in a row so many px wide."""
        if self._below or not self.right:
            return self.right, self._below
        needed = self._advance("strong" if self._strong else "body", self.words)
        fits = needed + self._advance("small", self.right) + px(36) <= width
        return (self.right, "") if fits else ("", self.right)

    def _advance(self, role: str, words: str) -> int:
        return QFontMetrics(font(role)).horizontalAdvance(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick, where the icon is."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() < px(22):
            self.ticked.emit(self.value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open, where the words are."""
        if event.position().x() >= px(22):
            self.opened.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter opens."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.value)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon, words, day."""
        del event
        painter, tall = QPainter(self), px(24)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), ink("surface.hover"))
        role = f"{self.tone}.text" if self.tone else "text.secondary"
        paint_icon(painter, QRectF(0, 0, px(16), tall), self.icon, role, 15)
        right, below = self.said_at(self.width())
        painter.setFont(font("small"))
        wide = min(self._advance("small", right), self.width() // 2)
        painter.setPen(ink("bad.text" if self.tone == "bad" else "text.secondary"))
        shown = painter.fontMetrics().elidedText(right, Qt.TextElideMode.ElideRight, wide + 1)
        painter.drawText(QRectF(self.width() - wide - 2, 0, wide + 2, tall), _RIGHT, shown)
        painter.setFont(font("strong" if self._strong else "body"))
        painter.setPen(ink("text.primary"))
        room = self.width() - px(24) - (wide + px(12) if right else 0)
        cut = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRectF(px(24), 0, max(0, room) + 2, tall), _LEFT, cut)
        if below:
            painter.setFont(font("small"))
            painter.setPen(ink("bad.text" if self.tone == "bad" else "text.secondary"))
            wide = self.width() - px(24)
            said = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(px(24), px(19), wide, px(18)), _LEFT, said)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
