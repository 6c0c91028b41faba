"""The filter form: one condition, as a field, how it is compared, and with what; Enter keeps it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.query import Compare, Condition, IsNull, Not, OneOf, parsed
from csdesk.domain.query_tree import fields_of, read_with
from csdesk.services.accounts.account_facts import FactKind
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.accounts.saying import query_text
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.fields import Field, complete_with
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

QUERY = "query"
_FEW = 14
_TICKED = (("in", "is"), ("not in", "is not"), ("known", "is known"), ("null", "is not known"))
_TEXT = (("contains", "has"), ("=", "is"), ("!=", "is not"), ("known", "is known"), ("null", "is not known"))
_NUMBER = ((">", "over"), (">=", "at least"), ("<", "under"), ("<=", "at most"), ("=", "is"),
           ("known", "is known"), ("null", "is not known"))  # fmt: skip
_DAY = ((">=", "from"), ("<=", "until"), (">", "after"), ("<", "before"), ("=", "on"),
        ("known", "is known"), ("null", "is not known"))  # fmt: skip
_HINTS = {
    FactKind.DAY: "2026-01-31, today, +90d, -2w",
    FactKind.MONEY: "20000",
    FactKind.NUMBER: "30",
    FactKind.TEXT: "Any part of it",
}


class FilterForm(Sheet):
    """Makes one filter, or changes `condition`. `kept(Condition)`: it is to hold. `among`: what is filtered."""

    kept = Signal(object)

    def __init__(
        self,
        window: QWidget,
        today: date,
        among: Finding,
        condition: Condition | None = None,
        below: QWidget | None = None,
        field: str = "segment",
    ) -> None:
        super().__init__(window, "Filter", 380)
        self._today, self._values, self._facts, self._below = today, among.values, among.facts, below
        self.column.addWidget(label("Filter", "section"))
        fields = self._offered(condition)
        self.field = Choice([*fields, (QUERY, "A query in words")], name="Field")
        self.field.setMaxVisibleItems(20)
        self.op = Choice((), name="Compared")
        row = in_row(gap=8)
        row.addWidget(self.field, 3)
        row.addWidget(self.op, 2)
        self.column.addLayout(row)
        self.value = Field(name="Value")
        self.column.addWidget(self.value)
        self._ticks = QWidget()
        self.ticks: dict[str, Check] = {}
        self._ticks_column = in_column(on=self._ticks)
        self._area = scrolling(self._ticks, "Values")
        self.column.addWidget(self._area)
        words = "Filter" if condition is None else "Change"
        self.save = Button(words, kind=Kind.PRIMARY, keys=("Enter",))
        self.save.setDefault(True)
        self.save.clicked.connect(self.keep)
        self.end_with(self.save)
        self.field.chosen.connect(self._turn)
        self.op.chosen.connect(self._fold)
        self._begin(condition, field)

    def _offered(self, condition: Condition | None) -> list[tuple[str, str]]:
        """The fields; a book of one person asks for no one else's accounts."""
        asked = condition is not None and "csm" in fields_of(condition)
        hidden = {"id", "band"} if asked or len(self._values("csm")) > 1 else {"id", "band", "csm"}
        return [(f.key, f.header) for f in self._facts.every if f.key not in hidden]

    def _begin(self, condition: Condition | None, first: str) -> None:
        """Show a condition that is there; without one, a field to begin with."""
        field, op, texts = _parts(condition) if condition is not None else (first, "", ())
        self.field.set_value(field)
        self._turn()
        if not op:
            return
        if self.ticks and op in ("=", "!="):
            op = "in" if op == "=" else "not in"
        if self.ticks and op not in ("in", "not in", "known", "null"):
            self._offer_text()
        elif not self.ticks and op in ("in", "not in"):
            self._offer_ticks(list(texts))
        self.op.set_value(op)
        for text in texts:
            if text in self.ticks:
                self.ticks[text].setChecked(True)
        self.value.set_text(", ".join(texts))
        self._fold()

    def _turn(self) -> None:
        """Another field: what can be asked of it, and its values where there are few."""
        field = self.field.value
        fact = self._facts.of(field) if field != QUERY else None
        if fact is not None and fact.choices:
            self._offer_ticks([str(c.value) for c in fact.choices])
        elif fact is not None and fact.kind is FactKind.TEXT and 0 < len(self._values(field)) <= _FEW:
            self._offer_ticks(self._values(field))
        else:
            self._offer_text()
        self.value.set_text("")
        self._fold()

    def _offer_ticks(self, values: Sequence[str]) -> None:
        self._clear_ticks()
        choice = self._facts.of(self.field.value).kind is FactKind.CHOICE
        for value in values:
            self.ticks[value] = Check(wording.choice(value) if choice else value)
            self._ticks_column.addWidget(self.ticks[value])
        self._area.setFixedHeight(px(24) * min(len(values), 9) + px(2))
        self.op.set_options(_TICKED)

    def _offer_text(self) -> None:
        self._clear_ticks()
        field = self.field.value
        kind = self._facts.of(field).kind if field != QUERY else FactKind.TEXT
        hint = "arr > 20000 and standing = 'at risk'" if field == QUERY else _HINTS.get(kind, "")
        self.value.edit.setPlaceholderText(hint)
        options = {FactKind.DAY: _DAY, FactKind.NUMBER: _NUMBER, FactKind.MONEY: _NUMBER}.get(kind, _TEXT)
        self.op.set_options(((QUERY, "says"),) if field == QUERY else options)
        names = self._values(field)[:500] if kind is FactKind.TEXT and field != QUERY else []
        complete_with(self.value.edit, QStringListModel(names, self.value.edit))

    def _clear_ticks(self) -> None:
        for tick in self.ticks.values():
            self._ticks_column.removeWidget(tick)
            tick.deleteLater()
        self.ticks.clear()

    def _fold(self) -> None:
        """Show what the comparison needs, and nothing else."""
        needed = self.op.value not in ("known", "null")
        self._area.setVisible(needed and bool(self.ticks))
        self.value.setVisible(needed and not self.ticks)
        self.adjustSize()

    def condition(self) -> Condition | None:
        """The condition as it stands; None where nothing was chosen. Raises: NotAQuery, NotADay, NoSuchField."""
        field, op = self.field.value, self.op.value
        if op in ("known", "null"):
            return IsNull(field) if op == "null" else Not(IsNull(field))
        if self.ticks:
            chosen = tuple(value for value, tick in self.ticks.items() if tick.isChecked())
            found = OneOf(field, chosen) if len(chosen) != 1 else Compare(field, "=", chosen[0])
            return None if not chosen else Not(OneOf(field, chosen)) if op == "not in" else found
        text = self.value.text().strip()
        if not text:
            return None
        found_ = parsed(text, self._facts.keys) if op == QUERY else Compare(field, op, text)
        read_with(found_, self._facts.values_on(self._today))
        return found_

    def keep(self) -> None:
        """Let the condition hold, or say what is in the way."""
        try:
            found = self.condition()
        except CsdeskError as error:
            self.value.refuse(self._why(error))
            return
        if found is None:
            if not self.ticks:
                self.value.refuse("Write what to compare with.")
            return
        self.kept.emit(found)
        self.close()

    def _why(self, error: CsdeskError) -> str:
        if self.op.value == QUERY:
            return f"{wording.sentence(error)} {wording.next_step(error)}"
        kind = self._facts.of(self.field.value).kind
        return "A day, such as 2026-01-31 or +90d" if kind is FactKind.DAY else "A number, such as 20000"

    def showEvent(self, event: QShowEvent) -> None:
        """Stand below the place that it was opened from."""
        super().showEvent(event)
        if self._below is not None:
            corner = self._below.mapToGlobal(QPoint(0, self._below.height() + px(4)))
            room = self._host.window().frameGeometry()
            left = min(corner.x(), room.right() - self.width() - px(8))
            self.move(max(room.left(), left), corner.y())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _parts(condition: Condition) -> tuple[str, str, tuple[str, ...]]:
    """A condition as field, comparison and values; what is more than that is a query in words."""
    match condition:
        case Not(IsNull(field)):
            return field, "known", ()
        case IsNull(field):
            return field, "null", ()
        case Not(OneOf(field, values)):
            return field, "not in", values
        case OneOf(field, values):
            return field, "in", values
        case Compare(field, op, value) if field not in ("id", "band"):
            return field, op, (value,)
    return QUERY, QUERY, (query_text(condition),)
