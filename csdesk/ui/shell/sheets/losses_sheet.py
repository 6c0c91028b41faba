"""The list of losses: those without a recorded reason first, and all of them; each opens the question why."""

from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.churn import Reason, reason_in
from csdesk.domain.ids import AccountId
from csdesk.services.renewals.losses import Told, losses, waiting_words
from csdesk.ui.desk import Desk
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.sheets.alike_sheet import Host
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import height, px

if TYPE_CHECKING:
    from csdesk.store.book import Book

_ROWS = 12
OPEN, ALL = "open", "all"


class LossesSheet(Sheet):
    """Shows the losses of the book, or of one CSM's accounts. `opening(account)`: everything of this one is wanted."""

    opening = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, csm: str = "") -> None:
        self._title = f"Losses of {csm}" if csm else "Losses"
        super().__init__(window, self._title, 980)
        self._desk, self._csm = desk, csm
        self.found: list[Told] | None = None
        self._says = paragraph("Reading the book …", "body", "text.secondary")
        self.views = Segmented(((OPEN, "Still open"), (ALL, "All")), "Which losses")
        self.table: Table[Told] = Table(
            TableModel(loss_columns(desk.today), identity=_identity), "Losses", edge=8
        )
        self.table.setFixedHeight(height("table_header") + _ROWS * height("table_row") + px(4))
        self.why = Button("Say why", kind=Kind.PRIMARY, keys=("Enter",))
        self.account = Button("Account", icon="accounts")
        self.leave = Button("Close", keys=("Esc",))
        self._lay_out()
        self.table.opened.connect(self.ask)
        self.why.clicked.connect(self._ask_chosen)
        self.account.clicked.connect(self._open)
        self.leave.clicked.connect(self.close)
        self.views.chosen.connect(self._fill)
        desk.changed.connect(self.reload)
        self.reload()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(self._title, "title"))
        head.addStretch(1)
        head.addWidget(self.views)
        foot.setSpacing(px(8))
        foot.addWidget(self.account)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.why)
        self.column.addLayout(head)
        self.column.addWidget(self._says)
        self.column.addWidget(self.table)
        self.column.addLayout(foot)

    def reload(self) -> None:
        """Read them again."""
        self._desk.read_beside(LossesQuestion(self._desk, csm=self._csm), self.show_losses)

    def show_losses(self, found: list[Told]) -> None:
        """Show these, newest first."""
        self.found = found
        self._fill()

    def _fill(self) -> None:
        found = self.found or []
        waiting = [told for told in found if not told.loss.answered]
        rows = waiting if self.views.value == OPEN else found
        none = "Each loss has its reason." if found else "Nothing was lost, and nothing is going."
        self._says.setText(waiting_words(found) or none)
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.chosen_row() is None:
            self.table.selectRow(0)
        self._allow(bool(rows))
        (self.table if rows else self.leave).setFocus()

    def _allow(self, rows: bool) -> None:
        self.account.setVisible(rows)
        self.why.setVisible(rows)
        self.why.allow()
        if not self._desk.writable:
            self.why.forbid("This book can only be read here.")

    def ask(self, told: Told) -> None:
        """Ask why this one was lost."""
        from csdesk.ui.shell.sheets.loss_sheet import LossSheet

        if self._desk.writable:
            LossSheet(self, self._desk, told).open()

    def _ask_chosen(self) -> None:
        told = self.table.chosen_row()
        if told is not None:
            self.ask(told)

    def _open(self) -> None:
        told = self.table.chosen_row()
        if told is not None:
            self.opening.emit(told.loss.account)
            self.close()


def show_losses(page: Host, desk: Desk, csm: str = "") -> None:
    """Open the list over a page; an account that is wanted in it opens."""
    sheet = LossesSheet(page.window(), desk, csm)
    sheet.opening.connect(page.opening)
    sheet.open()


class LossesQuestion:
    """What was lost and is going, of the book, of one account or of one CSM's."""

    def __init__(self, desk: Desk, account: AccountId | None = None, *, csm: str = "") -> None:
        self._today, self._account, self._csm = desk.today, account, csm

    def __call__(self, book: "Book") -> list[Told]:
        return losses(book, as_of=self._today, account=self._account, csm=self._csm)


def loss_columns(today: date) -> list[Column[Told]]:
    """Who, what, since when, how much, why, how that is known, and the words."""
    return [
        Column("account", "Account", lambda t: t.loss.name, width=170, cell=Cell.NAME),
        Column("what", "Lost", lambda t: "The account" if t.loss.whole else t.product, width=110),
        Column("on", "On", lambda t: _on(t, today), sort_key=lambda t: t.loss.lost_on, width=150, cell=Cell.DAY,
               ink=lambda t: "watch.text" if t.loss.notified(today) else ""),
        Column("amount", "ARR", lambda t: money(t.loss.amount, t.loss.currency), sort_key=lambda t: t.loss.amount,
               width=84, cell=Cell.NUMBER),
        Column("reason", "Reason", reason_text, width=150,
               ink=lambda t: "" if t.loss.answered else "info.text"),
        Column("words", "In words", _words, width=200, cell=Cell.SECOND, grow=True, tooltip=_words),
    ]  # fmt: skip


def reason_text(told: Told) -> str:
    """Why, as far as it is known."""
    record = told.loss.record
    if told.loss.worded:
        proposed = reason_in((record.detail if record else None) or told.loss.said)
        return f"{wording.choice(proposed)}?" if proposed else "To be confirmed"
    return wording.choice(record.reason if record else Reason.NOT_KNOWN)


def _on(told: Told, today: date) -> str:
    if told.loss.lost_on is None:
        return ABSENT
    said = day(told.loss.lost_on, today=today, always_year=True)
    return f"{said}, notified" if told.loss.notified(today) else said


def _words(told: Told) -> str:
    return (told.loss.record.detail if told.loss.record else None) or told.loss.said or ABSENT


def _identity(told: Told) -> Hashable:
    loss = told.loss
    return loss.account, loss.subscription, loss.lost_on
