"""What an import or a merge tells beside its rows: how sheets were read, and what of them is left out."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.bench.plan import Plan, SheetPlan
from csdesk.domain.imports.tables.one_cause import told_once
from csdesk.domain.rounds.plan import COLUMN, MergePlan
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.kit.sentences import Opener, Sentences, Under
from csdesk.ui.theme import height, px
from csdesk.wording.notes import sentences_of

_MOST = 100
_FEW = 3
"""So many things are told without being asked for."""
_INDENT = 24
"""px from the chevron to the words."""


def told_of_sheet(sheet: SheetPlan) -> Under:
    """What is to be known of a sheet that is imported."""
    return [("", text) for text in sentences_of(sheet.notes)]


def told_of_import(plan: Plan) -> Under:
    """What is to be known of all sheets of an import: what many tell alike once, then one after another."""
    several = len(plan.sheets) > 1
    return told_once((s.sheet if several else "", text) for s in plan.sheets for _, text in told_of_sheet(s))


def told_of_merge(plan: MergePlan) -> Under:
    """What the command line says as well: sheet by sheet, then of the workbook."""
    return [*_of_sheets(plan), *(("The workbook", note) for note in plan.notes)]


def _of_sheets(plan: MergePlan) -> Iterator[tuple[str, str]]:
    asked = {q.key for q in plan.open}
    for sheet in plan.sheets:
        yield from ((sheet.sheet, note) for note in sheet.notes)
        for header in sheet.unmapped:
            if f"{COLUMN}:{sheet.sheet}:{header}" not in asked:
                yield sheet.sheet, f"Column “{header}” is left out."


class MergeNotes(QWidget):
    """The sentences of a merge, whole, under the names of their sheets; of very many the first hundred."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences = Sentences("What to know of the workbook")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(14), px(12), px(16), px(16))
        column.addWidget(self.sentences)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "To know of the workbook"))

    def show_told(self, told: Under) -> None:
        """Show them."""
        more = len(told) - _MOST
        self.sentences.show_sentences([*told[:_MOST], *([("", f"and {more:,} more")] if more > 0 else [])])


class ToldPanel(QWidget):
    """A line that says how many things are to be known, and below it the things in words, once it is opened.

    Few are open by themselves; what a person opens or closes stays so for that sheet. `turned`: it is higher or lower.
    """

    turned = Signal()

    def __init__(self, *, edge: int = 16) -> None:
        super().__init__()
        self.opener, self.sentences = Opener(), Sentences()
        self._facts = elided("", "small", "text.secondary")
        self._facts.setMinimumHeight(height("control"))
        self._wished: dict[str, bool] = {}
        self._of = ""
        self._told: Sequence[tuple[str, str]] = ()
        column = in_column(on=self, edges=(edge, 0, edge, 0))
        head = in_row(self.opener, gap=16)
        head.addWidget(self._facts, 1)
        column.addLayout(head)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(_INDENT) - 2, 0, 0, px(6))
        inside.addWidget(self.sentences)
        column.addLayout(inside)
        self.opener.clicked.connect(self._turn)
        self._show()

    def show_told(self, told: Under, of: str = "", facts: str = "") -> None:
        """Tell these of a sheet, with short facts beside, or of all that came; nothing has no line."""
        self._facts.setText(facts)
        if (told, of) != (self._told, self._of):
            self._told, self._of = told, of
            self.sentences.show_sentences(told)
        self._show()

    def forget(self) -> None:
        """What was opened and closed does not matter any more."""
        self._wished.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so where another width made it higher or lower."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.turned.emit()

    def wanted_height(self) -> int:
        """The height that it needs now."""
        return 0 if self.isHidden() else self.sizeHint().height()

    def _turn(self) -> None:
        self._wished[self._of] = not self.opener.opened
        self._show()

    def _show(self) -> None:
        opened = self._wished.get(self._of, len(self._told) <= _FEW)
        of = f" of “{self._of}”" if self._of else ""
        said = wording.count(len(self._told), "thing to know", "things to know")
        self.opener.show_as(said, of, opened=opened)
        self.sentences.setAccessibleName(f"Things to know{of}")
        self.opener.setVisible(bool(self._told))
        self.sentences.setVisible(opened and bool(self._told))
        self.setVisible(bool(self._told or self._facts.text()))
        self.turned.emit()
