"""The source sheet: one line of a receipt, its rule, its arithmetic, and the rows it was read from."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.health.receipt import Line
from csdesk.services.health_text import reading_text
from csdesk.services.sources import Source, sources
from csdesk.ui.account.receipt_lines import rule_text
from csdesk.ui.formats import ABSENT, day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import height, px

if TYPE_CHECKING:
    from csdesk.store.book import Book


class SourceSheet(Sheet):
    """Shows where a line comes from. `opened(Source)`: Enter on a row."""

    opened = Signal(object)

    def __init__(self, window: QWidget, line: Line, rows: Sequence[Source], today: date) -> None:
        super().__init__(window, line.measure.name, 620)
        reading = reading_text(line)
        self.column.addWidget(
            label(f"{line.measure.name}: {reading}" if reading else line.measure.name, "title")
        )
        self.column.addWidget(paragraph(rule_text(line), "body", "text.secondary"))
        self.column.addWidget(paragraph(arithmetic(line, today), "body"))
        self.model: TableModel[Source] = TableModel(_columns(today), rows, identity=_identity)
        self.table: Table[Source] = Table(self.model, "Rows", edge=8)
        shown = min(len(rows), 12)
        self.table.setFixedHeight(height("table_header") + shown * height("table_row") + px(4))
        self.table.opened.connect(self.opened)
        if rows:
            self.column.addWidget(self.table)
            self.table.setFocus()
        else:
            said = "No row speaks against it."
            self.column.addWidget(paragraph(said, "body", "text.secondary"))


def arithmetic(line: Line, today: date) -> str:
    """How the reading became points."""
    parts = []
    if line.observed_on is not None:
        parts.append(f"Observed {day(line.observed_on, today=today)}.")
    if line.sub_score is not None:
        of = f"{line.sub_score:.1f} of 100, weight {line.measure.weight}"
        parts.append(f"{of}: {line.points} points." if line.points is not None else f"{of}.")
    parts.append(f"Read from {wording.count(len(line.rows), 'row')}.")
    return " ".join(parts)


def _columns(today: date) -> list[Column[Source]]:
    return [
        Column("on", "Day", lambda s: day(s.on, today=today), sort_key=lambda s: s.on, width=96),
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

    def __init__(self, line: Line) -> None:
        self._line = line

    def __call__(self, book: "Book") -> tuple[Line, list[Source]]:
        return self._line, sources(book, self._line.rows, self._line.measure)
