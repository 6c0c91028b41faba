"""The band under the top bar that says which day is shown, where it is not today."""

from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.actions.catalogue import action
from csdesk.ui.formats import day, weekday
from csdesk.ui.glance import Glance
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.theme import ink, paint_icon, px

_TALL = 32
_NO_CHANGE = "Nothing can be changed here."


class AsOfBand(QWidget):
    """32 px: the day, what is shown of it, *As it was* or *As known*, and the way back.

    `turned(bool)`: the other clock is wanted, as known or not. `left()`: back to today.
    """

    turned = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(_TALL))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(40), 0, px(16), 1)
        row.setSpacing(px(8))
        self.title = label("", "strong", "info.text")
        self.sentence = elided("", "small", "info.text")
        self.clocks = Segmented([(False, "As it was"), (True, "As known")], "Which facts", tone="info")
        self.back = Button("Back to today", keys=action("day.back").caps, small=True)
        row.addWidget(self.title)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.clocks)
        row.addWidget(self.back)
        self.clocks.chosen.connect(self.turned)
        self.back.clicked.connect(self.left)
        self.hide()

    def show_glance(self, glance: Glance | None, begins: date | None) -> None:
        """Say what is shown; None hides the band. `begins`: the day from which on things were recorded here."""
        self.setVisible(glance is not None)
        if glance is None:
            return
        self.title.setText(f"{'Expected by' if glance.ahead else 'As of'} {_named(glance.day)}")
        self.sentence.setText(_sentence(glance, begins))
        self.setAccessibleName(f"{self.title.text()}. {self.sentence.text()}")
        self.clocks.set_value(glance.known)
        self.clocks.setVisible(not glance.ahead)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, its line and the icon."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("info.tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, ink("info.fill"))
        paint_icon(painter, QRectF(px(16), 0, px(16), self.height() - 1), "history", "info.text")


def _named(value: date) -> str:
    return f"{weekday(value)} {day(value, today=value, always_year=True)}"


def _sentence(glance: Glance, begins: date | None) -> str:
    if glance.ahead:
        return f"What is signed, planned and due by then, as far as it is known today. {_NO_CHANGE}"
    if not glance.known:
        return f"Facts true by that day. {_NO_CHANGE}"
    if begins is not None and glance.day < begins:
        return f"Nothing was recorded here before {_named(begins)}. {_NO_CHANGE}"
    return f"Only what was recorded by that day. {_NO_CHANGE}"
