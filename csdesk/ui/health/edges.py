"""The lower bounds of the bands and the least coverage, as fields: a lower bound belongs to its band."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.domain.health.bands import Bands
from csdesk.domain.health.scorecard import Scorecard
from csdesk.ui.health.figures import WholeField, show_value
from csdesk.ui.health.folding import Folding
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.theme import px


class Edges(QWidget):
    """`moved(bands)`, `covered(percent)`: other edges, another least coverage; `rested()`: it was typed to its end."""

    moved = Signal(object)
    covered = Signal(int)
    rested = Signal()

    def __init__(self, card: Scorecard) -> None:
        super().__init__()
        self.healthy = WholeField("Healthy from", 1, 100, card.bands.healthy, 44)
        self.watch = WholeField("Watch from", 0, 100, card.bands.watch, 44)
        self.coverage = WholeField("Least coverage in percent", 0, 100, card.minimum_coverage, 44)
        bands = _row(("Healthy from", self.healthy, ""), ("Watch from", self.watch, ""))
        known = _row(("Scored from", self.coverage, "% of the weight known"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(4), px(16), px(4))
        column.addWidget(Folding(bands, known, spread=False))
        self.setToolTip("A score on a lower bound is in that band: 70 is healthy where healthy begins at 70.")
        self.healthy.valueChanged.connect(self._higher)
        self.watch.valueChanged.connect(self._lower)
        self.coverage.valueChanged.connect(self.covered)
        for field in self.fields():
            field.setKeyboardTracking(False)
            field.editingFinished.connect(self.rested)

    def fields(self) -> tuple[WholeField, ...]:
        """The fields in their order."""
        return self.healthy, self.watch, self.coverage

    def show_card(self, card: Scorecard) -> None:
        """Show the edges of a card."""
        show_value(self.healthy, card.bands.healthy)
        show_value(self.watch, card.bands.watch)
        show_value(self.coverage, card.minimum_coverage)

    def _higher(self, healthy: int) -> None:
        """The lower edge follows where the upper one comes down upon it."""
        self.moved.emit(Bands(healthy, min(self.watch.value(), healthy)))

    def _lower(self, watch: int) -> None:
        self.moved.emit(Bands(max(self.healthy.value(), watch), watch))


def _row(*parts: tuple[str, WholeField, str]) -> QWidget:
    """Fields with the words before and after each."""
    made = QWidget()
    row = in_row(on=made, gap=6, edges=(0, 4, 14, 4))
    for number, (before, field, after) in enumerate(parts):
        row.addSpacing(px(14) if number else 0)
        row.addWidget(label(before, "body", "text.secondary"))
        row.addWidget(field)
        if after:
            row.addWidget(label(after, "body", "text.secondary"))
    row.addStretch(1)
    return made
