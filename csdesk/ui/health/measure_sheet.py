"""The sheet of one measure: what it reads, if it is one's own, how it counts, and to whom it applies."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.health.own_measure import UNITS, first_points, own_key, with_words
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Group, Measure, Nature, ReadingKind
from csdesk.services.health.own_measures import LONGEST_DAYS, LONGEST_NAME, Offer, Tried
from csdesk.ui.desk import Desk
from csdesk.ui.health.days_field import DaysField
from csdesk.ui.health.questions import OfferOf, TriedOf
from csdesk.ui.health.scope_form import ScopeFields
from csdesk.ui.health.source_form import SourceFields
from csdesk.ui.health.words import plays, tried_words
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet

if TYPE_CHECKING:
    from csdesk.domain.health.readings import Column

_WEIGHT = 5


class MeasureSheet(Sheet):
    """`made(measure, column)`: it is to be in the draft; `column` are its readings, None for a shipped one."""

    made = Signal(object, object)

    def __init__(self, window: QWidget, desk: Desk, card: Scorecard, measure: Measure | None = None) -> None:
        self._own = measure is None or measure.source is not None
        title = measure.name if measure is not None else "A measure of your own"
        super().__init__(window, title, 900 if self._own else 460)
        self._desk, self._card, self._measure = desk, card, measure
        self._asked = 0
        self._found: Tried | None = None
        self.column.addWidget(label(title, "title"))
        self._make_fields()
        self.said = paragraph("", "body", "text.secondary")
        self.column.addWidget(self.said)
        self.save = Button(
            "Add to the draft" if measure is None else "Take over", kind=Kind.PRIMARY, keys=("Ctrl", "Enter")
        )
        self.end_with(self.save)
        self.save.clicked.connect(self.keep)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        self._show()
        desk.read(OfferOf(desk), self._offered)

    def _make_fields(self) -> None:
        left, right = Form(), Form()
        self.name = Field(name="Name", hint="Seats booked")
        self.better = Choice([(True, "More"), (False, "Less")], name="What is better")
        self.unit = Choice(name="Counted in")
        if self._own:
            left.row("Name", self.name)
        self.source = SourceFields(left)
        if self._own:
            left.row("Counted in", self.unit)
            left.row("Better is", self.better)
        self.group = Choice([(g, wording.choice(g)) for g in Group], name="Group")
        self.nature = Choice([(n, wording.choice(n)) for n in Nature], name="Kind")
        self.shelf = DaysField(1, LONGEST_DAYS, name="Fresh for", hint="It does not expire")
        self.play = Choice(plays(), name="Play")
        if self._own:
            right.row("Group", self.group)
            right.row("Kind", self.nature)
        right.row("Fresh for", self.shelf, "Days after which a reading has expired.")
        right.row("Play", self.play, "What answers a weak reading. Without one the scorecard has a fault.")
        self.scope = ScopeFields(right, "Applies to")
        self._set_out(left, right)
        self._left = left

    def _set_out(self, left: Form, right: Form) -> None:
        row = in_row(gap=28)
        for form in (left, right) if self._own else (right,):
            box = QVBoxLayout()
            box.addWidget(form)
            box.addStretch(1)
            row.addLayout(box, 1)
        self.column.addLayout(row)
        if not self._own:
            left.setParent(self)
            left.hide()

    def _show(self) -> None:
        """Show the measure, or what one begins with."""
        known = self._measure
        self.play.setMaxVisibleItems(20)
        self.group.set_value(known.group if known else Group.ADOPTION)
        self.nature.set_value(known.nature if known else Nature.PREDICTIVE)
        self.play.set_value(known.play if known else None)
        if known is not None:
            self.name.set_text(known.name)
            self.shelf.show_days(known.shelf)
            self.scope.show_scope(known.scope)
            self._left.show_row(self.better, shown=False) if self._own else None
        self.source.changed.connect(self._ask)
        self.scope.changed.connect(self._ask)
        self.shelf.changed.connect(self._ask)
        self.name.changed.connect(self._ask)

    def _offered(self, offer: Offer) -> None:
        known = self._measure
        self.scope.offer(offer.segments, offer.products)
        if self._own:
            kind = known.kind if known else ReadingKind.LAST
            self.source.show_offer(
                offer, known.source if known else None, kind, known.window if known else None
            )
            if known is not None and known.unit in self.unit.values():
                self.unit.set_value(known.unit)
        self._first().setFocus()

    def _first(self) -> QWidget:
        """Where a person begins: at what is missing."""
        if self._measure is not None and self._measure.play is None:
            return self.play
        return self.name if self._own else self.shelf

    def _ask(self) -> None:
        """Ask what it would read; only the newest answer is shown."""
        self._asked += 1
        self._found = None
        if not self._own:
            return
        kind = self.source.kind.value
        if [*UNITS[kind]] != self.unit.values():
            self.unit.set_options([(u, wording.choice(u)) for u in UNITS[kind]])
        self._left.show_row(self.unit, shown=len(UNITS[kind]) > 1)
        measure = self.measure()
        if measure is not None:
            self._desk.read_beside(TriedOf(self._desk, measure, self._asked), self._answer)

    def _answer(self, answer: "tuple[int, Tried | CsdeskError]") -> None:
        number, found = answer
        if number != self._asked:
            return
        if isinstance(found, CsdeskError):
            self._say(wording.sentence(found), "text.secondary")
            return
        self._found = found
        self._say(tried_words(found, self.unit.value), "text.primary")

    def _say(self, words: str, ink: str) -> None:
        self.said.set_ink(ink)
        self.said.setText(words)

    def measure(self) -> Measure | None:
        """The measure as it stands; None where a field cannot be read, which is said at the field."""
        scope = self.scope.scope()
        if not all([self.shelf.holds(), self.source.holds()]) or scope is None:
            return None
        known, shelf = self._measure, self.shelf.days
        if known is not None and known.source is None:
            return replace(known, shelf=shelf, play=self.play.value, scope=scope)
        source, kind = self.source.source(), self.source.kind.value
        begun = known or Measure(
            key=own_key("new"), name="", group=Group.ADOPTION, noun=source.table, kind=kind, unit=UNITS[kind][0],
            points=((0.0, 0.0), (1.0, 100.0)), weight=_WEIGHT, refresh=30, nature=Nature.PREDICTIVE, play=None,
            rule="", brings="", source=source,
        )  # fmt: skip
        made = replace(
            begun, name=" ".join(self.name.text().split()), group=self.group.value, kind=kind,
            unit=self.unit.value or UNITS[kind][0], window=self.source.days, shelf=shelf, nature=self.nature.value,
            play=self.play.value, scope=scope, source=source,
        )  # fmt: skip
        return with_words(made)

    def keep(self) -> None:
        """Put it into the draft, or say what is in the way."""
        measure = self.measure()
        if measure is None:
            return
        if not self._own:
            self._give(measure, None)
            return
        if not measure.name or len(measure.name) > LONGEST_NAME:
            self.name.refuse(f"A name of at most {LONGEST_NAME} characters")
        elif measure.name.casefold() in {
            m.name.casefold() for m in self._card.measures if m.key != self._key
        }:
            self.name.refuse("Another measure of this scorecard has this name")
        elif self._found is not None:
            self._give(self._begun(measure, self._found), self._found.column)

    @property
    def _key(self) -> str:
        return self._measure.key if self._measure is not None else ""

    def _begun(self, measure: Measure, found: Tried) -> Measure:
        """A new measure with its key, and a line over what the book reads to begin with."""
        if self._measure is not None:
            return measure
        points = first_points(found.readings, more_is_better=self.better.value)
        return replace(
            measure, key=own_key(measure.name, [m.key for m in self._card.measures]), points=points
        )

    def _give(self, measure: Measure, column: "Column | None") -> None:
        self.made.emit(measure, column)
        self.close()
