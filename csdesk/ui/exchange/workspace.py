"""The workspace of an import: its sheets, the columns and rows of one of them, and beside them questions or a row."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from csdesk.domain.imports.bench.plan import RowPlan, SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.services.accounts.alike import row_of
from csdesk.ui.exchange.mapping_panel import MappingPanel
from csdesk.ui.exchange.preview import Preview
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.exchange.row_panel import RowPanel
from csdesk.ui.exchange.sheet_lines import facts_text
from csdesk.ui.exchange.sheet_strip import SheetStrip
from csdesk.ui.exchange.sheets_panel import SheetsPanel
from csdesk.ui.exchange.told import ToldPanel, told_of_sheet
from csdesk.ui.exchange.work import Seen
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Split
from csdesk.ui.kit.table import Table
from csdesk.ui.theme import px, width

_NARROW, _NARROW_SIDE, _COLUMNS_AT_MOST = 1000, 272, 0.5
_WIDE = 1400
_TOLD_AT_MOST = 3
"""Of what the sheets leave, a third is for what is to be known at most."""
_NAMES, _NAMES_WIDE, _NAMES_NARROW = (236, 128, 184), (280, 240, 280), (132, 112, 132)
"""px of the names of sheets, columns and accounts, on a page of usual width and on a wide one."""


class Workspace(QWidget):
    """Shows what was seen of a plan. `turned(sheet)`: another sheet is looked at."""

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sheets, self.strip, self.told = SheetsPanel(), SheetStrip(), ToldPanel()
        self.mapping, self.preview, self.questions = MappingPanel(), Preview(), QuestionsPanel()
        self.look = RowPanel()
        self.sheet = ""
        self._told_height = 0
        self._by_hand = False
        """Whether a person moved a border of the heights: then they stay."""
        self._seen: Seen | None = None
        self._sources: tuple[Source, ...] = ()
        self._lay_out()
        self.sheets.shown.connect(self._turn_to)
        self._split.splitterMoved.connect(self._keep_heights)
        self.preview.looked.connect(self._look_at)
        self.preview.chosen.connect(self._follow)
        self.look.closed.connect(self.close_row)
        self.told.turned.connect(self._share_again)

    def _lay_out(self) -> None:
        row = in_row(on=self)
        columns, self._split = QWidget(), Split()
        inside = in_column(self.strip, self.told, on=columns)
        inside.addWidget(self.mapping, 1)
        for part in (self.sheets, columns, self.preview):
            self._split.addWidget(part)
        self._side = QStackedWidget()
        self._side.addWidget(self.questions)
        self._side.addWidget(self.look)
        row.addWidget(self._split, 1)
        row.addWidget(self._side)

    def show_seen(self, seen: Seen, sources: tuple[Source, ...], today: date) -> None:
        """Show a plan: the sheet that was looked at stays, where it is still taken."""
        others = self._seen is None or len(seen.lines) != len(self._seen.lines)
        self._seen, self._sources = seen, sources
        self._today = today
        names = [s.sheet for s in seen.plan.sheets]
        if self.sheet not in names:
            self.sheet = names[0]
        self.sheets.show_lines(seen.lines, self.sheet)
        self.sheets.setVisible(len(seen.lines) > 1)
        self.questions.show_questions(seen.plan.questions, seen.pairs)
        self.show_sheet(self.sheet)
        if others:
            self._share_height()

    def forget(self) -> None:
        """Nothing is looked at any more."""
        self._seen, self._sources, self.sheet = None, (), ""
        self._by_hand = False
        self.told.forget()
        self.close_row()

    def current(self) -> SheetPlan | None:
        """The sheet that is looked at."""
        sheets = self._seen.plan.sheets if self._seen else ()
        return next((s for s in sheets if s.sheet == self.sheet), None)

    def source(self) -> Source | None:
        """The file that the sheet stands in."""
        sheet = self.current()
        return next((s for s in self._sources if sheet and s.file == sheet.file), None)

    def _turn_to(self, name: str) -> None:
        """Look at another sheet, which needs other heights."""
        self.show_sheet(name)
        self._share_height()

    def _keep_heights(self) -> None:
        self._by_hand = True

    def show_sheet(self, name: str) -> None:
        """Look at a sheet."""
        self.sheet = name
        sheet = self.current()
        if sheet is None or self._seen is None:
            return
        alone = len(self._seen.lines) == 1
        self.strip.show_sheet(sheet, self.source(), alone=alone)
        self.told.show_told(told_of_sheet(sheet), name, facts_text(sheet, self._today))
        self.mapping.show_sheet(sheet)
        self.preview.show_rows(self._seen.rows[name])
        self._follow(self.preview.table.chosen_row())
        self.turned.emit(name)

    def _share_height(self) -> None:
        """The sheets and the columns take what they need, the columns at most half; the rows have the rest."""
        if self._by_hand:
            self._limit_told()
            return
        whole = max(self._split.height(), self.height() // 2)
        sheets = self._sheets_height()
        self._limit_told()
        head = self.strip.height() + self.told.wanted_height()
        rest = whole - sheets - head
        upper = head + min(self.mapping.wanted_height(), round(rest * _COLUMNS_AT_MOST))
        self._split.setSizes([sheets, upper, whole - sheets - upper])

    def _sheets_height(self) -> int:
        return 0 if self.sheets.isHidden() else self.sheets.wanted_height()

    def _limit_told(self) -> None:
        self.told.sentences.set_most((self.height() - self._sheets_height()) // _TOLD_AT_MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is to be known takes its part of another height."""
        super().resizeEvent(event)
        self._limit_told()

    def _share_again(self) -> None:
        """What is to be known became more or less: the rows below give room, or have it back."""
        if self.told.wanted_height() != self._told_height:
            self._told_height = self.told.wanted_height()
            self._share_height()

    def fold(self, wide: int) -> None:
        """Leave out what a narrow page has no room for."""
        narrow = wide < px(_NARROW)
        for panel in (self.mapping, self.sheets, self.questions):
            panel.fold(narrow=narrow)
        names = _NAMES_NARROW if narrow else _NAMES_WIDE if wide >= px(_WIDE) else _NAMES
        tables: tuple[Table[Any], ...] = (self.sheets.table, self.mapping.table, self.preview.table)
        for table, place, room in zip(tables, (0, 0, 1), names, strict=True):
            if table.columnWidth(place) != px(room):
                table.set_width(place, px(room))
        side = px(_NARROW_SIDE) if narrow else width("inspector")
        for part in (self.questions, self.look, self._side):
            part.setFixedWidth(side)

    def _look_at(self, row: object) -> None:
        sheet = self.current()
        if isinstance(row, RowPlan) and sheet is not None and self._seen is not None:
            self.look.show_row(row, row_of(self._sources, sheet, row.row), self._seen.plan.answers)
            self._side.setCurrentWidget(self.look)

    def _follow(self, row: object) -> None:
        """An open look goes along with the rows."""
        if self._side.currentWidget() is self.look and row is not None:
            self._look_at(row)

    def close_row(self) -> bool:
        """Put the look at a row away; False where there was none."""
        there = self._side.currentWidget() is self.look
        if there:
            self._side.setCurrentWidget(self.questions)
            self.preview.table.setFocus()
        return there
