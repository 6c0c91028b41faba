"""The fields of a scope: to whom a measure or a scorecard applies. What is left empty leaves everybody in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from csdesk import wording
from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.health.scope import Scope
from csdesk.ui.health.days_field import DaysField
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.names_field import NamesField
from csdesk.ui.theme import px

_HINT = "Everybody, or names with commas between"
_MOST_DAYS = 99_999


class ScopeFields(QWidget):
    """Adds its rows to a form. `changed()` with every letter and tick."""

    changed = Signal()

    def __init__(self, form: Form, heading: str) -> None:
        super().__init__(form)
        self.hide()
        form.whole(label(heading, "strong"))
        self.segments, self.products = (NamesField(name, hint=_HINT) for name in ("Segments", "Products"))
        self.models = {m: Check(wording.choice(m)) for m in TouchModel}
        self.stages = {s: Check(wording.choice(s)) for s in Stage}
        self.first = DaysField(0, _MOST_DAYS, name="From day as a customer")
        self.last = DaysField(0, _MOST_DAYS, name="To day as a customer")
        form.row("Segments", self.segments)
        form.row("Touch model", _ticks(list(self.models.values()), 3))
        form.row("Stages", _ticks(list(self.stages.values()), 2))
        form.row("Products", self.products)
        form.row("Customer age", self._ages())
        for field in (self.segments, self.products, self.first, self.last):
            field.changed.connect(self.changed)
        for tick in (*self.models.values(), *self.stages.values()):
            tick.toggled.connect(self.changed)

    def _ages(self) -> QWidget:
        box = QWidget()
        row = in_row(on=box, gap=6)
        for widget in (label("from day", "body", "text.secondary"), self.first,
                       label("to day", "body", "text.secondary"), self.last):  # fmt: skip
            row.addWidget(widget)
        for field in (self.first, self.last):
            field.setFixedWidth(px(64))
        row.addStretch(1)
        return box

    def offer(self, segments: Sequence[str], products: Sequence[str]) -> None:
        """Offer the names that the book holds."""
        self.segments.offer(segments)
        self.products.offer(products)

    def show_scope(self, scope: Scope) -> None:
        """Show a scope."""
        self.segments.show_names(scope.segments)
        self.products.show_names(scope.products)
        for model, tick in self.models.items():
            tick.setChecked(model in scope.models)
        for stage, tick in self.stages.items():
            tick.setChecked(stage in scope.stages)
        self.first.show_days(scope.from_age)
        self.last.show_days(scope.to_age)

    def scope(self) -> Scope | None:
        """The scope as it stands; None where an age cannot be one, which is said at its field."""
        if not all([self.first.holds(), self.last.holds()]):
            return None
        first, last = self.first.days, self.last.days
        if first is not None and last is not None and last < first:
            self.last.refuse("Not before the first day")
            return None
        return Scope(
            segments=self.segments.names(),
            models=tuple(m for m, tick in self.models.items() if tick.isChecked()),
            stages=tuple(s for s, tick in self.stages.items() if tick.isChecked()),
            products=self.products.names(),
            from_age=first,
            to_age=last,
        )


def _ticks(ticks: list[Check], across: int) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, px(2), 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(0)
    for number, tick in enumerate(ticks):
        grid.addWidget(tick, number // across, number % across)
    grid.setColumnStretch(across, 1)
    return box
