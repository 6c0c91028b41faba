"""What a merge tells beside its rows: columns and sheets that are taken for others, or are not read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.domain.rounds.plan import COLUMN, MergePlan
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.theme import px

_MOST = 100


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and the sheet that it speaks of; of the whole workbook where that is empty."""

    sheet: str
    text: str


def told_of(plan: MergePlan) -> list[Told]:
    """What the command line says as well: sheet by sheet, then of the workbook."""
    return [*_of_sheets(plan), *(Told("", note) for note in plan.notes)]


def _of_sheets(plan: MergePlan) -> Iterator[Told]:
    asked = {q.key for q in plan.open}
    for sheet in plan.sheets:
        yield from (Told(sheet.sheet, note) for note in sheet.notes)
        for header in sheet.unmapped:
            if f"{COLUMN}:{sheet.sheet}:{header}" not in asked:
                yield Told(sheet.sheet, f"Column “{header}” is left out.")


class MergeNotes(QWidget):
    """The sentences, whole, under the names of their sheets; of very many the first hundred."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Sequence[Told] = ()
        self._parts: list[QWidget] = []
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(px(16), px(12), px(16), px(16))
        self._column.setSpacing(px(6))
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "What to know of the workbook"))

    def show_told(self, told: Sequence[Told]) -> None:
        """Show them."""
        if told == self.told:
            return
        self.told = told
        for gone in self._parts:
            gone.hide()
            gone.deleteLater()
        self._parts = list(_lines(told))
        for at, part in enumerate(self._parts):
            self._column.insertWidget(at, part)


def _lines(told: Sequence[Told]) -> Iterator[QWidget]:
    heading = None
    for one in told[:_MOST]:
        if one.sheet != heading:
            heading = one.sheet
            yield paragraph(heading or "The workbook", "small", "text.secondary")
        yield paragraph(one.text)
    if len(told) > _MOST:
        yield paragraph(f"and {len(told) - _MOST:,} more", "small", "text.secondary")
