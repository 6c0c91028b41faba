"""The measures of a scorecard with a field for each weight; what a draft changes is marked."""

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.health.whatif import MOST_WEIGHT
from csdesk.domain.phrases import upper
from csdesk.ui.health.figures import WholeField, show_value
from csdesk.ui.kit.labels import Label, elided, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.marks import paint_ring
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import ink, px


class Weights(QWidget):
    """`typed(key, weight)`: another weight; `chosen(key)`: a measure is looked at; `curve()`: Enter, its curve is
    wanted; `rested()`: a weight is typed to its end.
    """

    typed = Signal(str, int)
    chosen = Signal(str)
    curve = Signal()
    rested = Signal()

    def __init__(self, card: Scorecard) -> None:
        super().__init__()
        self.rows: dict[str, _Row] = {}
        self._heads: list[_Head] = []
        self._shares: Mapping[str, float] = {}
        self.key = ""
        """The measure that is looked at."""
        self._column = in_column(on=self, edges=(0, 0, 0, 12))
        self._column.addStretch(1)
        self._build(card)

    def _build(self, card: Scorecard) -> None:
        """A row for each measure of a card, under the head of its group."""
        for gone in (*self._heads, *self.rows.values()):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows, self._heads = {}, []
        for group, measures in groupby(card.measures, key=lambda m: m.group):
            rows = [_Row(measure) for measure in measures]
            self._heads.append(_Head(group.value.capitalize(), rows))
            self._column.insertWidget(self._column.count() - 1, self._heads[-1])
            for row in rows:
                self._add(row)
                row.show_chosen(chosen=row.measure.key == self.key)
                self._column.insertWidget(self._column.count() - 1, row)

    def _add(self, row: "_Row") -> None:
        self.rows[row.measure.key] = row
        row.typed.connect(self.typed)
        row.chosen.connect(self.choose)
        row.field.wanted.connect(self.curve)
        row.field.editingFinished.connect(self.rested)

    def choose(self, key: str) -> None:
        """Look at another measure."""
        if key != self.key:
            self.key = key
            for row in self.rows.values():
                row.show_chosen(chosen=row.measure.key == key)
            self.chosen.emit(key)

    def show_cards(self, card: Scorecard, now: Scorecard) -> None:
        """Show the card as it is kept, and the weights of a draft of it."""
        if [*self.rows] != [m.key for m in now.measures]:
            self._build(now)
            self.show_fresh(self._shares)
        kept = {m.key: m for m in card.measures}
        for drafted in now.measures:
            self.rows[drafted.key].show_measures(kept.get(drafted.key), drafted)
        for head in self._heads:
            head.mark()

    def show_fresh(self, shares: Mapping[str, float]) -> None:
        """In which share of the accounts each measure is fresh, 0 to 1."""
        self._shares = shares
        for key, row in self.rows.items():
            row.show_fresh(shares.get(key, 0.0))

    @property
    def total(self) -> int:
        """The sum of the weights as they stand."""
        return sum(row.field.value() for row in self.rows.values())


class _Row(Panel):
    """One measure: its name, where it is fresh, what kind it is, the weight before and now."""

    typed = Signal(str, int)
    chosen = Signal(str)

    def __init__(self, measure: Measure) -> None:
        super().__init__("base", line="bottom")
        self.measure = measure
        self._differs = False
        self.kept_weight = measure.weight
        self._chosen = False
        self.setFixedHeight(px(25))
        self.setToolTip(tip(_tip(measure)))
        row = in_row(on=self, gap=8, edges=(28, 0, 16, 0))
        self._name = elided(measure.name, "body")
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._ring = _Share()
        self._fresh = _figure(48)
        nature = label(measure.nature.value.capitalize(), "body", "text.secondary")
        nature.setFixedWidth(px(70))
        self._before = _figure(28)
        self.field = _Weight(f"Weight of {measure.name}", measure.weight)
        for widget in (self._name, self._ring, self._fresh, nature, self._before, self.field):
            row.addWidget(widget)
        self.field.valueChanged.connect(self._typed)
        self.field.entered.connect(self._choose)

    def _typed(self, weight: int) -> None:
        self.typed.emit(self.measure.key, weight)

    def _choose(self) -> None:
        self.chosen.emit(self.measure.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row looks at its measure."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose()

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark the measure that is looked at."""
        self._chosen = chosen
        self.update()

    def show_measures(self, kept: Measure | None, drafted: Measure) -> None:
        """Show the card's measure, None where the draft added it, and the draft's; another weight stands beside the
        card's."""
        self.measure, self._differs = drafted, drafted != kept
        self.kept_weight = kept.weight if kept is not None else 0
        self._name.setText(drafted.name)
        self.setToolTip(tip(_tip(drafted)))
        show_value(self.field, drafted.weight)
        self._before.setText(str(self.kept_weight) if drafted.weight != self.kept_weight else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: what the draft changes, and what is looked at."""
        super().paintEvent(event)
        ground = "surface.selected" if self._chosen else "info.tint" if self._differs else ""
        if ground:
            QPainter(self).fillRect(self.rect().adjusted(0, 0, 0, -1), ink(ground))

    def show_fresh(self, share: float) -> None:
        """In which share of the accounts it is fresh."""
        self._ring.show_part(share)
        self._fresh.setText(f"{share * 100:.0f} %")


class _Weight(WholeField):
    """A weight. `entered()`: the keyboard is here; `wanted()`: Enter."""

    entered = Signal()
    wanted = Signal()

    def __init__(self, name: str, weight: int) -> None:
        super().__init__(name, 0, MOST_WEIGHT, weight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Look at the measure."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the curve."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()


class _Head(Panel):
    """A group with the sum of its weights, and the card's sum beside another one."""

    def __init__(self, title: str, rows: "list[_Row]") -> None:
        super().__init__("sunken", line="bottom")
        self._rows = rows
        self.setFixedHeight(px(24))
        row = in_row(label(title, "strong"), on=self, gap=8, edges=(16, 0, 24, 0))
        row.addStretch(1)
        self._before, self._sum = _figure(40), label("", "strong", tabular=True)
        row.addWidget(self._before)
        row.addWidget(self._sum)
        self.mark()

    def mark(self) -> None:
        """Add up again."""
        before = sum(r.kept_weight for r in self._rows)
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


def _tip(measure: Measure) -> str:
    """How a measure is read, to whom it applies, and what answers it."""
    said = [upper(measure.rule)]
    if measure.scope.words:
        said.append(f"Applies to {measure.scope.words}")
    said.append(f"Play: {measure.play.value}" if measure.play else "No play answers it")
    return ". ".join(said) + "."


def _figure(wide: int) -> Label:
    made = label("", "body", "text.secondary", tabular=True)
    made.setFixedWidth(px(wide))
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
