"""The table: what cannot be placed above, which no filter hides, and every renewal of the span below."""

from collections.abc import Hashable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from csdesk.services.renewals.renewals import DueRenewal
from csdesk.ui.kit.columns import SortBy
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.columns import renewal_columns, unplaced_columns
from csdesk.ui.theme import px

_MOST = 5
_ROOMY, _NARROW = 1180, 960


class RenewalTable(QWidget):
    """Both tables; one row is chosen in one of them. Signals as the board's."""

    chosen = Signal(object)
    looked = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.due: Table[Card] = Table(TableModel(renewal_columns(today), identity=_identity), "Renewals")
        self.due.rows.set_order([SortBy("due_on")])
        self.unplaced: Table[Card] = Table(
            TableModel(unplaced_columns(today), identity=_identity), "Cannot be placed"
        )
        self._last = self.due
        column = in_column(on=self)
        self._top = self._above()
        column.addWidget(self._top)
        column.addWidget(self.due, 1)
        for table in (self.due, self.unplaced):
            table.chosen.connect(self._chosen)
            table.looked.connect(self.looked)
            table.opened.connect(self.opened)

    def turn_to(self, today: date) -> None:
        """Count the days from another one."""
        self.due.rows.set_columns(renewal_columns(today))
        self.unplaced.rows.set_columns(unplaced_columns(today))

    def _above(self) -> Panel:
        panel = Panel("base", line="bottom")
        self._count = label("", "body", "text.secondary", tabular=True)
        head = in_row(label("Cannot be placed", "section"), self._count, gap=8, edges=(16, 8, 16, 6))
        head.addStretch(1)
        in_column(head, self.unplaced, on=panel, edges=(0, 0, 0, 8))
        return panel

    def show_cards(self, due: Sequence[Card], unplaced: Sequence[Card], total: str) -> None:
        """Show other rows."""
        self.due.rows.set_rows(due)
        self.unplaced.rows.set_rows(unplaced)
        self._top.setVisible(bool(unplaced))
        self._count.setText(f"{len(unplaced):,}, {total} ARR")
        shown = min(len(unplaced), _MOST)
        self.unplaced.setFixedHeight(self.unplaced.tall(shown))
        self._fit_columns()
        if self.current() is None:
            self._choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the width has no room for."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """A book of one product needs no column for it, nor one without reasons; a forecast shows where there is
        room, as does what was renewed.
        """
        due = self.due.rows.all_rows
        rows = [*due, *self.unplaced.rows.all_rows]
        hidden = set() if len({c.row.product for c in rows}) > 1 else {"product"}
        if not any(isinstance(c.row, DueRenewal) and c.row.reason for c in due):
            hidden.add("reason")
        if not any(isinstance(c.row, DueRenewal) and c.row.new_arr is not None for c in due):
            hidden.add("new_arr")
        if self.width() < px(_ROOMY):
            hidden |= {"forecast", "new_arr"}
        if self.width() < px(_NARROW):
            hidden |= {"in", "reason"}
        for table in (self.due, self.unplaced):
            table.leave_out(hidden)

    def current(self) -> Card | None:
        """The chosen row."""
        return self._last.chosen_row()

    def chosen_list(self) -> QAbstractItemView:
        """The table in which the chosen row stands."""
        return self._last

    def choose(self, card: Card) -> bool:
        """Choose the row of the same line and day; False where it is not shown."""
        for table in (self.due, self.unplaced):
            if table.choose(_identity(card)):
                self._last = table
                return True
        return False

    def take_focus(self) -> None:
        """Put the focus on the chosen row."""
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_first(self) -> None:
        for table in (self.due, self.unplaced):
            if table.rows.rows:
                self._last = table
                table.selectRow(0)
                return

    def _chosen(self, card: Card | None) -> None:
        table = self.sender()
        if card is None or table not in (self.due, self.unplaced):
            return
        other = self.unplaced if table is self.due else self.due
        self._last = self.due if table is self.due else self.unplaced
        other.clearSelection()
        self.chosen.emit(card)


def _identity(card: Card) -> Hashable:
    return card.identity
