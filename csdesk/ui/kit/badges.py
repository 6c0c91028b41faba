"""A badge says the state of a thing and cannot be clicked; a chip is a filter, and can."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from csdesk.ui.kit.labels import Label
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.marks import badge_width, paint_badge
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import font, height, ink, paint_icon, px

_WORDS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class Badge(Label):
    """The state of a thing. `tone`: good, watch, bad, info, accent, or empty for neutral."""

    def __init__(self, text: str, tone: str = "") -> None:
        super().__init__(one_line(text))
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: str = "") -> None:
        """Say another state."""
        self._tone = tone
        self.setText(one_line(text))

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(badge_width(self.text()), px(16))

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        del event
        box = QRectF(0, (self.height() - px(16)) / 2, self.width(), px(16))
        paint_badge(QPainter(self), box, self.text(), self._tone)


class Chip(Push):
    """A filter in force: what and which. `clicked` changes it, `removed` comes from its ×, Delete or Backspace."""

    removed = Signal()

    def __init__(self, what: str, which: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"{what} {which}".strip(), parent)
        self._what, self._which = one_line(what), one_line(which)
        self.setAccessibleName(f"{what} {which}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words and the ×."""
        what, which = self._widths()
        return QSize(px(8) + what + which + px(24), height("control_small"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the × removes, elsewhere it opens."""
        on_cross = event.position().x() > self.width() - px(24) and self.rect().contains(
            event.position().toPoint()
        )
        if on_cross:
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the words, the ×."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(self, painter, dashed=False)
        left = self._widths()[0]
        what, which = self.shown()
        self._paint_words(painter, px(8), what, strong=False)
        self._paint_words(painter, px(8) + left, which, strong=True)
        paint_icon(
            painter, QRectF(self.width() - px(21), 0, px(16), self.height()), "close", "text.secondary", 14
        )

    def shown(self) -> tuple[str, str]:
        """What it says, cut where there is no room for it."""
        what, which = self._widths()
        room = self.width() - px(8) - px(24)  # as `sizeHint` adds them up: together they may round otherwise
        return _cut(self._what, None, min(what, room)), _cut(self._which, 500, min(which, room - what))

    def _paint_words(self, painter: QPainter, left: int, words: str, *, strong: bool) -> None:
        painter.setFont(font("small", weight=500 if strong else None))
        painter.setPen(ink("text.primary" if strong else "text.secondary"))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _WORDS, words)

    def _widths(self) -> tuple[int, int]:
        plain, strong = QFontMetrics(font("small")), QFontMetrics(font("small", weight=500))
        gap = px(4) if self._which else 0
        return plain.horizontalAdvance(self._what) + gap, strong.horizontalAdvance(self._which)


class AddChip(Push):
    """The place where the next filter goes: *+ Filter*, with a dashed border."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(
            px(32) + QFontMetrics(font("small")).horizontalAdvance(self._text), height("control_small")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed box, the + and the word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(self, painter, dashed=True)
        role = "text.tertiary" if self.isEnabled() else "text.disabled"
        paint_icon(painter, QRectF(px(7), 0, px(14), self.height()), "plus", role, 14)
        painter.setFont(font("small"))
        painter.setPen(ink(role))
        painter.drawText(QRectF(px(24), 0, self.width(), self.height()), _WORDS, self._text)


def _cut(words: str, weight: int | None, room: int) -> str:
    metrics = QFontMetrics(font("small", weight=weight))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, room) + 1)


def _paint_box(button: QPushButton, painter: QPainter, *, dashed: bool) -> None:
    focus = button.hasFocus()
    pen = QPen(ink("accent.focus_ring"), 2) if focus else QPen(ink("border.default"), 1)
    if dashed and not focus:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    if button.isDown():
        painter.setBrush(ink("surface.pressed"))
    elif button.underMouse():
        painter.setBrush(ink("surface.hover"))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush if dashed else ink("surface.raised"))
    edge = 1.0 if focus else 0.5
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4))
