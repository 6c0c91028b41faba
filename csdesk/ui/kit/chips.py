"""A row of chips: the filters in force, and the place where the next one goes; it wraps where it is too long."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.badges import AddChip, Chip
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.theme import height, px

_GAP = 6
_WIDEST = 320


class ChipRow(QWidget):
    """Chips by their number. `changing(n)`: a click or Enter on one; `removing(n)`: its ×; `adding()`: the first of
    the places for more; `clearing()`: that no chip is left, offered where there are several. Left and Right go
    from chip to chip. `adders`: the words of those places; `after`: what Tab leaves for the first chip.
    """

    changing = Signal(int)
    removing = Signal(int)
    adding = Signal(int)
    clearing = Signal()

    def __init__(self, name: str, adders: Sequence[str] = ("Filter",), after: QWidget | None = None) -> None:
        super().__init__()
        self._after = after
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chips: list[Chip] = []
        self.adders = [AddChip(words, self) for words in adders]
        self.clear = Button("Clear all", kind=Kind.LINK, small=True, parent=self)
        self.clear.clicked.connect(self.clearing)
        self.clear.hide()
        for adder in self.adders:
            adder.clicked.connect(self._add)
        for widget in (*self.adders, self.clear):
            widget.installEventFilter(self)

    def show_chips(self, chips: Sequence[tuple[str, str, str]]) -> None:
        """Show these: what is filtered, which values, and the tool tip. The keyboard stays where it was."""
        place = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._made(*words) for words in chips]
        self.clear.setVisible(len(chips) > 1)
        self._place()
        if place is not None:
            (self.chips[min(place, len(self.chips) - 1)] if self.chips else self.adders[0]).setFocus()

    def _made(self, what: str, which: str, said: str) -> Chip:
        chip = Chip(what, which, self)
        chip.setMaximumWidth(px(_WIDEST))
        chip.setToolTip(said)
        chip.clicked.connect(self._change)
        chip.removed.connect(self._remove)
        chip.installEventFilter(self)
        chip.show()
        return chip

    def _number(self) -> int:
        sender = self.sender()
        return next((n for n, chip in enumerate(self.chips) if chip is sender), -1)

    def _change(self) -> None:
        if (number := self._number()) >= 0:
            self.changing.emit(number)

    def _remove(self) -> None:
        if (number := self._number()) >= 0:
            self.removing.emit(number)

    def _add(self) -> None:
        sender = self.sender()
        self.adding.emit(next((n for n, adder in enumerate(self.adders) if adder is sender), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right go to the neighbour; Enter is a click."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, all_ = Qt.Key(event.key()), self._row()
        here = next((n for n, widget in enumerate(all_) if widget is watched), -1)
        if key in steps and here >= 0:
            all_[max(0, min(len(all_) - 1, here + steps[key]))].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            all_[here].click()
            return True
        return super().eventFilter(watched, event)

    def _row(self) -> list[Chip | AddChip | Button]:
        """What stands in the row, from left to right."""
        last = [] if self.clear.isHidden() else [self.clear]
        return [*self.chips, *self.adders, *last]

    def _place(self) -> None:
        tall, gap, room = height("control_small"), px(_GAP), max(1, self.width())
        left, top = 0, 0
        before = self._after
        for widget in self._row():
            wide = min(widget.sizeHint().width(), px(_WIDEST), room)
            if left and left + wide > room:
                left, top = 0, top + tall + gap
            widget.setGeometry(left, top, wide, tall)
            left += wide + gap
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        if self.height() != top + tall or self.minimumHeight() != top + tall:
            self.setFixedHeight(top + tall)
