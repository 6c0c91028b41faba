"""A table's rows: a list of frozen values, sorted and filtered in Python, empty last."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from csdesk.ui.kit.columns import Column, Row, SortBy
from csdesk.ui.kit.literal import tip

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows of one type under declared columns.

    `identity(row)`: what makes a row the same row after a change, so that the selection stays on it.
    Give rows in a complete order: equal rows keep it. The whole row is under the role `ROW`.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row] = (),
        *,
        identity: Callable[[Row], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Row], ...] = tuple(columns)
        self.identity = identity or id
        self._by_key = {column.key: column for column in self.columns}
        self._given: list[Row] = list(rows)
        self._sorted: list[Row] = self._given
        self._shown: list[Row] = self._given
        self._order: tuple[SortBy, ...] = ()
        self._passes: Callable[[Row], bool] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in their order. Do not change it."""
        return self._shown

    @property
    def all_rows(self) -> Sequence[Row]:
        """Every row, in its order, filtered or not. Do not change it."""
        return self._sorted

    @property
    def order(self) -> tuple[SortBy, ...]:
        """What the rows are sorted by, the first first."""
        return self._order

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the same order, through the same filter."""
        self.beginResetModel()
        self._given = list(rows)
        self._sort()
        self._filter()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Take columns of the same keys in the same order that say the rows otherwise, as from another day."""
        assert [c.key for c in columns] == [c.key for c in self.columns], "other columns need another model"
        self.columns = tuple(columns)
        self._by_key = {column.key: column for column in self.columns}
        self.set_rows(self._given)

    def set_filter(self, passes: Callable[[Row], bool] | None) -> None:
        """Show only the rows that pass; None shows all."""
        self.beginResetModel()
        self._passes = passes
        self._filter()
        self.endResetModel()

    def set_order(self, order: Sequence[SortBy]) -> None:
        """Sort by these columns, the first first; none gives the order in which the rows came.

        Raises: KeyError for a column that is not there.
        """
        for by in order:
            self._by_key[by.key]
        self.beginResetModel()
        self._order = tuple(order)
        self._sort()
        self._filter()
        self.endResetModel()

    def row_at(self, number: int) -> Row:
        """The row shown in this place."""
        return self._shown[number]

    def column_number(self, key: str) -> int:
        """Where a column stands. Raises: KeyError."""
        return self.columns.index(self._by_key[key])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, its tool tip, its side, or the whole row."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip:
            return tip(column.tooltip(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's header."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        return _side(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _sort(self) -> None:
        rows = self._given
        for by in reversed(self._order):
            rows = _sorted(rows, self._by_key[by.key].order, by.descending)
        self._sorted = rows

    def _filter(self) -> None:
        passes = self._passes
        self._shown = self._sorted if passes is None else [row for row in self._sorted if passes(row)]


def _sorted(rows: list[Row], order: Callable[[Row], Any], descending: bool) -> list[Row]:
    keyed = [(order(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def _side(column: Column[Any]) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
