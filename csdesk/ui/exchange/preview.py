"""The preview: what would happen to each row, before anything is written."""

from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.ui.exchange.cells import paint_runs
from csdesk.ui.exchange.work import Rows
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.segments import Tabs
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import px

_TABS: tuple[tuple[str, Result | None], ...] = (
    ("All", None),
    *((wording.choice(r), r) for r in Result),
)
_TONES = {
    Result.NEW: "",
    Result.CHANGED: "",
    Result.SAME: "",
    Result.CONFLICT: "watch",
    Result.WAITING: "info",
    Result.LEFT_OUT: "",
    Result.REFUSED: "bad",
}
UNWRITTEN = "nothing is written yet"


class Preview(QWidget):
    """Tabs by result with their counts, and the rows below. `chosen(row or None)`, `looked(row)`; `visited`: the person
    chose or opened a row, scrolled, or turned to a tab.
    """

    chosen = Signal(object)
    looked = Signal(object)
    visited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows([], {})
        column = in_column(on=self)
        self.tabs = Tabs("Rows by result")
        for text, _ in _TABS:
            self.tabs.add(text)
        self.tabs.currentChanged.connect(self._filter)
        bar = QHBoxLayout()
        bar.setContentsMargins(px(8), 0, px(16), 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._said = label(UNWRITTEN, "small", "text.secondary", tabular=True)
        bar.addWidget(self._said)
        self.model: TableModel[RowPlan] = TableModel(row_columns(), identity=self._name)
        self.table: Table[RowPlan] = Table(self.model, "Rows of the file")
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.looked)
        self.table.looked.connect(self.looked)
        self.table.chosen.connect(self._visit)
        self.table.verticalScrollBar().valueChanged.connect(self._visit)
        self.tabs.tabBarClicked.connect(self._visit)
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def show_rows(self, rows: Rows) -> None:
        """Show the rows of one sheet, through the tab that is chosen."""
        self._rows = rows
        for number, (_, result) in enumerate(_TABS):
            count = len(rows.data if result is None else rows.of[result])
            self.tabs.set_count(number, count)
            self.tabs.setTabVisible(number, result is None or count > 0)
        self.model.set_rows(rows.rows)
        self._filter()

    def _name(self, row: RowPlan) -> Hashable:
        return self._rows.name(row)

    def _visit(self, what: object) -> None:
        """Nothing chosen, and the first row on top, is where everybody begins."""
        if what is not None and not (what == 0 and self.sender() is self.table.verticalScrollBar()):
            self.visited.emit()

    def show_result(self, result: Result) -> None:
        """Turn to the rows of a result."""
        self.tabs.setCurrentIndex(next(n for n, (_, r) in enumerate(_TABS) if r is result))

    def say(self, text: str) -> None:
        """Say beside the tabs how far the plan is; empty: that nothing is written yet."""
        self._said.setText(text or UNWRITTEN)

    def _filter(self) -> None:
        wanted = _TABS[max(0, self.tabs.currentIndex())][1]
        self.model.keep(self._rows.data if wanted is None else self._rows.of.get(wanted, frozenset()))

    def shown(self) -> Sequence[RowPlan]:
        """The rows that are shown now."""
        return self.model.rows


def row_columns() -> list[Column[RowPlan]]:
    """The columns of rows with what would happen to them."""
    return [
        Column("row", "Row", _row, sort_key=attrgetter("row"), width=40, cell=Cell.NUMBER),
        Column("name", "Account", attrgetter("name"), width=176, cell=Cell.NAME),
        Column("result", "Result", _result, width=80, cell=Cell.BADGE, value=_tone),
        Column(
            "what",
            "What would happen",
            attrgetter("what"),
            width=200,
            grow=True,
            tooltip=_more,
            draw=_draw_what,
        ),
    ]


def _row(row: RowPlan) -> str:
    return f"{row.row:,}"


def _result(row: RowPlan) -> str:
    return wording.choice(row.result)


def tone(result: Result) -> str:
    """The tone of a result's badge."""
    return _TONES[result]


def _tone(row: RowPlan) -> str:
    return tone(row.result)


def runs_of(row: RowPlan) -> list[tuple[str, str]]:
    """What would happen, in the inks of old and new."""
    if not row.changes:
        quiet = row.result in {Result.SAME, Result.LEFT_OUT}
        return [(row.what, "text.tertiary" if quiet else "text.primary")]
    runs: list[tuple[str, str]] = []
    for number, change in enumerate(row.changes):
        runs.append((f"{'; ' if number else ''}{change.header} ", "text.primary"))
        runs.append((change.old or "empty", "text.tertiary"))
        runs.append((f" → {change.new or 'empty'}", "text.primary"))
    said = "; ".join(f"{c.header} {c.old or '–'} → {c.new or '–'}" for c in row.changes)
    rest = row.what.removeprefix(said)
    return [*runs, (rest, "text.primary")] if rest and rest != row.what else runs


def _draw_what(painter: Any, box: Any, row: RowPlan) -> None:
    assert isinstance(painter, QPainter)
    assert isinstance(box, QRect)
    paint_runs(painter, box, runs_of(row))


def _more(row: RowPlan) -> str:
    lines = [row.what]
    lines += [f"{c.header}: {c.old or 'empty'} → {c.new or 'empty'}" for c in row.changes[:12]]
    lines += [f"{p.problem}. {p.next}" for p in row.problems]
    return "\n".join(lines)
