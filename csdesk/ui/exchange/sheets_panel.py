"""The sheets: what each holds, what would come of it, and whether it is taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout

from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.exchange.cells import TICK, paint_runs, paint_tick, paint_words
from csdesk.ui.exchange.sheet_lines import SheetLine
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height, px
from csdesk.wording.results import counts_text, said_of

_MOST = 6
"""So many sheets are seen before the list scrolls."""


class SheetsPanel(Panel):
    """One row a sheet. `shown(name)`: this one is to be looked at; `ticked(name, taken)`: it is taken or left out."""

    shown = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("base")
        self.model: TableModel[SheetLine] = TableModel(_columns(), identity=_name)
        self.table: Table[SheetLine] = _Ticking(self.model, "Sheets")
        self._narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.chosen.connect(self._chosen)
        self.table.looked.connect(self._turn)
        self.table.clicked.connect(self._clicked)

    def show_lines(self, lines: Sequence[SheetLine], current: str) -> None:
        """Show the sheets; the current one is chosen."""
        self.table.blockSignals(True)
        self.model.set_rows(lines)
        self.table.choose(current)
        self.table.blockSignals(False)

    def fold(self, *, narrow: bool) -> None:
        """Leave the number of rows out where there is no room for it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.table.show_columns([c.key for c in self.model.columns if not (narrow and c.key == "rows")])

    def wanted_height(self) -> int:
        """The height of all rows, of six at most."""
        return height("table_header") + height("table_row") * min(_MOST, self.model.rowCount()) + 2

    def _chosen(self, line: object) -> None:
        if isinstance(line, SheetLine) and line.taken:
            self.shown.emit(line.name)

    def _turn(self, line: object) -> None:
        if isinstance(line, SheetLine) and line.can_take:
            self.ticked.emit(line.name, not line.taken)

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(self.table, _Ticking) and self.table.on_box and index.column() == 0:
            self._turn(self.model.row_at(index.row()))


class _Ticking(Table[SheetLine]):
    """Knows whether the last click was on a box."""

    on_box = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look where it is."""
        self.on_box = event.position().x() < self.columnViewportPosition(0) + px(16 + TICK)
        super().mousePressEvent(event)


def _name(line: SheetLine) -> str:
    return line.name


def _columns() -> list[Column[SheetLine]]:
    return [
        Column(
            "sheet", "Sheet", _name, width=172, cell=Cell.NAME, draw=_draw, sortable=False, tooltip=_place
        ),
        Column("what", "Understood as", _what, width=160, grow=True, ink=_ink, sortable=False, tooltip=_what),
        Column("rows", "Rows", _rows, width=52, cell=Cell.NUMBER, sortable=False),
        Column("brings", "Would bring", _brings, width=160, grow=True, draw=_draw_brings, sortable=False),
        Column("told", "To know", _told, width=64, cell=Cell.NUMBER, sortable=False),
    ]


def _ink(line: SheetLine) -> str:
    return "" if line.taken else "text.tertiary"


def _place(line: SheetLine) -> str:
    return f"{line.name}\n{line.file}"


def _brings(line: SheetLine) -> str:
    return counts_text(line.counts) if line.counts else "–"


def _draw_brings(painter: Any, box: Any, line: SheetLine) -> None:
    assert isinstance(painter, QPainter)
    assert isinstance(box, QRect)
    counts = line.counts or {}
    runs = [(said, _INKS.get(result, "text.primary")) for result, said in said_of(counts, briefly=True)]
    parted = [r for said, role in runs for r in ((", ", "text.tertiary"), (said, role))][1:]
    paint_runs(painter, box, parted or [("–", "text.tertiary")])


_INKS = {
    Result.SAME: "text.tertiary",
    Result.LEFT_OUT: "text.tertiary",
    Result.REFUSED: "bad.text",
    Result.WAITING: "info.text",
    Result.CONFLICT: "watch.text",
}


def _what(line: SheetLine) -> str:
    return line.what


def _rows(line: SheetLine) -> str:
    return f"{line.rows:,}" if line.taken else "–"


def _told(line: SheetLine) -> str:
    return f"{line.told:,}" if line.taken else "–"


def _draw(painter: Any, box: Any, line: SheetLine) -> None:
    assert isinstance(painter, QPainter)
    assert isinstance(box, QRect)
    paint_tick(painter, box, ticked=line.taken, live=line.can_take)
    role = "text.primary" if line.taken else "text.tertiary"
    room = box.adjusted(px(TICK), 0, 0, 0)
    paint_words(painter, room, line.name, role, "strong", Qt.TextElideMode.ElideMiddle)
