"""The Accounts page: the table, its filters, and the inspector beside it."""

from datetime import date
from typing import ClassVar, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.custom import CustomField
from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.domain.views import View
from csdesk.services.accounts.account_facts import Facts
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.book.views import views_of
from csdesk.ui.accounts.columns import columns
from csdesk.ui.accounts.deeds import Deeds
from csdesk.ui.accounts.filter_bar import FilterBar
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.accounts.inspector import NARROW, WIDE, Inspector
from csdesk.ui.accounts.keeping import ViewKeeper
from csdesk.ui.accounts.listed import Listed
from csdesk.ui.accounts.menus import TableMenus
from csdesk.ui.accounts.out import AccountsOut
from csdesk.ui.accounts.past import ListedPast
from csdesk.ui.accounts.questions import GlanceAt, Rows
from csdesk.ui.accounts.shown_columns import ShownColumns
from csdesk.ui.accounts.typist import Typist
from csdesk.ui.accounts.views_menu import ViewsMenu
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.page import Page
from csdesk.ui.theme import px

_NARROW, _ROOMY = 1000, 1400
_OF_THE_LIST = frozenset(
    {
        "accounts.filter",
        "accounts.narrow",
        "accounts.views",
        "accounts.columns",
        "accounts.print",
        "accounts.excel",
    }
)


class AccountsPage(Page):
    """Every account, with what decides about it."""

    id: ClassVar[str] = "accounts"
    title: ClassVar[str] = "Accounts"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model: TableModel[AccountRow] = TableModel(columns(desk.today), identity=_identity)
        self.views, self.bar = ViewsMenu(), FilterBar(desk.today)
        self.words = self.bar.words
        self.table: Table[AccountRow] = Table(self.model, "Accounts")
        self.inspector = Inspector(desk.today)
        self.by_hand = Button("Add one by hand", icon="plus")
        self.empty = self._nothing_yet()
        self.nothing = Empty(
            "No account matches",
            "The filter leaves nothing to show.",
            "Show all accounts",
            icon="filter",
            keys=("Esc",),
        )
        self.columns = ShownColumns(self)
        self._turning = False
        """Whether the columns still count from another day than the rows that are on their way."""
        self._own: list[CustomField | None] = []
        """The custom fields that have a column."""
        self._chosen_today: AccountId | None = None
        """Which account was chosen before another day was looked from."""
        self._finding = Finding(today=desk.today)
        self.menus, self.deeds, self.typist = TableMenus(self), Deeds(self), Typist(self)
        self.listed = Listed(self)
        self.past = ListedPast(self)
        self.keeper = ViewKeeper(self, desk, self.views, self.listed.now)
        self._wanted_name = ""
        self.unline()
        self._build_head()
        self.content.addWidget(self.bar)
        self._lay_out()
        self._connect()
        self.reload()

    def _nothing_yet(self) -> Empty:
        return Empty(
            "No accounts yet",
            "Each customer is a row here, with its revenue, its health and its renewal.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
            other=self.by_hand,
        )

    def _build_head(self) -> None:
        self.head.addWidget(self.views)
        self.head.addStretch(1)
        self.out = AccountsOut(self)
        self.export = self.out.offer()
        self.add = Button("Account", icon="plus")
        self.choose = Button("Columns", icon="columns")
        for button in (self.add, self.by_hand):
            button.clicked.connect(self.deeds.add_account)
        self.choose.clicked.connect(self.columns.choose)
        for button in (self.choose, self.export, self.add):
            self.head.addWidget(button)
        self.writing(self.add, self.by_hand, self.inspector.touch)

    def _lay_out(self) -> None:
        row = in_row()
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
        self.bar.filtered.connect(self.narrow_rows)
        self.bar.sorting.connect(self._sort_by)
        self.bar.chips.clearing.connect(self.show_everything)
        self.views.chosen.connect(self.listed.take)
        self.table.chosen.connect(self._chosen)
        self.table.picked.connect(self._count)
        self.table.looked.connect(self.look)
        self.table.opened.connect(self._open)
        self.table.ordered.connect(self.listed.order_changed)
        self.table.drag.carried = self.deeds.carried
        header = self.table.horizontalHeader()
        self.columns.changed.connect(self.listed.order_changed)
        for widget, slot in ((self.table, self.menus.open_cell), (header, self.menus.open_head)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(slot)
        self.inspector.closed.connect(self._close_inspector)
        self.inspector.touched.connect(self._touch)
        self.inspector.opened.connect(self.open_chosen)
        self.empty.clicked.connect(self.asking)
        self.nothing.clicked.connect(self.show_everything)
        self.bind("accounts.touch", self._touch)
        self.bind("accounts.deck", self.deeds.write_deck)
        self.bind("accounts.filter", self._to_filter)
        self.bind("accounts.narrow", self.narrow)
        self.bind("accounts.views", self.views.open_menu)
        self.bind("accounts.columns", self.columns.choose)
        self.bind("accounts.edit", self.deeds.edit)
        self.listed.begin()

    def reload(self) -> None:
        """Read every account, and then its past."""
        self.desk.read(Rows(self.desk, self._finding), self._read)
        self.desk.read(views_of, self.listed.know_views)

    def turn_to(self, day: date) -> None:
        """Columns count from the day, too; back at today the account that was chosen is chosen again."""
        super().turn_to(day)
        self._turning = True
        if self._chosen_today is None:
            self._chosen_today = cast("AccountId | None", self.account())

    def concerns(self, changes: ChangeSet) -> bool:
        """Every noun bears on revenue, health or the last touch; a view only on the menu."""
        if View in changes.nouns:
            self.desk.read(views_of, self.listed.know_views)
        return bool(changes.nouns - {View})

    def _read(self, finding: Finding) -> None:
        self._finding = finding
        self._show(finding.rows)

    def _show(self, rows: list[AccountRow]) -> None:
        if self._finding.rows is not rows:
            self._finding = Finding(rows, self.desk.today, self.facts)
        self._take_columns()
        self.bar.know(self._finding)
        self.columns.several_people = len({r.line.csm for r in rows if r.line.csm}) > 1
        self.columns.fit()
        self.model.set_rows(rows)
        for widget in (self.bar, self.export, self.choose, self.views):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.narrow_rows()
        if not rows:
            self.begin_at(self.empty)
            self._close_inspector()
            return
        self.begin_at(self.table)
        if self._chosen_today is not None and self.desk.glance is None:
            self.table.choose(self._chosen_today)
            self._chosen_today = None
        if self._wanted_name:
            self.show_account(self._wanted_name)
        elif self.model.rows and not self.table.chosen_rows():
            here = max(0, self.table.currentIndex().row())  # Qt stands on a row and chooses none
            self.table.choose(self.model.rows[here].id)
            if not self._looking():
                self.look(self.model.rows[here], unless_narrow=True)
        self.past.ask()

    def _take_columns(self) -> None:
        """Columns that count from the day, and one for each custom field of the book."""
        keys = [field.custom for field in self.facts.own]
        if self._turning or keys != self._own:
            self._turning, self._own = False, keys
            self.views.facts = self.facts
            self.columns.renew(columns(self.desk.today, self.facts))

    @property
    def finding(self) -> Finding:
        """What is filtered, and what the values of a field are."""
        return self._finding

    @property
    def facts(self) -> Facts:
        """Every fact by which the list can be filtered and sorted."""
        return self._finding.facts

    def show_past(self, found: Finding) -> None:
        """Show the same accounts with what was read of their past."""
        self._finding = found
        self.bar.know(found)
        self.model.set_rows(found.rows)
        self.narrow_rows()
        row = self.table.chosen_row()
        if row is not None and self._looking():
            self.inspector.show_row(row)
            self._ask_glance(row)

    def narrow_rows(self) -> None:
        """Show the rows that the words and the filters leave."""
        words = search_key(self.words.text()).split()
        self.model.keep(self._finding.passing(words, self.bar.filters))
        none_left = bool(self.model.all_rows) and not self.model.rows
        self.nothing.stand_for(self.table, shown=bool(self.model.rows), instead=none_left)
        if none_left:
            self.inspector.hide()
        self._follow()
        self._count()
        self.listed.compare()
        self.past.ask()

    def _follow(self) -> None:
        """Where the filter took the chosen row away, the first that is left is chosen and looked at."""
        if self._looking() and self.model.rows and self.table.chosen_row() is None:
            self.table.selectRow(0)
            self._chosen(self.table.chosen_row())

    def _sort_by(self, key: str) -> None:
        self.table.sort_by(self.model.column_number(key), add=True)

    def show_everything(self) -> None:
        """Take every filter away."""
        self.bar.clear()
        self.table.setFocus()

    def narrow(self) -> None:
        """Ask for one filter more."""
        self.bar.add()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more columns where there is room for them."""
        super().resizeEvent(event)
        self.inspector.setFixedWidth(px(WIDE if self.width() >= px(_ROOMY) else NARROW))
        self.columns.fit_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: out of the filter's words, then out of the inspector."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.words.text() or not self.nothing.isHidden():
            self.words.set_text("")
            self.narrow_rows()
            if not self.model.rows:
                self.bar.clear()
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._looking():
            self._close_inspector()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self) -> None:
        shown, chosen = self.model.rows, self.table.chosen_rows()
        text = wording.count(len(shown), "account")
        if len(chosen) > 1:
            text += f", {len(chosen):,} selected, {self._finding.total(row.id for row in chosen)}"
        self.bar.count.setText(text)
        self.summarised.emit()

    def _chosen(self, row: AccountRow | None) -> None:
        if row is not None and self._looking():
            self.inspector.show_row(row)
            QTimer.singleShot(0, self, self._ask_current)

    def _ask_current(self) -> None:
        row = self.table.chosen_row()
        if row is not None:
            self._ask_glance(row)

    def _ask_glance(self, row: AccountRow) -> None:
        self.desk.read(GlanceAt(self.desk, row), self.inspector.show_glance)

    def _open(self, row: AccountRow) -> None:
        self.opening.emit(row.id)

    def open_chosen(self) -> None:
        """Show everything of the chosen account."""
        row = self.table.chosen_row()
        if row is not None:
            self._open(row)

    def look(self, row: AccountRow, *, unless_narrow: bool = False) -> None:
        """Open the inspector on a row, or close it."""
        if unless_narrow and self.width() < px(_NARROW):
            return
        if self._looking() and self.table.chosen_row() == row:
            self._close_inspector()
            return
        self.inspector.show()
        self._chosen(row)

    def _looking(self) -> bool:
        """Whether the inspector is open, also while another page is shown."""
        return not self.inspector.isHidden()

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
        self.narrow_rows()
        if found[0] not in self.model.rows:
            self.bar.clear()
        self.table.choose(found[0].id)
        self.inspector.show()
        self._chosen(found[0])
        self.table.setFocus()

    def parts(self) -> list[str]:
        """The names of the views."""
        return self.views.names()

    def show_part(self, name: str) -> None:
        """Look at the accounts as the view of that name says."""
        self.views.choose_name(name)

    def _touch(self) -> None:
        self.touching.emit(self.account())

    def can(self, id_: str) -> bool:
        """The filter needs rows, everything else a chosen one."""
        return bool(self.model.all_rows) if id_ in _OF_THE_LIST else super().can(id_)

    def _to_filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def summary(self) -> str:
        """How many accounts, and their ARR."""
        rows = self.model.rows
        total = self._finding.total(self.model.identities)
        less = wording.but_unknown(sum(row.unpriced for row in rows)) if total else ""
        return wording.count(len(rows), "account") + (f", {total} ARR{less}" if total else "") if rows else ""


def _identity(row: AccountRow) -> AccountId:
    return row.id
