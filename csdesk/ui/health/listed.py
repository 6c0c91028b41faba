"""A listed tab: one sentence that states the finding, and a table of what it rests on."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.columns import Column, Row
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import px


class Listed(QWidget, Generic[Row]):
    """`opened(row)`: Enter or a double click. `above` stands between the sentence and the table."""

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], Hashable],
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.said = paragraph("", "body", "text.secondary")
        self.said.setContentsMargins(px(16), px(10), px(16), px(10))
        self.table: Table[Row] = Table(TableModel(columns, identity=identity), name)
        column = in_column(self.said, on=self)
        if above is not None:
            column.addWidget(above)
        column.addWidget(self.table, 1)
        self.table.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[Row], said: str) -> None:
        """Show other rows under another sentence."""
        self.said.setText(said)
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.chosen_row() is None:
            self.table.selectRow(0)

    def take_focus(self) -> None:
        """Put the focus on the table."""
        self.table.setFocus()
