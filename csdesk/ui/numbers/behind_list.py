"""The list behind a figure, a part or a cohort: its accounts; `Enter` or a double click opens one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from csdesk.domain.figures.figure import Behind
from csdesk.ui.kit.columns import Column
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel


class BehindList(Table[Behind]):
    """`opening(account)`: everything of an account of the list is wanted."""

    opening = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[Behind]] = ()) -> None:
        super().__init__(TableModel(columns, identity=lambda b: b), name)
        self.opened.connect(self._want)

    def enter(self) -> None:
        """Stand on the first account, if there is one."""
        if self.rows.rowCount():
            self.stand(0, 0)

    def account(self) -> object:
        """The account of the chosen row."""
        row = self.chosen_row()
        return row.account if row else None

    def _want(self, row: Behind) -> None:
        if row.account is not None:
            self.opening.emit(row.account)
