"""The Accounts page: the table, its filters, and the inspector beside it."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.services.accounts import AccountRow
from csdesk.ui.accounts.columns import ROOMY, columns
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.accounts.inspector import Inspector
from csdesk.ui.accounts.questions import Csv, Deck, ReceiptOf, Rows, Weeks
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.kit.badges import AddChip, Chip
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.columns import SortBy
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.page import Page
from csdesk.ui.theme import height, px

_NARROW, _ROOMY = 1000, 1400
BANDS = (
    ("", "All"),
    ("at risk", "At risk"),
    ("watch", "Watch"),
    ("healthy", "Healthy"),
    ("none", "Not scored"),
)


class AccountsPage(Page):
    """Every account, with what decides about it."""

    id: ClassVar[str] = "accounts"
    title: ClassVar[str] = "Accounts"
    icon: ClassVar[str] = "accounts"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model: TableModel[AccountRow] = TableModel(columns(desk.today), identity=_identity)
        self.model.set_order([SortBy("renewal_on")])
        self.table: Table[AccountRow] = Table(self.model, "Accounts")
        self.inspector = Inspector(desk.today)
        self.empty = Empty(
            "No accounts yet",
            "Each customer is a row here, with its revenue, its health and its renewal.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
        )
        self.nothing = Empty(
            "No account matches",
            "The filter leaves nothing to show.",
            "Show all accounts",
            icon="filter",
            keys=("Esc",),
        )
        self._shared = False
        self._weeks: dict[AccountId, tuple[float | None, ...]] = {}
        self._finding = Finding()
        self._wanted_name = ""
        self.unline()
        self._build_head()
        self.bar = self._filter_bar()
        self.content.addWidget(self.bar)
        self._lay_out()
        self._connect()
        self.reload()

    def _build_head(self) -> None:
        self.head.addStretch(1)
        self.export = Button("Export", icon="export")
        self.add = Button("Account", icon="plus")
        self.export.clicked.connect(self.save_csv)
        self.add.clicked.connect(self.add_account)
        self.head.addWidget(self.export)
        self.head.addWidget(self.add)

    def _filter_bar(self) -> Panel:
        bar = Panel("base", line="bottom")
        bar.setFixedHeight(height("filter_bar"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(px(16), 0, px(12), px(6))
        row.setSpacing(px(8))
        self.customers = Chip("Status", "customer")
        self.customers.removed.connect(self._show_all)
        self.only_customers = AddChip("Status customer")
        self.only_customers.clicked.connect(self._show_customers)
        self.only_customers.hide()
        self.words = Field(name="Filter", hint="Filter by name, segment, stage")
        self.words.setFixedWidth(px(240))
        self.bands = Segmented(list(BANDS), "Health")
        self.count = elided("", "small", "text.secondary")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words)
        row.addWidget(self.bands)
        row.addWidget(self.customers)
        row.addWidget(self.only_customers)
        row.addWidget(self.count, 1)
        return bar

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        column = QVBoxLayout()
        column.addWidget(self.table, 1)
        self.nothing.set_margin(px(16))
        self.nothing.hide()
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.inspector)
        self.content.addLayout(row, 1)
        self.in_place(self.empty)
        self.inspector.hide()
        self.begin_at(self.table)

    def _connect(self) -> None:
        self.words.changed.connect(self._filter)
        self.bands.chosen.connect(self._filter)
        self.table.chosen.connect(self._chosen)
        self.table.picked.connect(self._count)
        self.table.looked.connect(self.look)
        self.table.opened.connect(self._open)
        self.inspector.closed.connect(self._close_inspector)
        self.inspector.touched.connect(self._touch)
        self.inspector.decked.connect(self.write_deck)
        self.empty.clicked.connect(self.asking)
        self.nothing.clicked.connect(self.show_everything)
        self.bind("accounts.touch", self._touch)
        self.bind("accounts.deck", self.write_deck)
        self.bind("accounts.filter", self._to_filter)

    def reload(self) -> None:
        """Read every account, and then its twelve weeks."""
        self.desk.read(Rows(self.desk), self._show)

    def concerns(self, changes: ChangeSet) -> bool:
        """Every noun bears on revenue, health or the last touch."""
        return bool(changes.rows)

    def _show(self, rows: list[AccountRow]) -> None:
        self._finding = Finding(rows)
        self._shared = len({r.line.csm for r in rows if r.line.csm}) > 1
        self._fit_columns()
        self.model.set_rows([self._with_weeks(r) for r in rows])
        for widget in (self.bar, self.export):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._filter()
        if not rows:
            self.begin_at(self.empty)
            self._close_inspector()
            return
        self.begin_at(self.table)
        if self._wanted_name:
            self.show_account(self._wanted_name)
        elif self.model.rows and self.table.chosen_row() is None:
            self.table.selectRow(0)
            self.look(self.model.rows[0], unless_narrow=True)
        self.desk.read_beside(Weeks(self.desk), self._show_weeks)

    def _with_weeks(self, row: AccountRow) -> AccountRow:
        return AccountRow(row.line, row.money, row.score, self._weeks.get(row.id, ()))

    def _show_weeks(self, weeks: dict[AccountId, tuple[float | None, ...]]) -> None:
        self._weeks = weeks
        self.model.set_rows([self._with_weeks(r) for r in self.model.all_rows])
        row = self.table.chosen_row()
        if row is not None and self.inspector.isVisible():
            self.inspector.show_row(row)
            self._ask_receipt(row)

    def _filter(self) -> None:
        words, band = search_key(self.words.text()).split(), self.bands.value
        customers = self.customers.isVisibleTo(self)
        self.model.set_filter(self._finding.passing(words, band, customers_only=customers))
        none_left = bool(self.model.all_rows) and not self.model.rows
        self.nothing.setVisible(none_left)
        self.table.setVisible(bool(self.model.rows))
        if none_left:
            self.inspector.hide()
        self._count()

    def show_everything(self) -> None:
        """Take every filter away."""
        self.words.set_text("")
        self.bands.set_value("")
        self._show_all()
        self.table.setFocus()

    def _fit_columns(self) -> None:
        """The columns that there is room for; a book of one person shows no CSM."""
        roomy = self.width() >= px(_ROOMY)
        self.table.show_columns(
            [
                c.key
                for c in self.model.columns
                if (self._shared or c.key != "csm") and (roomy or c.key not in ROOMY)
            ]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more columns where there is room for them."""
        super().resizeEvent(event)
        if (event.size().width() >= px(_ROOMY)) != (event.oldSize().width() >= px(_ROOMY)):
            self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: out of the filter's words, then out of the inspector."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.words.text() or self.bands.value or not self.nothing.isHidden():
            self.words.set_text("")
            self.bands.set_value("")
            self._filter()
            if not self.model.rows:
                self._show_all()
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.inspector.isVisible():
            self._close_inspector()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_customers(self) -> None:
        self.only_customers.hide()
        self.customers.show()
        self._filter()

    def _show_all(self) -> None:
        self.customers.hide()
        self.only_customers.show()
        self._filter()

    def _count(self) -> None:
        shown, chosen = self.model.rows, self.table.chosen_rows()
        text = wording.count(len(shown), "account")
        if len(chosen) > 1:
            text += f", {len(chosen):,} selected, {self._finding.total(chosen)}"
        self.count.setText(text)
        self.summarised.emit()

    def _chosen(self, row: AccountRow | None) -> None:
        if row is not None and self.inspector.isVisible():
            self.inspector.show_row(row)
            QTimer.singleShot(0, self, self._ask_current)

    def _ask_current(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self._ask_receipt(row)

    def _ask_receipt(self, row: AccountRow) -> None:
        self.desk.read(ReceiptOf(self.desk, row.id), self._show_receipt)

    def _show_receipt(self, receipt: Receipt | None) -> None:
        row = self.table.chosen_row()
        if receipt is not None and row is not None and receipt.score.account == row.id:
            self.inspector.show_receipt(receipt)

    def _open(self, row: AccountRow) -> None:
        self.opening.emit(row.id)

    def look(self, row: AccountRow, *, unless_narrow: bool = False) -> None:
        """Open the inspector on a row, or close it."""
        if unless_narrow and self.width() < px(_NARROW):
            return
        if self.inspector.isVisible() and self.table.chosen_row() == row:
            self._close_inspector()
            return
        self.inspector.show()
        self._chosen(row)

    def _close_inspector(self) -> None:
        self.inspector.hide()
        self.table.setFocus()

    def account(self) -> object:
        """The chosen account."""
        row = self.table.chosen_row()
        return row.id if row else None

    def show_account(self, text: str) -> None:
        """Choose the account of that name, and look at it."""
        self._wanted_name = text
        wanted = search_key(text)
        found = [r for r in self.model.all_rows if wanted in search_key(r.account)]
        if not found:
            if self.model.all_rows:
                self._wanted_name = ""
                self.desk.told.emit(f"No account has “{text}” in its name.", False)
            return
        self._wanted_name = ""
        self.words.set_text("")
        self.bands.set_value("")
        if found[0].line.status != "customer":
            self.customers.hide()
        self._filter()
        self.table.choose(found[0].id)
        self.inspector.show()
        self._chosen(found[0])
        self.table.setFocus()

    def _touch(self) -> None:
        self.touching.emit(self.account())

    def can(self, id_: str) -> bool:
        """The filter needs rows, everything else a chosen one."""
        return bool(self.model.all_rows) if id_ == "accounts.filter" else super().can(id_)

    def _to_filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_account(self) -> None:
        """Add one account by hand."""
        from csdesk.ui.accounts.account_form import AccountForm

        AccountForm(self.window(), self.desk).open()

    def write_deck(self) -> None:
        """Write the QBR deck of the chosen account."""
        row = self.table.chosen_row()
        if row is None:
            return
        from csdesk.exchange.file_names import safe_name

        name = f"{safe_name(row.account)} review.pptx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Write the review deck", name, "Decks (*.pptx)")
        if chosen:
            self.desk.job(
                f"Writing {Path(chosen).name}", Deck(self.desk, row.id, Path(chosen)), self._written
            )

    def _written(self, written: str) -> None:
        self.desk.told.emit(written, False)

    def save_csv(self) -> None:
        """Write all accounts as CSV."""
        chosen, _ = QFileDialog.getSaveFileName(self, "Export accounts", "accounts.csv", "Tables (*.csv)")
        if chosen:
            self.desk.job(f"Writing {Path(chosen).name}", Csv(self.desk, Path(chosen)), self._written)

    def summary(self) -> str:
        """How many accounts, and their ARR."""
        rows = self.model.rows
        total = self._finding.total(rows)
        return wording.count(len(rows), "account") + (f", {total} ARR" if total else "") if rows else ""


def _identity(row: AccountRow) -> AccountId:
    return row.id
