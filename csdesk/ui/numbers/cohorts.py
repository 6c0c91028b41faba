"""Cohorts: what is kept of the accounts that began in one quarter, as curves and as a table; a quarter has its list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.figures.figure import Behind
from csdesk.domain.plain import share
from csdesk.domain.revenue.cohorts import Cohort, Kept, unrated_text
from csdesk.domain.revenue.definitions import Unit
from csdesk.domain.revenue.survival import Survival, survival_finding
from csdesk.services.numbers.cohorts import Cohorts
from csdesk.ui.formats import day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, on_baseline, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.behind_list import BehindList
from csdesk.ui.numbers.cohort_columns import ACCOUNTS, MRR, TELLS, cohort_columns
from csdesk.ui.numbers.curves import Curves, Run
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import px
from csdesk.wording import count

_MONTHS_WIDE = 168
"""For a quarter of a fiscal year, which is told by its months."""
_SAID = {
    MRR: "Each cell: the MRR so many months after they began, as a share of what they began with.",
    ACCOUNTS: "Each cell: accounts that are still there so many months after they began, of those that are so old.",
}


class CohortsView(QWidget):
    """`opening(account)`: everything of an account of a cohort is wanted."""

    opening = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._found: Cohorts | None = None
        self._head, self._said = label("", "section"), paragraph("", "body", "text.secondary")
        self.mrr, self.accounts = Curves("MRR kept"), Curves("Accounts kept")
        self.tells = Segmented(TELLS, "What the cells tell")
        self.table: Table[Cohort] = Table(
            TableModel(cohort_columns(MRR), identity=lambda c: c.quarter), "Cohorts"
        )
        self.behind = BehindList("Accounts of the cohort", _member_columns(today))
        self._which, self._count = label("", "strong"), label("", "body", "text.secondary")
        self._lay_out()
        self.tells.chosen.connect(self._tell)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._enter)
        self.behind.opening.connect(self.opening)
        for curves in (self.mrr, self.accounts):
            curves.chosen.connect(self.table.choose)

    def _lay_out(self) -> None:
        column = in_column(on=self, gap=6, edges=(0, 12, 0, 0))
        self._head.setContentsMargins(px(16), 0, px(16), 0)
        column.addWidget(self._head)
        told = in_row(self.tells, gap=12, edges=(16, 0, 16, 0))
        self._said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        told.addWidget(self._said, 1)
        curves = QHBoxLayout()
        curves.addWidget(self.mrr, 1)
        curves.addWidget(self.accounts, 1)
        column.addLayout(curves)
        column.addLayout(told)
        column.addWidget(self.table, 3)
        self._list = QWidget()
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, px(8), 0, 0)
        named = on_baseline(self._which, self._count)
        named.setContentsMargins(px(16), 0, px(16), px(4))
        named.addStretch(1)
        inner.addLayout(named)
        inner.addWidget(self.behind)
        column.addWidget(self._list, 2)
        self._list.hide()

    def show_cohorts(self, found: Cohorts) -> None:
        """Show other cohorts; the chosen one stays chosen."""
        self._found, stays = found, found.survival
        self._head.setText(_finding(stays))
        self.mrr.show_runs([_run(c.quarter, c.kept, mrr=True) for c in found.cohorts],
                           _run("All", found.whole, mrr=True))  # fmt: skip
        everybody = Run("All, Kaplan and Meier", _steps(found), stepped=True)
        self.accounts.show_runs([_run(c.quarter, c.kept, mrr=False) for c in found.cohorts], everybody)
        self._tell(self.tells.value)
        if self.table.chosen_row() is None and found.cohorts:
            self.table.choose(found.cohorts[0].quarter)
        self._choose(self.table.chosen_row())

    def _tell(self, tells: str) -> None:
        """Tell the MRR of each cohort, or its accounts."""
        found = self._found
        if found is None:
            return
        unrated = unrated_text(found.unrated, found.currency) if tells == MRR else ""
        self._said.setText(f"{_SAID[tells]} {unrated}".rstrip())
        self.table.take_columns(cohort_columns(tells))
        self.table.rows.set_rows(found.cohorts)
        if any(" to " in c.quarter for c in found.cohorts):
            self.table.set_width(0, px(_MONTHS_WIDE))
        reached = {f"m{k.months}" for c in found.cohorts for k in c.kept if k.of}
        keys = [c.key for c in self.table.rows.columns]
        self.table.show_columns([k for k in keys if not k.startswith("m") or k in reached])

    def _choose(self, cohort: Cohort | None) -> None:
        self._list.setVisible(cohort is not None)
        for curves in (self.mrr, self.accounts):
            curves.choose(cohort.quarter if cohort else "")
        if cohort is not None and self._found is not None:
            self._which.setText(f"Began in {cohort.quarter}")
            self._count.setText(count(cohort.accounts, "account"))
            self.behind.rows.set_rows(self._found.members.get(cohort.quarter, ()))

    def _enter(self, cohort: Cohort) -> None:
        self._choose(cohort)
        self.behind.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the list to its cohort."""
        if event.key() == Qt.Key.Key_Escape and self.behind.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def said(self) -> str:
        """How long customers stay."""
        return self._head.text()

    def chosen(self) -> str:
        """The cohort whose accounts are listed."""
        return self._which.text()

    def account(self) -> object:
        """The account of the chosen row."""
        return self.behind.account()


def _run(name: str, kept: Sequence[Kept], *, mrr: bool) -> Run:
    """The curve of a cohort, from all of it on; it ends where nobody is so old, or an amount is not known."""
    points = [(0.0, 1.0)]
    for one in kept:
        share = one.mrr if mrr else one.share
        if share is None:
            break
        points.append((float(one.months), float(share)))
    return Run(name, tuple(points))


def _steps(found: Cohorts) -> tuple[tuple[float, float], ...]:
    """The curve of survival, from all of them on to the last month that is looked at."""
    steps = [(0.0, 1.0), *((float(p.time), float(p.share)) for p in found.survival.points)]
    last = max((float(k.months) for k in found.whole if k.of), default=0.0)
    return (*steps, (last, steps[-1][1])) if last > steps[-1][0] else tuple(steps)


def _member_columns(today: date) -> list[Column[Behind]]:
    def began(row: Behind) -> str:
        return day(row.on, today=today, always_year=True) if row.on else ""

    return [
        Column("name", "Account", lambda b: b.name, width=160, cell=Cell.NAME, grow=True),
        Column("what", "Now", lambda b: b.what, width=168, cell=Cell.SECOND),
        Column("on", "Began on", began, sort_key=lambda b: b.on, width=110, cell=Cell.DAY,
               plain=lambda b: b.on),
        Column("value", "MRR kept", lambda b: value_text(b.value, Unit.SHARE, ""), sort_key=lambda b: b.value,
               width=100, cell=Cell.NUMBER, plain=lambda b: share(b.value)),
    ]  # fmt: skip


def _finding(stays: Survival) -> str:
    return survival_finding(stays, value_text(stays.at(12), Unit.SHARE, ""))
