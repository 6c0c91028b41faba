"""The mapping: each column of the sheet, where it goes, why, how it is read, and samples."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from csdesk.domain.imports.bench.plan import SheetPlan
from csdesk.domain.imports.columns.mapping import DECIDED
from csdesk.domain.imports.columns.mapping import Column as FileColumn
from csdesk.domain.imports.tables.questions import column_key
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, joined
from csdesk.ui.exchange.cells import paint_box
from csdesk.ui.exchange.sheet_lines import read_as
from csdesk.ui.exchange.target_picker import TargetPicker
from csdesk.ui.exchange.targets import target_text
from csdesk.ui.formats import percent
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height
from csdesk.wording.results import LIKELY, because_text

_TARGET = 1
_LEAST = ("because", "read")


class MappingPanel(Panel):
    """One row a column; `changed(key, target)` when a person sends a column elsewhere.

    A click on where it goes, or Enter on the row, opens the list of fields.
    """

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("base")
        self._sheet: SheetPlan | None = None
        self._asked: FileColumn | None = None
        self._narrow = False
        self.model: TableModel[FileColumn] = TableModel(_columns(), identity=_place)
        self.table: Table[FileColumn] = Table(self.model, "Columns")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.table)
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(self._open)
        self._picker: TargetPicker | None = None

    @property
    def picker(self) -> TargetPicker:
        """The list of fields, made when it is first opened."""
        if self._picker is None:
            self._picker = TargetPicker(self)
            self._picker.picked.connect(self._picked)
        return self._picker

    def show_sheet(self, sheet: SheetPlan) -> None:
        """Show a sheet's columns; nothing moves where they are the same."""
        before, self._sheet = self._sheet, sheet
        if before is not None and (before.sheet, before.columns) == (sheet.sheet, sheet.columns):
            return
        self.model.set_rows([c for c in sheet.columns if c.samples or c.target])
        self._show_columns()

    def fold(self, *, narrow: bool) -> None:
        """Leave out the reasons and how it is read where there is no room for them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_columns()

    def _show_columns(self) -> None:
        """How something is read takes room only where it can be read in two ways."""
        if self._narrow:
            self.table.leave_out(_LEAST)
        else:
            self.table.leave_out(() if any(map(read_as, self.model.rows)) else ("read",))

    def wanted_height(self) -> int:
        """The height of all rows."""
        return height("table_header") + height("table_row") * self.model.rowCount() + 2

    def open_list(self, header: str) -> None:
        """Open the list of fields for the column of that header."""
        column = next(c for c in self.model.rows if c.header == header)
        self.table.choose(_place(column))
        self._open(column)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _TARGET:
            self._open(self.model.row_at(index.row()))

    def _open(self, column: object) -> None:
        if not isinstance(column, FileColumn):
            return
        self._asked = column
        number = self.model.place_of(_place(column)) or 0
        cell = self.table.visualRect(self.model.index(number, _TARGET))
        below = self.table.viewport().mapToGlobal(QPoint(cell.x(), cell.bottom()))
        self.picker.open_at(below, cell.width(), _target(column), self._sheet.own if self._sheet else ())

    def _picked(self, target: str) -> None:
        if self._asked is not None and self._sheet is not None:
            self.changed.emit(column_key(self._sheet.sheet, self._asked.header), target)
        self.table.setFocus()


def _columns() -> list[Column[FileColumn]]:
    return [
        Column("header", "Column", _header, width=112, cell=Cell.NAME, grow=True),
        Column("target", "Goes to", _goes, width=214, draw=_draw_target, tooltip=_goes),
        Column("because", "Because", _because, width=122, ink=_ink, tooltip=_why, grow=True),
        Column("read", "Read as", read_as, width=122, cell=Cell.SECOND),
        Column("samples", "Samples", _samples, width=100, cell=Cell.SECOND, grow=True),
    ]


def _place(column: FileColumn) -> int:
    return column.index


def _header(column: FileColumn) -> str:
    return column.header


def _target(column: FileColumn) -> str:
    if column.field:
        return joined(column.field)
    return CUSTOM if column.custom else column.target or OMIT


def _goes(column: FileColumn) -> str:
    return target_text(_target(column))


def _samples(column: FileColumn) -> str:
    return "; ".join(column.samples)


def _draw_target(painter: Any, box: Any, column: FileColumn) -> None:
    assert isinstance(painter, QPainter)
    assert isinstance(box, QRect)
    role = "text.secondary" if _target(column) == OMIT else "text.primary"
    paint_box(painter, box, _goes(column), role=role)


def _ink(column: FileColumn) -> str:
    if column.target is None:
        return "info.text" if column.undecided else "text.secondary"
    return "watch.text" if column.confidence < LIKELY else "text.secondary"


def _because(column: FileColumn) -> str:
    """Why, and how sure that is, in words."""
    if column.target is None:
        return column.because
    return because_text(column.because, column.confidence)


def _why(column: FileColumn) -> str:
    if column.target is None or column.because == DECIDED:
        return column.because if column.target is None and not column.undecided else ""
    return f"{column.because}, {percent(column.confidence)} sure"
