"""What is selected in a table stays selected while its rows are sorted, filtered and changed: by what they are."""

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table


def selected_numbers(table: "Table[Any]") -> list[int]:
    """The numbers of the selected rows, from top to bottom."""
    spans = table.selectionModel().selection()
    ranges = (spans.at(number) for number in range(spans.count()))
    return sorted({row for span in ranges for row in range(span.top(), span.bottom() + 1)})


class KeptSelection(QObject):
    """The selection and the current row of one table, by the rows' identities."""

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(table)
        self._table = table
        self._kept: tuple[list[Hashable], Hashable | None, int] = ([], None, 0)

    def remember(self) -> None:
        """Keep what is selected now."""
        table = self._table
        table.block.clear()
        name, index = table.rows.identity, table.currentIndex()
        here = name(table.rows.row_at(index.row())) if index.isValid() else None
        self._kept = ([name(row) for row in table.chosen_rows()], here, max(0, index.column()))

    def recall(self) -> None:
        """Select it again, as far as it is shown."""
        selected, here, column = self._kept
        if not selected and here is None:
            return
        table = self._table
        model, there = table.selectionModel(), table.rows.place_of(here)
        kept = sorted(self._places_of(selected))
        if there is not None:
            index = table.rows.index(there, column)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        model.select(self._spans(kept), flags)
        if here is not None and there is None:
            table.chosen.emit(None)

    def _places_of(self, names: Sequence[Hashable]) -> list[int]:
        """Where the rows of these identities are shown; those that are not are left out."""
        rows = self._table.rows
        if len(names) == 1:
            place = rows.place_of(names[0])
            return [] if place is None else [place]
        places = rows.places() if names else {}
        return [places[name] for name in names if name in places]

    def _spans(self, numbers: Sequence[int]) -> QItemSelection:
        rows, spans = self._table.rows, QItemSelection()
        last = rows.columnCount() - 1
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            block = [number for _, number in run]
            spans.append(QItemSelectionRange(rows.index(block[0], 0), rows.index(block[-1], last)))
        return spans
