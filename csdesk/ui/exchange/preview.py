"""The preview: what would happen to each row, before anything is written."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.plan import Plan, Result, RowPlan
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label
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
    Result.DECIDE: "info",
    Result.LEFT_OUT: "",
    Result.REFUSED: "bad",
}


class Preview(QWidget):
    """Tabs by result with their counts, and the rows below."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RowPlan] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs = Tabs("Rows by result")
        for text, _ in _TABS:
            self.tabs.add(text)
        self.tabs.currentChanged.connect(self._filter)
        bar = QHBoxLayout()
        bar.setContentsMargins(px(8), 0, px(16), 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._said = label("nothing is written yet", "small", "text.secondary")
        bar.addWidget(self._said)
        self.model: TableModel[RowPlan] = TableModel(_columns(), identity=_identity)
        self.table: Table[RowPlan] = Table(self.model, "Rows of the file")
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def show_plan(self, plan: Plan, sheet: str) -> None:
        """Show the rows of one sheet of a plan."""
        rows = [r for s in plan.sheets if s.sheet == sheet for r in s.rows]
        left = [
            RowPlan(s.sheet, x.row, x.text, Result.LEFT_OUT, x.why)
            for s in plan.sheets
            if s.sheet == sheet
            for x in s.left_out
        ]
        self._rows = sorted([*rows, *left], key=lambda r: r.row)
        for number, (_, result) in enumerate(_TABS):
            count = sum(1 for r in self._rows if result in (None, r.result))
            self.tabs.set_count(number, count)
            self.tabs.setTabVisible(number, result is None or count > 0)
        self.model.set_rows(self._rows)
        self._filter()

    def _filter(self) -> None:
        wanted = _TABS[max(0, self.tabs.currentIndex())][1]
        self.model.set_filter(None if wanted is None else lambda r: r.result is wanted)

    def shown(self) -> Sequence[RowPlan]:
        """The rows that are shown now."""
        return self.model.rows


def _identity(row: RowPlan) -> tuple[str, int]:
    return row.sheet, row.row


def _columns() -> list[Column[RowPlan]]:
    return [
        Column("row", "Row", lambda r: str(r.row), sort_key=lambda r: r.row, width=40, cell=Cell.NUMBER),
        Column("name", "Account", lambda r: r.name, width=176, cell=Cell.NAME),
        Column(
            "result",
            "Result",
            lambda r: wording.choice(r.result),
            width=80,
            cell=Cell.BADGE,
            value=lambda r: _TONES[r.result],
        ),
        Column(
            "what",
            "What would happen",
            lambda r: r.what,
            width=200,
            cell=Cell.SECOND,
            grow=True,
            tooltip=_more,
        ),
    ]


def _more(row: RowPlan) -> str:
    lines = [row.what]
    lines += [f"{c.header}: {c.old or 'empty'} → {c.new or 'empty'}" for c in row.changes[:12]]
    lines += [f"{p.problem}. {p.next}" for p in row.problems]
    return "\n".join(lines)
