"""The look at one row of the file: what would happen to it field by field, what is wrong, and the row as it stands."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.tables.questions import cell_key
from csdesk.domain.phrases import upper
from csdesk.ui.exchange.cell_field import CellField
from csdesk.ui.exchange.preview import tone
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.side_panel import SidePanel
from csdesk.ui.theme import px

_MOST = 80
_WIDE = 336
_HEAD = 104


class RowPanel(SidePanel):
    """One row; `closed` by its × or Esc. `mended(key, text)`: what one of its cells should say."""

    mended = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Row of the file", _WIDE)
        self.column.addStretch(1)
        foot = self.foot.parentWidget()
        if foot is not None:
            foot.hide()
        self._body: QWidget | None = None
        self.row: RowPlan | None = None

    def show_row(self, row: RowPlan, cells: Sequence[tuple[Column, str]], answers: Mapping[str, str]) -> None:
        """Show a row of a sheet, with what each of its columns says, and what was written in its place."""
        self.row = row
        self.show_name(row.name or f"Row {row.row}")
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = _body(row, cells, answers)
        for field in self._body.findChildren(CellField):
            field.said.connect(self.mended)
        self.column.insertWidget(1, self._body)


def _body(row: RowPlan, cells: Sequence[tuple[Column, str]], answers: Mapping[str, str]) -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnMinimumWidth(0, px(_HEAD))
    grid.setColumnStretch(1, 1)
    grid.addWidget(Badge(wording.choice(row.result), tone(row.result)), 0, 0)
    grid.addWidget(elided(f"row {row.row:,} of “{row.sheet}”", "small", "text.secondary"), 0, 1)
    _changes(grid, row)
    _problems(grid, row, {c.header for c, _ in cells})
    _written(grid, row, [c.header for c, _ in cells], answers)
    _cells(grid, cells)
    return body


def _head(grid: QGridLayout, text: str) -> None:
    head = label(text, "section")
    head.setContentsMargins(0, px(8), 0, 0)
    grid.addWidget(head, grid.rowCount(), 0, 1, 2)


def _changes(grid: QGridLayout, row: RowPlan) -> None:
    if not row.changes:
        if not row.problems:
            grid.addWidget(paragraph(row.what), grid.rowCount(), 0, 1, 2)
        return
    _head(grid, "Both were changed" if row.result is Result.CONFLICT else "What would change")
    for change in row.changes:
        _line(grid, change.header, f"{change.old or 'empty'} → {change.new or 'empty'}")


def _problems(grid: QGridLayout, row: RowPlan, headers: Collection[str]) -> None:
    if not row.problems:
        return
    waits = row.result is Result.WAITING
    _head(grid, "What it waits for an answer about" if waits else "Why it is refused")
    for problem in row.problems:
        _line(grid, problem.column or "The row", problem.told, "info.text" if waits else "bad.text")
        if problem.next:
            _line(grid, "", wording.stopped(upper(problem.next)))
        if problem.column is not None and problem.column in headers:
            _field(grid, row, problem.column, problem.value, head="Should say")


def _written(grid: QGridLayout, row: RowPlan, headers: Sequence[str], answers: Mapping[str, str]) -> None:
    """What was written in place of a cell, to be changed again; what is wrong has its field above."""
    wrong = {problem.column for problem in row.problems}
    said = [(h, answers.get(cell_key(row.sheet, h, row.row))) for h in headers if h not in wrong]
    written = [(header, text) for header, text in said if text is not None]
    if written:
        _head(grid, "What you wrote instead")
    for header, text in written:
        _field(grid, row, header, text, head=header)


def _field(grid: QGridLayout, row: RowPlan, header: str, text: str, *, head: str) -> None:
    key, name = cell_key(row.sheet, header, row.row), f"{header}: what it should say"
    grid.addWidget(CellField(key, text, head=head, wide=_HEAD, name=name), grid.rowCount(), 0, 1, 2)


def _cells(grid: QGridLayout, cells: Sequence[tuple[Column, str]]) -> None:
    said = [(c.header, text) for c, text in cells if text]
    if not said:
        return
    _head(grid, "As it stands in the file")
    for header, text in said[:_MOST]:
        _line(grid, header, text)
    if len(said) > _MOST:
        _line(grid, "", f"and {wording.count(len(said) - _MOST, 'cell')} more")


def _line(grid: QGridLayout, head: str, text: str, ink: str = "text.primary") -> None:
    place = grid.rowCount()
    name = elided(head, "small", "text.secondary")
    name.setMaximumWidth(px(_HEAD))
    grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(paragraph(text, "small", ink), place, 1)
