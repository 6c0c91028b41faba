"""The bulk sheet: one field of the chosen accounts, changed in one step, after it said how many would change."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.custom import CustomField
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Field as Spec
from csdesk.domain.fields import Kind as FieldKind
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.bulk import Bulk, Way, bulk_custom, bulk_fields, bulk_of, edit_many
from csdesk.ui.accounts.typist import LONG
from csdesk.ui.desk import Desk
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import one_line
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

if TYPE_CHECKING:
    from csdesk.store.book import Book

_WAYS = ((Way.ADD, "Add"), (Way.TAKE, "Take away"), (Way.SET, "Replace all by"))
_HINTS = {FieldKind.DAY: "24 Nov 2025", FieldKind.WHOLE: "A whole number"}
_NAMED = 4


class BulkSheet(SavingSheet):
    """Changes one field of many accounts; `key`: the field to begin with, where it can be; `own`: the custom fields."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        accounts: Sequence[AccountId],
        key: str = "",
        own: Mapping[str, CustomField] | None = None,
    ) -> None:
        super().__init__(window, desk, "Change accounts", 460)
        self._accounts = tuple(accounts)
        self._fields = {f.key: f for f in (*bulk_fields(), *bulk_custom(own or {}))}
        self._asked = 0
        count = wording.count(len(accounts), "account")
        self.column.addWidget(label(f"Change {count}", "title"))
        self.field = Choice([(f.key, f.header) for f in self._fields.values()], name="Field")
        self.field.setMaxVisibleItems(20)
        self.way = Choice(_WAYS, name="What happens to the tags")
        self.choice = Choice((), name="Value")
        self.value = Field(name="Value")
        self.empty = Check("Not known")
        form = Form()
        form.row("Field", self.field)
        form.row("Value", self._values())
        self.column.addWidget(form)
        self.said = paragraph("", "body", "text.secondary")
        self.refusals = paragraph("", "small", "bad.text")
        self.column.addWidget(self.said)
        self.column.addWidget(self.refusals)
        self.finish("Change", self.keep, keys=("Ctrl", "Enter"))
        self._connect()
        self.field.set_value(key if key in self._fields else next(iter(self._fields)))
        self._turn()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _values(self) -> QWidget:
        box = QWidget()
        column = in_column(on=box, gap=4)
        for widget in (self.way, self.choice, self.value, self.empty):
            column.addWidget(widget)
        return box

    def _connect(self) -> None:
        self.field.chosen.connect(self._turn)
        self.way.chosen.connect(self._ask)
        self.choice.chosen.connect(self._ask)
        self.value.changed.connect(self._ask)
        self.empty.toggled.connect(self._ask)

    def _spec(self) -> Spec:
        return self._fields[self.field.value]

    def _turn(self) -> None:
        """Another field: what it can hold."""
        spec = self._spec()
        if spec.choices:
            self.choice.set_options([(c.value, wording.choice(c)) for c in spec.choices])
        hint = "1 to 5; 5 is the best" if spec.key == "judgement" else _HINTS.get(spec.kind, "")
        self.value.edit.setPlaceholderText(hint)
        self.empty.setChecked(False)
        self.empty.setVisible(spec.key != "status")
        self.value.set_text("")
        self.choice.setVisible(spec.choices is not None)
        self.value.setVisible(spec.choices is None)
        self.way.setVisible(spec.key == "tags")
        self._ask()

    def _given(self) -> tuple[str, str, Way]:
        spec = self._spec()
        if self.empty.isChecked():
            return spec.key, "", Way.SET
        text = str(self.choice.value) if spec.choices else self.value.text().strip()
        return spec.key, text, self.way.value if spec.key == "tags" else Way.SET

    def _ask(self) -> None:
        """Ask what would change; only the newest answer is shown."""
        self._asked += 1
        for widget in (self.value, self.choice, self.way):
            widget.setEnabled(not self.empty.isChecked())
        if not self._given()[1] and not self.empty.isChecked():
            self.said.setText("Write what it is to be, or tick Not known.")
            self.refusals.hide()
            self.save.set_label("Change")
            self.save.forbid("There is no value yet.")
            return
        question = BulkQuestion(self._desk, self._accounts, *self._given(), number=self._asked)
        if len(self._accounts) < LONG:
            self._desk.read(question, self._answer)
        else:
            self._desk.read_beside(question, self._answer)

    def _answer(self, answer: "tuple[int, Bulk | CsdeskError]") -> None:
        number, found = answer
        if number != self._asked:
            return
        if isinstance(found, CsdeskError):
            self.value.refuse(wording.sentence(found))
            self.said.setText("")
            self.refusals.setText("")
            self.save.forbid(wording.sentence(found))
            return
        self.value.accept()
        self.said.setText(said_of(found))
        self.refusals.setText(_refusals(found))
        self.refusals.setVisible(bool(found.refused))
        self.save.set_label(f"Change {wording.count(len(found.changed), 'account')}")
        if found.changed:
            self.save.allow()
        else:
            self.save.forbid("No account would change.")
        self.adjustSize()

    def keep(self) -> None:
        """Change them in one step."""
        if not self.save.isEnabled():
            return
        field, text, way = self._given()
        if len(self._accounts) < LONG:
            self.send(edit_many, self._accounts, field, text, way=way)
            return
        title = f"Changing {wording.count(len(self._accounts), 'account')}"
        self._desk.job_that_writes(title, edit_many, self._accounts, field, text, way=way)
        self.close()


class BulkQuestion:
    """What a bulk edit would do; a text that no account can have comes back as its error."""

    def __init__(
        self, desk: Desk, accounts: Sequence[AccountId], field: str, text: str, way: Way, *, number: int
    ) -> None:
        self._today, self._accounts = desk.today, accounts
        self._given, self._number = (field, text, way), number

    def __call__(self, book: "Book") -> "tuple[int, Bulk | CsdeskError]":
        field, text, way = self._given
        try:
            return self._number, bulk_of(book, self._accounts, field, text, way=way, today=self._today)
        except CsdeskError as error:
            return self._number, error


def said_of(bulk: Bulk) -> str:
    """What would happen, in counts."""
    parts = [f"{wording.count(len(bulk.changed), 'account changes', 'accounts change')}"]
    if bulk.same:
        parts.append(f"{bulk.same:,} {'has' if bulk.same == 1 else 'have'} it already")
    if bulk.refused:
        parts.append(f"{wording.count(len(bulk.refused), 'stays as it is', 'stay as they are')}")
    return f"{', '.join(parts)}."


def _refusals(bulk: Bulk) -> str:
    """Who stays as it is, and why."""
    lines = [f"{one_line(name)}: {wording.sentence(error)}" for name, error in bulk.refused[:_NAMED]]
    more = len(bulk.refused) - _NAMED
    return "\n".join([*lines, f"and {more:,} more"] if more > 0 else lines)
