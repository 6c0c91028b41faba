"""The history sheet: every change of every field of one row, when, by whom, from what to what."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.services.book.traces import FieldChange
from csdesk.ui.formats import ABSENT, day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import height, px

if TYPE_CHECKING:
    from csdesk.store.book import Book

_MOST = 14


class HistorySheet(Sheet):
    """Shows the history of a row; `called` is what a person calls it."""

    def __init__(self, window: QWidget, called: str, changes: Sequence[FieldChange], today: date) -> None:
        super().__init__(window, "History", 880)
        self.column.addWidget(elided(f"History of {called}", "title"))
        said = "Each change with its day, who made it, and the value before it. What was undone is not here."
        self.column.addWidget(paragraph(said, "body", "text.secondary"))
        self.model: TableModel[FieldChange] = TableModel(_columns(today), changes, identity=_identity)
        self.table: Table[FieldChange] = Table(self.model, "History", edge=8)
        shown = max(1, min(len(changes), _MOST))
        self.table.setFixedHeight(height("table_header") + shown * height("table_row") + px(4))
        if changes:
            self.column.addWidget(self.table)
            self.table.setFocus()
        else:
            nothing = "The journal of this book holds no change of it."
            self.column.addWidget(paragraph(nothing, "body", "text.secondary"))


def _columns(today: date) -> list[Column[FieldChange]]:
    return [
        Column("on", "Day", lambda c: day(c.today, today=today), sort_key=lambda c: c.n, width=88, cell=Cell.DAY),
        Column("who", "Who", lambda c: c.who or ABSENT, width=84, cell=Cell.SECOND),
        Column("verb", "By", lambda c: wording.operation(c.verb, ""), width=108, cell=Cell.SECOND),
        Column("field", "Field", lambda c: c.header, width=172, cell=Cell.NAME),
        Column("before", "From", lambda c: "new" if c.added else c.before or ABSENT, width=120,
               cell=Cell.SECOND, tooltip=lambda c: c.before),
        Column("after", "To", lambda c: c.after or ABSENT, width=120, grow=True, tooltip=lambda c: c.after),
    ]  # fmt: skip


def _identity(change: FieldChange) -> tuple[int, str]:
    return change.n, change.header


class HistoryQuestion:
    """What the sheet asks the book."""

    def __init__(self, noun: str, id_: str, called: str) -> None:
        self._noun, self._id, self._called = noun, id_, called

    def __call__(self, book: "Book") -> tuple[str, list[FieldChange]]:
        from csdesk.services.book.traces import row_history

        return self._called, row_history(book, self._noun, self._id)
