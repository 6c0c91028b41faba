"""The measures of a scorecard with a field for each weight; what differs from the card is marked."""

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.health.whatif import MOST_WEIGHT
from csdesk.ui.kit.labels import Label, label
from csdesk.ui.kit.marks import paint_ring
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px


class Weights(QWidget):
    """`changed()`: a weight is another one; `weights()` are those that differ, by key."""

    changed = Signal()

    def __init__(self, card: Scorecard) -> None:
        super().__init__()
        self._card = card
        self.rows: dict[str, _Row] = {}
        self._heads: list[_Head] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(0)
        for group, measures in groupby(card.measures, key=lambda m: m.group):
            rows = [_Row(measure) for measure in measures]
            head = _Head(group.value.capitalize(), rows)
            self._heads.append(head)
            column.addWidget(head)
            for row in rows:
                self.rows[row.measure.key] = row
                row.field.valueChanged.connect(self._changed)
                column.addWidget(row)
        column.addStretch(1)

    def begin_from(self, card: Scorecard) -> None:
        """Take another version of the card; what a person changed meanwhile is kept where it still differs."""
        typed = self.weights()
        for measure in card.measures:
            row = self.rows[measure.key]
            row.measure = measure
            row.field.blockSignals(True)  # told once, below
            row.field.setValue(typed.get(measure.key, measure.weight))
            row.field.blockSignals(False)
        self._changed()

    def _changed(self) -> None:
        for row in self.rows.values():
            row.mark()
        for head in self._heads:
            head.mark()
        self.changed.emit()

    def weights(self) -> dict[str, int]:
        """The weights that are others than the card's, by the measure's key."""
        return {key: row.field.value() for key, row in self.rows.items() if row.differs}

    def discard(self) -> None:
        """Go back to the card."""
        for row in self.rows.values():
            row.field.blockSignals(True)  # told once, below
            row.field.setValue(row.measure.weight)
            row.field.blockSignals(False)
        self._changed()

    def show_fresh(self, shares: Mapping[str, float]) -> None:
        """In which share of the accounts each measure is fresh, 0 to 1."""
        for key, row in self.rows.items():
            row.show_fresh(shares.get(key, 0.0))

    @property
    def total_before(self) -> int:
        """The sum of the card's weights."""
        return sum(row.measure.weight for row in self.rows.values())

    @property
    def total(self) -> int:
        """The sum of the weights as they stand."""
        return sum(row.field.value() for row in self.rows.values())


class _Row(Panel):
    """One measure: its name, where it is fresh, what kind it is, the weight before and now."""

    def __init__(self, measure: Measure) -> None:
        super().__init__("base", line="bottom")
        self.measure = measure
        self.setFixedHeight(px(25))
        self.setToolTip(measure.rule)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(28), 0, px(16), 0)
        row.setSpacing(px(8))
        name = label(measure.name, "body")
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._ring = _Share()
        self._fresh = _figure(48)
        nature = label(measure.nature.value.capitalize(), "body", "text.secondary")
        nature.setFixedWidth(px(84))
        self._before = _figure(28)
        self.field = QSpinBox()
        self.field.setRange(0, MOST_WEIGHT)
        self.field.setValue(measure.weight)
        self.field.setProperty("small", True)
        self.field.setFixedSize(px(48), px(21))
        self.field.lineEdit().setTextMargins(0, 0, px(4), 0)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName(f"Weight of {measure.name}")
        for widget in (name, self._ring, self._fresh, nature, self._before, self.field):
            row.addWidget(widget)

    @property
    def differs(self) -> bool:
        """Whether the weight is another than the card's."""
        return self.field.value() != self.measure.weight

    def mark(self) -> None:
        """Show the card's weight beside another one."""
        self._before.setText(str(self.measure.weight) if self.differs else "")

    def show_fresh(self, share: float) -> None:
        """In which share of the accounts it is fresh."""
        self._ring.show_part(share)
        self._fresh.setText(f"{share * 100:.0f} %")


class _Head(Panel):
    """A group with the sum of its weights, and the card's sum beside another one."""

    def __init__(self, title: str, rows: "list[_Row]") -> None:
        super().__init__("sunken", line="bottom")
        self._rows = rows
        self.setFixedHeight(px(24))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(24), 0)
        row.setSpacing(px(8))
        row.addWidget(label(title, "strong"))
        row.addStretch(1)
        self._before, self._sum = _figure(40), label("", "strong", tabular=True)
        row.addWidget(self._before)
        row.addWidget(self._sum)
        self.mark()

    def mark(self) -> None:
        """Add up again."""
        before = sum(r.measure.weight for r in self._rows)
        now = sum(r.field.value() for r in self._rows)
        self._before.setText(str(before) if before != now else "")
        self._sum.setText(str(now))


class _Share(QWidget):
    """A ring of 12 px, as full as a share."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setFixedSize(px(14), px(14))

    def show_part(self, part: float) -> None:
        """Show another share, 0 to 1."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, QPointF(self.width() / 2, self.height() / 2), self._part)


def _figure(wide: int) -> Label:
    made = label("", "body", "text.secondary", tabular=True)
    made.setFixedWidth(px(wide))
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
