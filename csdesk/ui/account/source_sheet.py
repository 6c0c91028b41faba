"""The source sheet: what stands behind one line of a receipt, with the rows that it comes from."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.services.health.sources import Source, sources
from csdesk.ui.account.behind import NO_ROWS, Behind
from csdesk.ui.account.dated import dated
from csdesk.ui.formats import ABSENT
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import height, px

if TYPE_CHECKING:
    from csdesk.store.book import Book


class SourceSheet(Sheet):
    """Shows where a line comes from. `opened(Source)`: Enter on a row."""

    opened = Signal(object)

    def __init__(self, window: QWidget, behind: Behind, rows: Sequence[Source], today: date) -> None:
        super().__init__(window, behind.title, 620)
        self.column.addWidget(label(behind.title, "title"))
        self.column.addWidget(paragraph(behind.rule, "body", "text.secondary"))
        read = f"Read from {wording.count(len(behind.rows), 'row')}." if behind.measure is not None else ""
        self.column.addWidget(paragraph(f"{behind.arithmetic} {read}".strip(), "body"))
        self.model: TableModel[Source] = TableModel(_columns(today), rows, identity=_identity)
        self.table: Table[Source] = Table(self.model, "Rows", edge=8)
        shown = min(len(rows), 12)
        self.table.setFixedHeight(height("table_header") + shown * height("table_row") + px(4))
        self.table.opened.connect(self.opened)
        if rows:
            self.column.addWidget(self.table)
            self.table.setFocus()
        else:
            self.column.addWidget(paragraph(NO_ROWS, "body", "text.secondary"))


def _columns(today: date) -> list[Column[Source]]:
    return [
        dated("on", "Day", lambda s: s.on, today, width=96),
        Column("word", "What", lambda s: wording.choice(s.word), width=90, cell=Cell.SECOND),
        Column(
            "title",
            "Row",
            lambda s: wording.choice(s.title) if s.title else ABSENT,
            width=180,
            cell=Cell.NAME,
            grow=True,
        ),
        Column("says", "Says", lambda s: s.says, width=210, cell=Cell.SECOND),
    ]


def _identity(source: Source) -> str:
    return source.id


class SourceQuestion:
    """What the sheet asks the book."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind

    def __call__(self, book: "Book") -> tuple[Behind, list[Source]]:
        return self._behind, sources(book, self._behind.rows, self._behind.measure)
