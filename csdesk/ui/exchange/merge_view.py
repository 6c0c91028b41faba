"""The merge: what comes from the sheet, what both changed, what is gone, and what only the person can say."""

from datetime import date
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.rounds.plan import MergePlan, Removed
from csdesk.ui.exchange.conflict_look import ConflictLook
from csdesk.ui.exchange.conflicts_panel import BOOK, SHEET, ConflictsPanel
from csdesk.ui.exchange.merge_work import Held, MergeSeen
from csdesk.ui.exchange.preview import row_columns
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.exchange.row_panel import RowPanel
from csdesk.ui.exchange.told import MergeNotes, told_of_merge
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.kit.segments import Tabs
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import px, width

_NARROW, _NARROW_SIDE = 1000, 272
_LEFT_OUT = ("noun", "sheet")
"""Of what was taken out, which columns a narrow page has no room for."""
_RESULTS = (Result.CHANGED, Result.NEW, Result.REFUSED, Result.LEFT_OUT, Result.WAITING)
_TABS = {
    Result.CHANGED: "From the sheet",
    Result.NEW: "Added",
    Result.REFUSED: "Refused",
    Result.LEFT_OUT: "Left out",
    Result.WAITING: "Waiting",
}
_BEFORE = 1
"""The tab of what earlier merges decided."""
_ASKED = ("Both sides changed these. Which value holds?", "Which value holds?")
_DECIDED = (
    "An earlier merge decided these, and both sides say the same as then.",
    "Decided in an earlier merge.",
)
_BECOMES = {"keep": "stays", "lost": "lost, from today", "archived": "archived", "remove": "removed"}


class MergeView(QWidget):
    """Shows a merge plan. `took(list of held, side)`, `typed(held, text)`, `took_all(side)` of those that are listed,
    `answered(key, choice)`, `answered_all(answers)`: what the person says of it. `decide_anew`: what earlier merges
    decided is to be asked.
    """

    took = Signal(object, str)
    typed = Signal(object, str)
    took_all = Signal(str)
    answered = Signal(str, str)
    answered_all = Signal(dict)
    decide_anew = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.figures, self.tabs = _Figures(), Tabs("What the merge would do")
        self.conflicts = ConflictsPanel(today)
        self.row_model: TableModel[RowPlan] = TableModel(row_columns(), identity=attrgetter("sheet", "row"))
        self.rows: Table[RowPlan] = Table(self.row_model, "Rows of the workbook")
        self.gone_model: TableModel[Removed] = TableModel(_gone_columns(), identity=attrgetter("key"))
        self.gone: Table[Removed] = Table(self.gone_model, "Rows that were taken out")
        self.notes = MergeNotes()
        self.questions = QuestionsPanel("Nothing is written until Merge is pressed.")
        self.look, self.row_look = ConflictLook(today), RowPanel()
        self.all_sheet = Button("Take all from the sheet", small=True)
        self.all_book = Button("Keep all of the book", small=True)
        self.anew = Button("Decide anew", small=True)
        self._seen: MergeSeen | None = None
        self.listed: list[Held] = []
        """The conflicts of the tab that is open."""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._side, self._lists = QStackedWidget(), QStackedWidget()
        for beside in (self.questions, self.look, self.row_look):
            self._side.addWidget(beside)
        for part in (self._both_changed(), self.rows, self.gone, self.notes):
            self._lists.addWidget(part)
        for text in ("Conflicts", "Decided before", *_TABS.values(), "Taken out", "To know"):
            self.tabs.add(text)
        self._side.setFixedWidth(width("inspector"))
        self.tabs.setUsesScrollButtons(False)
        left = in_column(self.figures)
        bar = QHBoxLayout()
        bar.setContentsMargins(px(8), 0, px(8), 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        left.addLayout(bar)
        left.addWidget(self._lists, 1)
        row = in_row(on=self)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def _both_changed(self) -> QWidget:
        """The conflicts, and what settles all of them at once."""
        whole, bar = QWidget(), QHBoxLayout()
        bar.setContentsMargins(px(16), px(8), px(16), px(8))
        bar.setSpacing(px(8))
        self._asks = elided("", "small", "text.secondary")
        bar.addWidget(self._asks, 1)
        bar.addWidget(self.anew)
        bar.addWidget(self.all_sheet)
        bar.addWidget(self.all_book)
        column = in_column(bar, on=whole)
        column.addWidget(self.conflicts, 1)
        return whole

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.conflicts.took.connect(self.took)
        self.conflicts.typed.connect(self.typed)
        self.conflicts.looked.connect(self._look_at)
        self.conflicts.chosen.connect(self._follow)
        self.rows.looked.connect(self._look_at_row)
        self.rows.opened.connect(self._look_at_row)
        self.questions.answered.connect(self.answered)
        for several in (self.questions.spread, self.questions.answered_all):
            several.connect(self.answered_all)
        self.look.closed.connect(self.close_look)
        self.row_look.closed.connect(self.close_look)
        self.all_sheet.clicked.connect(self._all_sheet)
        self.all_book.clicked.connect(self._all_book)
        self.anew.clicked.connect(self._ask_anew)

    def show_seen(self, seen: MergeSeen) -> None:
        """Show a plan, at the tab that is open."""
        first, self._seen = self._seen is None, seen
        plan = seen.plan
        notes, before = told_of_merge(plan), sum(h.before for h in seen.held)
        self.figures.show_plan(plan, len(seen.held) - before)
        counts = [len(seen.held) - before, plan.decided_before, *(seen.of[r] for r in _RESULTS)]
        counts += [len(plan.removed), len(notes)]
        for number, count in enumerate(counts):
            self.tabs.setTabVisible(number, count > 0)
            self.tabs.set_count(number, count)
        self.gone_model.set_rows(plan.removed)
        self.notes.show_told(notes)
        inline = {h.conflict.key for h in seen.held}
        asked = [q for q in plan.questions if q.key not in inline]
        self.questions.show_questions(asked, conflicts=sum(q.key in inline for q in plan.open))
        self._follow(self.conflicts.table.chosen_row())
        if first:
            there = [n for n, count in enumerate(counts) if count]
            self.tabs.setCurrentIndex(next((n for n in there if n != _BEFORE), _BEFORE if there else 0))
        self._turn()
        self._show_side()

    def fold(self, wide: int) -> None:
        """Leave out what a narrow page has no room for."""
        narrow = wide < px(_NARROW)
        self.conflicts.fold(narrow=narrow)
        told = [c.key for c in self.gone_model.columns if not narrow or c.key not in _LEFT_OUT]
        self.gone.show_columns(told)
        side = px(_NARROW_SIDE) if narrow else width("inspector")
        for part in (self._side, self.questions, self.look, self.row_look):
            part.setFixedWidth(side)
        self.questions.fold(narrow=narrow)
        self.figures.fold(narrow=narrow)

    def begin(self) -> None:
        """Put the keyboard where something is to be said."""
        plan = self._seen.plan if self._seen else None
        if plan is not None and any(not h.side for h in (self._seen.held if self._seen else ())):
            self.conflicts.table.setFocus()
            self.conflicts.table.selectRow(0)
        elif plan is not None and plan.open:
            self.questions.focus_first()
        elif self._lists.currentIndex() == 0 and self.listed:
            self.conflicts.table.setFocus()
            self.conflicts.table.selectRow(0)
        else:
            self.rows.setFocus()

    def forget(self) -> None:
        """Nothing is looked at any more."""
        self._seen = None
        self.close_look()

    def _turn(self) -> None:
        """Show the list of the chosen tab."""
        number = max(0, self.tabs.currentIndex())
        of_held, of_rows = number <= _BEFORE, _BEFORE < number <= _BEFORE + len(_RESULTS)
        self._lists.setCurrentIndex(0 if of_held else 1 if of_rows else number - len(_RESULTS))
        if of_held:
            self._list_conflicts(before=number == _BEFORE)
        for button in (self.all_sheet, self.all_book):
            button.setEnabled(self.conflicts.model.rowCount() > 0)
        if of_rows and self._seen is not None:
            wanted = _RESULTS[number - _BEFORE - 1]
            self.row_model.set_rows([r for r in self._seen.rows if r.result is wanted])

    def _list_conflicts(self, *, before: bool) -> None:
        """The conflicts that are asked, or those that an earlier merge decided."""
        self.listed = [h for h in self._seen.held if h.before == before] if self._seen else []
        self.conflicts.show_held(self.listed)
        self._asks.set_texts(*(_DECIDED if before else _ASKED))
        self.anew.setVisible(before)
        self.all_book.setVisible(not before)

    def _show_side(self) -> None:
        """The questions stand beside the list where there are any, or a look at one thing."""
        asked = bool(self.questions.cards)
        self._side.setVisible(asked or self._side.currentWidget() is not self.questions)

    def _look_at(self, held: object) -> None:
        if isinstance(held, Held):
            self.look.show_held(held)
            self._side.setCurrentWidget(self.look)
            self._show_side()

    def _follow(self, held: object) -> None:
        if self._side.currentWidget() is self.look and held is not None:
            self._look_at(held)

    def _look_at_row(self, row: object) -> None:
        if isinstance(row, RowPlan):
            self.row_look.show_row(row, (), {})
            self._side.setCurrentWidget(self.row_look)
            self._show_side()

    def close_look(self) -> bool:
        """Put the look at one thing away; False where there was none."""
        there = self._side.currentWidget() is not self.questions
        self._side.setCurrentWidget(self.questions)
        self._show_side()
        return there

    def _all_sheet(self) -> None:
        self.took_all.emit(SHEET)

    def _all_book(self) -> None:
        self.took_all.emit(BOOK)

    def _ask_anew(self) -> None:
        self.decide_anew.emit()


class _Figures(Panel):
    """At most six figures about the whole merge."""

    def __init__(self) -> None:
        super().__init__("base", line="bottom")
        self.setFixedHeight(px(74))
        self._row = in_row(on=self, gap=32, edges=(16, 12, 16, 12))
        self._figures: list[tuple[QLabel, QLabel]] = []
        for _ in range(6):
            box = in_column(gap=2)
            figure, words = label("", "title", tabular=True), elided("", "small", "text.secondary")
            box.addWidget(figure)
            box.addWidget(words)
            self._row.addLayout(box)
            self._figures.append((figure, words))
        self._row.addStretch(1)

    def fold(self, *, narrow: bool) -> None:
        """Stand closer where there is less room."""
        self._row.setSpacing(px(12 if narrow else 32))

    def show_plan(self, plan: MergePlan, conflicts: int) -> None:
        """Say what comes, what stays, what is gone, and what is open."""
        told = (
            (plan.count(Result.CHANGED), "from the sheet"),
            (plan.count(Result.SAME), "stay as in the book"),
            (plan.count(Result.NEW), "added"),
            (len(plan.removed), "taken out"),
            (conflicts, "changed by both"),
            (len(plan.refused), "refused"),
        )
        for (figure, words), (count, said) in zip(self._figures, told, strict=True):
            figure.setText(f"{count:,}")
            words.setText(said)


def _gone_columns() -> list[Column[Removed]]:
    return [
        Column("name", "Row", attrgetter("name"), width=160, cell=Cell.NAME, grow=True),
        Column("noun", "Kind", _noun, width=84, cell=Cell.SECOND),
        Column("sheet", "Sheet", attrgetter("sheet"), width=100, cell=Cell.SECOND),
        Column("changed", "Here", _changed, width=150, cell=Cell.SECOND),
        Column("becomes", "What becomes of it", _becomes, width=124),
    ]


def _noun(gone: Removed) -> str:
    return wording.choice(gone.noun)


def _changed(gone: Removed) -> str:
    return "Changed since it went out" if gone.changed else "Not changed"


def _becomes(gone: Removed) -> str:
    if gone.held:
        return "stays: others belong to it"
    if gone.before:
        return "stays, as before"
    return _BECOMES.get(gone.answer or "", gone.answer or "–")


def waits_for(plan: MergePlan, missing: int) -> str:
    """Why a merge cannot be written yet, with so many questions open; empty when it can."""
    if plan.open:
        return f"{wording.count(missing, 'answer is', 'answers are')} missing before this can be merged."
    if plan.writes_nothing and plan.refused:
        return f"Nothing is left to merge but {wording.count(len(plan.refused), 'refused row')}."
    return "The workbook says nothing that the book does not." if plan.writes_nothing else ""
