"""The fields that say what a measure of one's own reads: how, of which table and field, of which rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.sources import Holds, Readable, day_of_rows
from csdesk.domain.health.terms import ReadingKind
from csdesk.services.health.own_measures import LONGEST_DAYS, Offer
from csdesk.ui.health.days_field import DaysField
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form

HOW = (
    (ReadingKind.LAST, "The last value of"),
    (ReadingKind.COUNT, "How many"),
    (ReadingKind.SUM, "The sum of"),
    (ReadingKind.SHARE, "The share of"),
    (ReadingKind.DAYS_SINCE, "Days since"),
    (ReadingKind.OLDEST_OPEN, "Days that the oldest is open"),
    (ReadingKind.TREND, "The trend of"),
)
_FIGURES = frozenset({ReadingKind.LAST, ReadingKind.SUM, ReadingKind.TREND})
_CALLED = {
    ReadingKind.DAYS_SINCE: "Which day",
    ReadingKind.OLDEST_OPEN: "Closed by",
}
_USAGE = "usage"


class SourceFields(QWidget):
    """Adds its rows to a form. `changed()` with every letter and choice."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.hide()
        self._offer: Offer | None = None
        self.kind = Choice(HOW, name="How it reads")
        self.table = Choice(name="Which table")
        self.field = Choice(name="Which field")
        self.dated = Choice(name="Dated by")
        self.where = Field(name="Only rows where", hint="severity <= 2 and escalated = yes")
        self.that = Field(name="The share that", hint="escalated = yes")
        self.window_ = DaysField(1, LONGEST_DAYS, name="Days back", hint="All days")
        self.against = Choice([(a, a.value) for a in Against], name="Against")
        self._rows = {
            "kind": form.row("Reads", self.kind),
            "table": form.row("Of", self.table),
            "field": form.row("Field", self.field),
            "that": form.row("Of which", self.that),
            "where": form.row(
                "Only where",
                self.where,
                "In the words of a filter, over these rows; -30d is a day.",
            ),
            "dated": form.row("Dated by", self.dated),
            "window": form.row("Days back", self.window_),
            "against": form.row("Against", self.against),
        }
        for choice in (self.kind, self.table):
            choice.chosen.connect(self._turn)
        for choice in (self.field, self.dated, self.against):
            choice.chosen.connect(self._tell)
        for field in (self.where, self.that, self.window_):
            field.changed.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit()

    def show_offer(self, offer: Offer, source: Source | None, kind: ReadingKind, window: int | None) -> None:
        """Offer what the book holds, and show a source; None begins with usage, or tickets."""
        self._offer = offer
        usage = [((_USAGE, name), f"Usage: {name}") for name in offer.usage]
        others = [((n.table, ""), n.sheet or n.table) for n in offer.tables if n.table != _USAGE]
        self.table.set_options([*usage, *others])
        self.table.setMaxVisibleItems(24)
        self.kind.set_value(kind)
        at = (source.table, source.usage) if source else None
        if at in [value for value, _ in (*usage, *others)]:
            self.table.set_value(at)
        self._turn()
        if source is not None:
            _choose(self.field, source.field)
            _choose(self.dated, source.dated)
            self.where.set_text(source.where)
            self.that.set_text(source.that)
            self.against.set_value(source.against)
        self.window_.set_text("" if window is None else str(window))
        self._tell()

    def _fields(self) -> dict[str, Readable]:
        if self._offer is None or self.table.value is None:
            return {}
        return dict(self._offer.fields[self.table.value[0]])

    def _turn(self) -> None:
        """Another table, or another way to read it: which fields can be asked."""
        kind, fields = self.kind.value, self._fields()
        days = [(k, f.header) for k, f in fields.items() if f.holds is Holds.DAY]
        figures = [(k, f.header) for k, f in fields.items() if f.counts]
        self.field.set_options(_offered(kind, figures, days))
        noun = next(
            (n for n in (self._offer.tables if self._offer else ()) if n.table == self._table()), None
        )
        usual = day_of_rows(noun) if noun else ""
        if kind in _FIGURES and "value" in dict(figures):
            self.field.set_value("value")
        if kind is ReadingKind.DAYS_SINCE and usual in dict(days):
            self.field.set_value(usual)
        free = kind in {ReadingKind.COUNT, ReadingKind.SUM, ReadingKind.SHARE} or self._table() == "accounts"
        self.dated.set_options([*([("", "No day")] if free or not days else []), *days])
        _choose(self.dated, usual)
        self._fold()
        self._tell()

    def _table(self) -> str:
        return self.table.value[0] if self.table.value else ""

    def _fold(self) -> None:
        """Show what this way to read needs, and nothing else."""
        kind = self.kind.value
        form = self.parentWidget()
        assert isinstance(form, Form)
        counted = kind in {ReadingKind.COUNT, ReadingKind.SHARE}
        form.show_row(self.field, shown=not counted, name=_CALLED.get(kind, "Field"))
        form.show_row(self.that, shown=kind is ReadingKind.SHARE)
        form.show_row(self.against, shown=kind is ReadingKind.TREND)
        form.show_row(self.dated, shown=kind is not ReadingKind.DAYS_SINCE and self.dated.count() > 1)
        form.show_row(self.window_, shown=kind not in {ReadingKind.DAYS_SINCE, ReadingKind.OLDEST_OPEN})

    @property
    def days(self) -> int | None:
        """The window, None for all days. Raises: ValueError where `holds` says no."""
        return None if self.window_.isHidden() else self.window_.days

    def holds(self) -> bool:
        """Whether the window can be one; where it cannot, that is said at its field."""
        return self.window_.isHidden() or self.window_.holds()

    def source(self) -> Source:
        """The source as it stands."""
        table, usage = self.table.value or ("", "")
        kind = self.kind.value
        field = "" if self.field.isHidden() else self.field.value or ""
        dated = field if kind is ReadingKind.DAYS_SINCE else self.dated.value or ""
        return Source(
            table=table, usage=usage, field=field, dated=dated, where=self.where.text().strip(),
            that=self.that.text().strip() if kind is ReadingKind.SHARE else "", against=self.against.value,
        )  # fmt: skip


def _offered(
    kind: ReadingKind, figures: list[tuple[str, str]], days: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    if kind is ReadingKind.TREND:
        return [*figures, ("", "How many")]
    return figures if kind in _FIGURES else days


def _choose(choice: Choice, key: str) -> None:
    """Choose a key where it is offered."""
    if key in choice.values():
        choice.set_value(key)
