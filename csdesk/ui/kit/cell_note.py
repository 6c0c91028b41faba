"""A cell's note is one short sentence beside a cell: why its text cannot be, or why nothing is typed there."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.ui.kit.labels import paragraph
from csdesk.ui.theme import ink, px

_WIDEST, _LONG_MS = 320, 4000


class CellNote(QWidget):
    """Stands below a cell, or above where there is no room; `bad`: a refusal."""

    def __init__(self, parent: QWidget, sentence: str = "", *, bad: bool = False) -> None:
        super().__init__(parent)
        self._ground, self._bad = parent, bad
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(sentence)
        self.words = paragraph(sentence, "small", "bad.text" if bad else "text.secondary")
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_LONG_MS)
        self._fading.timeout.connect(self.hide)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(8), px(5), px(8), px(5))
        self._column.addWidget(self.words)

    def text(self) -> str:
        """What it says."""
        return self.words.text()

    def stand_by(self, cell: QRect) -> None:
        """Stand at a cell of the parent."""
        room = self._ground.rect()
        inner = self.words.fontMetrics().horizontalAdvance(self.words.text()) + px(20)
        wide = min(inner, px(_WIDEST), room.width() - px(16))
        tall = self._column.totalHeightForWidth(wide)
        left = max(px(8), min(cell.left(), room.width() - wide - px(8)))
        below = cell.bottom() + px(3)
        top = below if below + tall <= room.height() else max(0, cell.top() - tall - px(3))
        self.setGeometry(left, top, wide, tall)
        self.raise_()
        self.show()

    def say(self, sentence: str, cell: QRect) -> None:
        """Say something at a cell for a while."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.stand_by(cell)
        self._fading.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw its ground and its border."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("bad.fill" if self._bad else "border.strong"), 1))
        painter.setBrush(ink("surface.raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
