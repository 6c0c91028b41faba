"""The plays of the bands: what answers an account that enters each, as a row of choices."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from csdesk.domain.health.bands import Band
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Play
from csdesk.ui.health.folding import Folding
from csdesk.ui.health.words import band_word, plays
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.marks import Shape, paint_shape
from csdesk.ui.theme import height, px


class BandPlays(QWidget):
    """`answered(band, play)`: another play for a band; None for no play."""

    answered = Signal(object, object)

    def __init__(self, card: Scorecard) -> None:
        super().__init__()
        self.choices = {band: _PlayOf(band) for band in Band}
        parts = [_marked(band, choice) for band, choice in self.choices.items()]
        name = label("Play", "body", "text.secondary")
        name.setFixedHeight(height("control"))
        row = in_row(on=self, gap=14, edges=(16, 0, 6, 4))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Folding(*parts, spread=False), 1)
        for choice in self.choices.values():
            choice.answered.connect(self.answered)
        self.show_card(card)

    def show_card(self, card: Scorecard) -> None:
        """Show the plays of a card."""
        for band, choice in self.choices.items():
            choice.set_value(card.play_of(band))

    def begin_at(self, band: Band) -> None:
        """Put the focus on the play of a band."""
        self.choices[band].setFocus(Qt.FocusReason.TabFocusReason)


class _PlayOf(Choice):
    """The play of one band."""

    answered = Signal(object, object)

    def __init__(self, band: Band) -> None:
        super().__init__(plays(), name=f"Play of the band {band.value}")
        self._band = band
        self.setMaxVisibleItems(20)
        self.setMinimumWidth(px(148))
        self.setMaximumWidth(self.sizeHint().width())
        self.setToolTip(f"{band_word(band)}: what answers an account that enters this band.")
        self.chosen.connect(self._answer)

    def _answer(self, play: Play | None) -> None:
        self.answered.emit(self._band, play)


def _marked(band: Band, choice: Choice) -> QWidget:
    """A band's shape, and its play."""
    made = QWidget()
    row = in_row(_Mark(band), choice, on=made, gap=6, edges=(0, 0, 10, 4))
    row.addStretch(1)
    return made


class _Mark(QWidget):
    """The shape of a band."""

    def __init__(self, band: Band) -> None:
        super().__init__()
        self._shape = Shape(band.value)
        self.setFixedSize(px(12), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, QPointF(self.width() / 2, self.height() / 2), self._shape)
