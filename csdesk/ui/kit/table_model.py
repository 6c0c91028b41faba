"""A table's rows: a list of frozen values, sorted and filtered in Python, empty last."""

from collections.abc import Callable, Hashable, Sequence
from collections.abc import Set as AnySet
from itertools import compress
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

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
    ) -> None:
        super().__init__()
        self.columns: tuple[Column[Row], ...] = tuple(columns)
        self.identity = identity or id
        self._by_key = {column.key: column for column in self.columns}
        self.generation = 0
        """Goes up when other rows come: what was prepared for the rows before is worth nothing then."""
        self._order: tuple[SortBy, ...] = ()
        self._kept: AnySet[Hashable] | None = None
        self._take(rows)

    def _take(self, rows: Sequence[Row]) -> None:
        self._given: list[Row] = list(rows)
        self._names: list[Hashable] = list(map(self.identity, self._given))
        self._orders: dict[str, list[Any]] = {}
        self._sort()
        self._filter()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in their order. Do not change it."""
        return self._shown

    @property
    def identities(self) -> Sequence[Hashable]:
        """The identities of the rows shown, in their order. Do not change it."""
        return self._shown_names

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
        self.generation += 1
        self._take(rows)
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Take other columns, or the same that say the rows otherwise, as from another day.

        A view with other keys is told by `Table.take_columns`. The order forgets what is gone.
        """
        self.beginResetModel()
        self.generation += 1
        self.columns = tuple(columns)
        self._by_key = {column.key: column for column in self.columns}
        self._order = tuple(by for by in self._order if by.key in self._by_key)
        self._take(self._given)
        self.endResetModel()

    def put_row(self, row: Row) -> None:
        """Show a row in the place of the one of its identity; where that stands does not change."""
        name = self.identity(row)
        for rows, names in ((self._given, self._names), (self._sorted, self._sorted_names)):
            if name in names:
                rows[names.index(name)] = row
        if name in self._names:
            given = self._names.index(name)
            for key, order in self._orders.items():
                order[given] = self._by_key[key].order(row)
        place = self.place_of(name)
        if place is not None:
            self._shown[place] = row
            self.generation += 1
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def keep(self, identities: AnySet[Hashable] | None) -> None:
        """Show only the rows of these identities; None shows all."""
        self.beginResetModel()
        self._kept = identities
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

    def place_of(self, identity: Hashable) -> int | None:
        """Where the row of an identity is shown; None where it is not."""
        try:
            return self._shown_names.index(identity)
        except ValueError:
            return None

    def places(self) -> dict[Hashable, int]:
        """Where each row that is shown stands, by its identity."""
        return dict(zip(self._shown_names, range(len(self._shown_names)), strict=True))

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
        if not self._order:
            self._sorted, self._sorted_names = list(self._given), list(self._names)
            return
        places = list(range(len(self._given)))
        for by in reversed(self._order):
            places = _sorted(places, self._order_of(by.key), by.descending)
        self._sorted = list(map(self._given.__getitem__, places))
        self._sorted_names = list(map(self._names.__getitem__, places))

    def _order_of(self, key: str) -> list[Any]:
        """What each row is sorted by in a column; kept, so that a second sort costs no second reading."""
        if key not in self._orders:
            order = self._by_key[key].order
            self._orders[key] = [order(row) for row in self._given]
        return self._orders[key]

    def _filter(self) -> None:
        self._shown: list[Row] = self._sorted
        self._shown_names: list[Hashable] = self._sorted_names
        if self._kept is None:
            return
        held = list(map(self._kept.__contains__, self._sorted_names))
        self._shown = list(compress(self._sorted, held))
        self._shown_names = list(compress(self._sorted_names, held))


def _sorted(places: list[int], keys: list[Any], descending: bool) -> list[int]:
    known = [place for place in places if keys[place] is not None]
    known.sort(key=keys.__getitem__, reverse=descending)
    if len(known) == len(places):
        return known
    return known + [place for place in places if keys[place] is None]


def _side(column: Column[Any]) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
