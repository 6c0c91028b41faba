"""What an import brought: its counts, a way back, and ways to what came."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.tables.tables import LeftOut
from csdesk.domain.rounds.plan import MergePlan
from csdesk.ui.exchange.merge_work import in_words
from csdesk.ui.exchange.plan_head import files_of
from csdesk.ui.exchange.told import ToldPanel, told_of_import, told_of_merge
from csdesk.ui.exchange.work import Seen
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.sentences import Under
from csdesk.ui.theme import px
from csdesk.wording.results import counts_text

_MOST = 12
"""So many sheets are told one by one."""
_BESIDES, _ROW, _LEAST = 330, 22, 96
"""px of a page without its sheets and what is to be known of them; of one sheet; of what is to be known at least."""
_NAMED = 3
"""How many totals and headings are named that were left out."""
_COUNTS = (Result.NEW, Result.CHANGED, Result.SAME, Result.LEFT_OUT, Result.REFUSED)


class ResultPanel(Panel):
    """The end of an import. `going(page)`: there; `undoing`: all of it back; `saving`: the refused rows."""

    going = Signal(str)
    undoing = Signal()
    saving = Signal()

    def __init__(self) -> None:
        super().__init__("base", line="bottom")
        self._title = label("", "title")
        self._said = paragraph("", "body", "text.secondary")
        self._table, self.told = QWidget(), ToldPanel(edge=0)
        self._tall = self._rows = 0
        self.week = Button("Plan my week", kind=Kind.PRIMARY, icon="week", keys=("Alt", "1"))
        self.accounts = Button("Accounts", icon="accounts", keys=("Alt", "2"))
        self.renewals = Button("Renewals", icon="renewals", keys=("Alt", "3"))
        self.undo = Button("Undo", icon="undo", keys=("Ctrl", "Z"), name="Undo this import")
        self.refused = Button("Save refused rows…")
        self._column = in_column(
            self._title, self._said, self._table, self.told, on=self, gap=8, edges=(16, 16, 16, 16)
        )
        self._column.addSpacing(px(4))
        self._column.addLayout(self._buttons())

    def _buttons(self) -> QBoxLayout:
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(px(8))
        for buttons in ((self.week, self.accounts, self.renewals), (self.undo, self.refused)):
            row = in_row(gap=8)
            for button in buttons:
                row.addWidget(button)
            self._ways.addLayout(row)
            self._ways.setAlignment(row, Qt.AlignmentFlag.AlignLeft)
        self._ways.addStretch(1)
        self.week.clicked.connect(self._week)
        self.accounts.clicked.connect(self._accounts)
        self.renewals.clicked.connect(self._renewals)
        self.undo.clicked.connect(self.undoing)
        self.refused.clicked.connect(self.saving)
        return self._ways

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways back below the ways on where there is no room beside them."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        every = (self.week, self.accounts, self.renewals, self.undo, self.refused)
        shown = [button for button in every if not button.isHidden()]
        wanted = sum(button.sizeHint().width() + px(8) for button in shown) - px(8)
        fits = wanted <= self.width() - 2 * px(16)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._ways.setDirection(way)

    def show_result(self, seen: Seen) -> None:
        """Say what a plan brought, now that it is written."""
        files = files_of(seen.plan)
        self._say("Imported", f"{files}. {report(seen)} Every row can be taken back, now or later.")
        self.refused.setVisible(bool(seen.counts[Result.REFUSED]))
        self.show_unplaced(0)
        self._put_table(_table(seen))
        self._tell(told_of_import(seen.plan), min(_MOST, len(seen.plan.sheets)))

    def show_merge(self, plan: MergePlan) -> None:
        """Say what a merge brought, now that it is written."""
        self._say("Merged", f"{in_words(plan)} Every change can be taken back, now or later.")
        self.refused.setVisible(any(row.row for row in plan.refused))
        self.show_unplaced(0)
        self._put_table(QWidget())
        self._tell(told_of_merge(plan))

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._said.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_unplaced(self, count: int) -> None:
        """Say how many lines have no day on the board of renewals yet."""
        self.renewals.set_label(f"Renewals, {count:,} cannot be placed yet" if count else "Renewals")
        self._fold()

    def fold(self, tall: int) -> None:
        """Leave room on a page of this height for what stands above and below the sentences."""
        self._tall = tall
        self._limit_told()

    def _limit_told(self) -> None:
        left = self._tall - px(_BESIDES) - px(_ROW) * self._rows
        self.told.sentences.set_most(max(px(_LEAST), left))

    def _tell(self, told: Under, rows: int = 0) -> None:
        """Tell what is to be known, below so many rows of sheets."""
        self._rows = rows
        self._limit_told()
        self.told.forget()
        self.told.show_told(told)

    def _put_table(self, made: QWidget) -> None:
        self._column.replaceWidget(self._table, made)
        self._table.hide()
        self._table.deleteLater()
        self._table = made

    def _week(self) -> None:
        self.going.emit("week")

    def _accounts(self) -> None:
        self.going.emit("accounts")

    def _renewals(self) -> None:
        self.going.emit("renewals")


def _table(seen: Seen) -> QWidget:
    box = QWidget()
    box.setMaximumWidth(px(900))
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(1, 1)
    heads = ("Sheet", "Brought", *(wording.choice(r) for r in _COUNTS))
    for place, text in enumerate(heads):
        grid.addWidget(label(text, "small", "text.tertiary", weight=500), 0, place, _side(place))
    taken = [line for line in seen.lines if line.counts]
    for number, line in enumerate(taken[:_MOST], start=1):
        grid.addWidget(elided(line.name, "strong", cut=Qt.TextElideMode.ElideMiddle), number, 0)
        grid.addWidget(elided(line.what, "body", "text.secondary"), number, 1)
        for place, result in enumerate(_COUNTS, start=2):
            count = line.counts[result] if line.counts else 0
            role = (
                "text.tertiary" if not count else "bad.text" if result is Result.REFUSED else "text.primary"
            )
            grid.addWidget(label(f"{count:,}", "body", role, tabular=True), number, place, _side(place))
    return box


def _side(place: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if place > 1 else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


def report(seen: Seen) -> str:
    """What an import did, in counts, and what was no row: `2 rows read: 2 new. Beside them left out: TOTAL (total).`"""
    sheets = seen.plan.sheets
    rows = wording.count(sum(len(s.rows) for s in sheets), "row")
    besides = [left for s in sheets for left in s.left_out]
    own = {**seen.counts, Result.LEFT_OUT: seen.counts[Result.LEFT_OUT] - len(besides)}
    counts = counts_text(own)
    said = f"{rows} read: {counts}." if counts else f"{rows} read."
    return f"{said} Beside them left out: {_named(besides)}." if besides else said


def _named(besides: list[LeftOut]) -> str:
    """What was left out, by name where it is little, else how much for which reason."""
    if len(besides) <= _NAMED:
        return ", ".join(f"{left.text} ({left.why})" for left in besides)
    why, count = Counter(left.why for left in besides).most_common(1)[0]
    return f"{len(besides):,} rows, {count:,} of them: {why}"
