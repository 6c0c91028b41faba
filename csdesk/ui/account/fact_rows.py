"""Rows drawn one below the other, some of which open what stands behind them: by a click, or Up, Down and Enter."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csdesk.ui.account.behind import Behind
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.ring import RING, Ring
from csdesk.ui.theme import ink, px

_BESIDE = 4
"""How far beside the letters of a row its ring begins."""


class FactRow(Protocol):
    """A row with its tool tip, and what stands behind it; None where nothing does."""

    @property
    def behind(self) -> Behind | None:
        """What it opens."""

    @property
    def tip(self) -> str:
        """What the pointer says."""


class FactRows(QWidget):
    """`asked(Behind)`. Who draws says which rows there are and how high each is; the first begins at `head`."""

    asked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.current = -1
        self._under = -1
        self._chosen = QWidget(self)
        self._chosen.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._chosen.hide()
        self._ring: Ring | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def drawn(self) -> Sequence[FactRow]:
        """The rows from top to bottom."""
        raise NotImplementedError

    def head(self) -> int:
        """How much room is above the first row, in px."""
        return 0

    def tall(self, number: int) -> int:
        """How high a row is, in px."""
        raise NotImplementedError

    def begin(self) -> None:
        """Other rows: none is the current one."""
        self.current = self._under = -1
        self._show_ring()
        self.updateGeometry()
        self.update()

    def row_top(self, number: int) -> int:
        """How far down a row begins."""
        return self.head() + sum(map(self.tall, range(number)))

    def row_at(self, y: float) -> int:
        """The number of the row at a height; -1 for none."""
        top = self.head()
        for number in range(len(self.drawn())):
            if top <= y < top + self.tall(number):
                return number
            top += self.tall(number)
        return -1

    def _opens(self, number: int) -> bool:
        return 0 <= number < len(self.drawn()) and self.drawn()[number].behind is not None

    def event(self, event: QEvent) -> bool:
        """Say in a tool tip where a row comes from."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.row_at(event.pos().y())
            said = self.drawn()[number].tip if number >= 0 else ""
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A row that opens something can be clicked."""
        self._under = self.row_at(event.position().y())
        hand = self._opens(self._under)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._under = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for what stands behind a row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(self.row_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row, Enter asks for what stands behind it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.current)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        number = self.current + by
        while 0 <= number < len(self.drawn()) and not self._opens(number):
            number += by
        if self._opens(number):
            self.current = number
            self._show_ring()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring of the keyboard is there as long as the focus is."""
        super().focusInEvent(event)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without the focus there is no ring."""
        super().focusOutEvent(event)
        self._show_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ring is as wide as its row."""
        super().resizeEvent(event)
        self._show_ring()

    def _show_ring(self) -> None:
        """Around the current row, outside of its letters."""
        number = self.current
        shown = self.hasFocus() and 0 <= number < len(self.drawn())
        if shown and self._ring is None:
            self._ring = Ring(self._chosen)
        if shown:
            box = QRect(0, self.row_top(number), self.width(), self.tall(number))
            self._chosen.setGeometry(box.adjusted(-px(_BESIDE), RING, px(_BESIDE), -RING))
        self._chosen.setVisible(shown)

    def _ask(self, number: int) -> None:
        if self._opens(number):
            self.asked.emit(self.drawn()[number].behind)

    def paint_ground(self, painter: QPainter, number: int, top: int) -> None:
        """Draw what lies below a row: the pointer's ground."""
        if number == self._under and self._opens(number):
            painter.fillRect(QRectF(0, top, self.width(), self.tall(number)), ink("surface.hover"))
