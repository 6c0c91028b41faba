"""The sheet of the order: which scorecard scores whom; the first whose criteria an account meets decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.health.cards import Choice as CardChoice
from csdesk.domain.health.cards import Order
from csdesk.services.health.own_measures import Offer
from csdesk.services.health.scorecards import keep_order
from csdesk.services.health.scorecards_text import Listed
from csdesk.ui.desk import Desk
from csdesk.ui.health.questions import OfferOf, ScoredOf
from csdesk.ui.health.scope_form import ScopeFields
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet
from csdesk.ui.theme import height, px


@dataclass(frozen=True)
class Placed:
    """One row of the order; `accounts` is how many its card scores, None while that is not known."""

    number: int
    choice: CardChoice
    accounts: int | None


class OrderSheet(SavingSheet):
    """Changes the order, and keeps it as one change of the book."""

    def __init__(self, window: QWidget, desk: Desk, cards: Sequence[Listed]) -> None:
        super().__init__(window, desk, "Who is scored by which scorecard", 1000)
        self._asked, self._filling = 0, False
        self._counts: Mapping[str, int] = {}
        names = list(dict.fromkeys(one.card.name for one in cards))
        self._choices = [one.choice for one in cards if one.choice is not None]
        self.column.addWidget(label("Who is scored by which scorecard", "title"))
        self.column.addWidget(paragraph(
            "From the top, the first scorecard that is for an account scores it. What is not known of an account does "
            "not fit.", "body", "text.secondary",
        ))  # fmt: skip
        self.rows: Table[Placed] = Table(TableModel(_columns(), identity=lambda p: p.number), "Order")
        self.default = Choice([(n, n) for n in names], name="All others")
        self.default.set_value(next(one.card.name for one in cards if one.default))
        self._make_form(names)
        self._set_out()
        self.said = paragraph("", "body", "text.secondary")
        self.column.addWidget(self.said)
        self.finish("Save", self.keep, keys=("Ctrl", "Enter"))
        self._connect()
        self._show(0)
        desk.read(OfferOf(desk), self._offered)

    def _make_form(self, names: list[str]) -> None:
        self.form = Form()
        self.card = Choice([(n, n) for n in names], name="Scorecard")
        self.form.row("Scorecard", self.card)
        self.scope = ScopeFields(self.form, "Scores the accounts of")
        self.where = Field(name="And where", hint="employees > 500")
        self.form.row(
            "And where",
            self.where,
            "In the words of a filter, over what stands in the account and fields of your own: not over health, ARR or "
            "renewal, which are computed.",
        )

    def _set_out(self) -> None:
        self.add = Button("Add", small=True)
        self.take_out = Button("Take out", small=True)
        self.up, self.down = Button("Up", small=True), Button("Down", small=True)
        buttons = in_row(gap=8)
        for button in (self.add, self.take_out, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(px(8))
        self.rows.setFixedHeight(height("table_header") + 7 * height("table_row"))
        left.addWidget(self.rows)
        left.addLayout(buttons)
        others = Form()
        others.row("All others", self.default)
        left.addWidget(others)
        left.addStretch(1)
        right.addWidget(self.form)
        right.addStretch(1)
        row.setSpacing(px(28))
        row.addLayout(left, 6)
        row.addLayout(right, 5)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._turn)
        self.add.clicked.connect(self._add)
        self.take_out.clicked.connect(self._take_out)
        self.up.clicked.connect(self._raise)
        self.down.clicked.connect(self._lower)
        self.card.chosen.connect(self._typed)
        self.scope.changed.connect(self._typed)
        self.where.changed.connect(self._typed)
        self.default.chosen.connect(self._ask)

    def _offered(self, offer: Offer) -> None:
        self.scope.offer(offer.segments, offer.products)

    @property
    def order(self) -> Order:
        """The order as it stands."""
        return Order(tuple(self._choices), self.default.value)

    def _at(self) -> int:
        """The number of the chosen row from 0; −1 where none is."""
        row = self.rows.chosen_row()
        return row.number - 1 if row is not None and row.number <= len(self._choices) else -1

    def _show(self, at: int) -> None:
        """Show the rows anew, with one of them chosen."""
        self._fill()
        if self._choices:
            self.rows.choose(min(max(at, 0), len(self._choices) - 1) + 1)
        self._turn()
        self._ask()

    def _fill(self) -> None:
        once: set[str] = set()
        placed = []
        for number, choice in enumerate(self._choices, 1):
            first = choice.card not in once
            once.add(choice.card)
            placed.append(
                Placed(number, choice, self._counts.get(choice.card, 0) if self._counts and first else None)
            )
        self.rows.rows.set_rows(placed)

    def _turn(self) -> None:
        """Another row: show its card and whom it is for."""
        at = self._at()
        self.form.setEnabled(at >= 0)
        self.take_out.setEnabled(at >= 0)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(self._choices) - 1)
        if at < 0:
            return
        choice = self._choices[at]
        self._filling = True
        self.card.set_value(choice.card)
        self.scope.show_scope(choice.scope)
        self.where.set_text(choice.where)
        self._filling = False

    def _typed(self) -> None:
        at, scope = self._at(), self.scope.scope()
        if self._filling or at < 0 or scope is None:
            return
        self._choices[at] = CardChoice(self.card.value, scope, self.where.text().strip())
        self._fill()
        self.rows.choose(at + 1)
        self._ask()

    def _add(self) -> None:
        self._choices.append(CardChoice(self.card.values()[0]))
        self._show(len(self._choices) - 1)
        self.card.setFocus()

    def _take_out(self) -> None:
        at = self._at()
        del self._choices[at]
        self._show(at)

    def _raise(self) -> None:
        self._move(-1)

    def _lower(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        at = self._at()
        self._choices.insert(at + step, self._choices.pop(at))
        self._show(at + step)

    def _ask(self) -> None:
        """Ask whom the order would score; only the newest answer is shown."""
        self._asked += 1
        self._desk.read_beside(ScoredOf(self._desk, self.order, self._asked), self._answer)

    def _answer(self, answer: "tuple[int, Mapping[str, int] | CsdeskError]") -> None:
        number, found = answer
        if number != self._asked:
            return
        if isinstance(found, CsdeskError):
            self.where.refuse(f"{wording.sentence(found)} {wording.next_step(found)}")
            self.save.forbid(wording.sentence(found))
            return
        self.where.accept()
        self.save.allow()
        self._counts = found
        said = ", ".join(f"{name} {n:,}" for name, n in sorted(found.items(), key=lambda x: (-x[1], x[0])))
        self.said.setText(f"Accounts: {said}." if said else "There are no accounts yet.")
        at = self._at()
        self._fill()
        if at >= 0:
            self.rows.choose(at + 1)

    def keep(self) -> None:
        """Keep the order as one change."""
        if self.save.isEnabled():
            self.send(keep_order, self.order, say="Who is scored by which scorecard is kept")


def _columns() -> list[Column[Placed]]:
    return [
        Column("number", "", lambda p: str(p.number), width=36, cell=Cell.NUMBER),
        Column("card", "Scorecard", lambda p: p.choice.card, width=136, cell=Cell.NAME),
        Column("who", "For", lambda p: p.choice.words, width=140, grow=True),
        Column("accounts", "Accounts", lambda p: "" if p.accounts is None else f"{p.accounts:,}", width=84,
               cell=Cell.NUMBER),
    ]  # fmt: skip
