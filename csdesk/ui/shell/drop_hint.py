"""What letting go of files here would do, said while they are dragged over a window."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.literal import one_line
from csdesk.ui.theme import font, ink, px

_WORDS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class DropHint(QWidget):
    """A frame around the whole window and one sentence; nothing is clicked on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()

    def say(self, text: str) -> None:
        """Show what would happen; empty takes it away."""
        self._text = one_line(text)
        self.setAccessibleName(text)
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.setVisible(bool(text))
        self.raise_()
        self.update()

    def text(self) -> str:
        """What it says; empty while nothing is dragged."""
        return self._text if self.isVisible() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the sentence."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("accent.fill"), px(3)))
        painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        metrics = QFontMetrics(font("strong"))
        room = self.width() - px(96)
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, room)
        wide, tall = metrics.horizontalAdvance(text) + px(32), px(40)
        box = QRectF((self.width() - wide) / 2, self.height() - px(96), wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("accent.fill"))
        painter.drawRoundedRect(box, px(6), px(6))
        painter.setFont(font("strong"))
        painter.setPen(ink("accent.on_fill"))
        painter.drawText(box, _WORDS, text)
