"""The panel of one measure: its curve over the book, what its edges mean in readings, and its points to be typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.points import LEAST, MOST
from csdesk.domain.health.spread import Spread
from csdesk.domain.health.terms import Measure
from csdesk.ui.health.curve import CurveView
from csdesk.ui.health.curve_words import edge_words, spread_words
from csdesk.ui.health.figures import RealField, show_value
from csdesk.ui.health.folding import Folding
from csdesk.ui.health.scale import scale_of
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px

NO_MODEL = "No touch model"
_KEYS = (
    "Tab: next point. Arrows move it, with Shift by ten. A double click adds one. Esc: back to the weights."
)


class CurvePanel(Panel):
    """`shaped(pace, points)`, `rested()`; `paced()`: the curve of another touch model is wanted; `left()`."""

    shaped = Signal(object, object)
    rested = Signal()
    paced = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("base")
        self.measure: Measure | None = None
        self.view = CurveView()
        self.name = label("", "strong")
        self.pace = Choice(name="Whose curve")
        self._edges = elided("", "body", "text.secondary")
        self._spread = elided("", "small", "text.secondary")
        self.reading = RealField("Reading of the point", 104)
        self.worth = RealField("Sub-score of the point", 56)
        self.worth.setRange(0, 100)
        self.add = Button("Add", small=True, keys=("Ins",), name="Add a point")
        self.remove = Button("Remove", small=True, keys=("Del",), name="Remove the point")
        self._which = label("", "body", "text.secondary", tabular=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), 0)
        head.setSpacing(px(10))
        head.addWidget(self.name)
        head.addWidget(self._spread, 1)
        head.addWidget(self.pace)
        self._edges.setContentsMargins(px(16), 0, px(16), 0)
        said = label("gives", "body", "text.secondary")
        typed = _row(self._which, self.reading, said, self.worth)
        foot.setContentsMargins(px(16), px(4), px(16), px(8))
        foot.addWidget(Folding(typed, _row(self.add, self.remove)))
        column = in_column(head, self._edges, on=self, gap=2)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.view.setToolTip(_KEYS)

    def _connect(self) -> None:
        self.view.shaped.connect(self._shaped)
        self.view.chosen.connect(self._say)
        self.view.rested.connect(self.rested)
        self.view.left.connect(self.left)
        self.pace.chosen.connect(self._turn)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self.view.remove)
        for field in (self.reading, self.worth):
            field.valueChanged.connect(self._typed)
            field.editingFinished.connect(self.rested)

    def begin(self, measure: Measure, spread: Spread, *, pace: TouchModel | None = None) -> None:
        """Show another measure, and of one with a curve per touch model the curve of one."""
        if self.measure is None or self.measure.key != measure.key:
            self.pace.set_options([(model, pace_word(model)) for model, _ in measure.paces])
        self.measure = measure
        self.pace.setVisible(bool(measure.paces))
        if measure.paces:
            self.pace.set_value(pace)
        self.name.setText(measure.name)
        self.name.setToolTip(tip(measure.rule.replace("*", "")))
        scale = scale_of(measure.unit)
        self.reading.setSuffix(scale.suffix)
        show_value(self.reading, scale.shown(measure.points_for(pace)[0][0]))
        self.reading.setSingleStep(scale.step(measure.points_for(pace)) * scale.factor)
        self.view.begin(measure.name, measure.points_for(pace), scale, spread)

    def show_draft(self, measure: Measure, bands: Bands) -> None:
        """Show the measure as the draft has it now."""
        self.measure = measure
        points = measure.points_for(self.model)
        self.view.show_points(points, bands)
        self._spread.setText(spread_words(self.view.spread, self.view.axis, self.view.scale))
        self._edges.setText(edge_words(points, bands, self.view.scale))
        self._say()

    @property
    def model(self) -> TouchModel | None:
        """Whose curve is shown; None too where there is one for all."""
        return self.pace.value if self.measure is not None and self.measure.paces else None

    def _turn(self, pace: object) -> None:
        del pace
        self.rested.emit()
        self.paced.emit()

    def _shaped(self, points: Points) -> None:
        self.shaped.emit(self.model, points)

    def _typed(self) -> None:
        self.view.move_to(self.view.scale.reading(self.reading.value()), self.worth.value())
        self._say()

    def _add(self) -> None:
        self.view.add()

    def _say(self) -> None:
        """Show the chosen point in the fields."""
        points, number = self.view.points, self.view.number
        self._which.setText(f"Point {number + 1} of {len(points)}:")
        x, y = points[number]
        show_value(self.reading, self.view.scale.shown(x))
        show_value(self.worth, y)
        _allow(self.remove, len(points) > LEAST, "A curve has two points at least.")
        _allow(self.add, len(points) < MOST, f"A curve has {MOST} points at most.")


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = in_row(on=made, gap=8, edges=(0, 0, 0, 2))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made


def _allow(button: Button, can: bool, why: str) -> None:
    if can:
        button.setEnabled(True)
        button.allow()
    else:
        button.forbid(why)


def pace_word(model: TouchModel | None) -> str:
    """Whose curve it is."""
    return NO_MODEL if model is None else f"{wording.choice(model)} touch"
