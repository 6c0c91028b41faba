"""The widths of a table's columns: what each needs at least, who takes what is left, and what a number made wider."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QTimer

from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table

PAD = 8
_WORDS = (Cell.NAME, Cell.TEXT, Cell.SECOND)
_FEWEST = 96
"""So many px a column of words keeps; the rest of it is in the tool tip."""


class Widths(QObject):
    """The widths of one table; `edge`: px from the first text to the panel's edge."""

    def __init__(self, table: "Table[Any]", edge: int) -> None:
        super().__init__(table)
        self._table, self.edge = table, edge
        self._wanted: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self._words: dict[int, int] = {}
        """The columns of words that nobody made wider or narrower, and how wide they are where there is room."""
        self._filling = False

    def begin(self) -> None:
        """Lay every column out, and follow what a person makes wider."""
        self._lay_out(0)
        self._table.horizontalHeader().sectionResized.connect(self._resized)

    def begin_again(self, columns: Sequence[Column[Any]], before: Sequence[str]) -> None:
        """Other columns are there; those that stand where they stood keep their width."""
        keys = [column.key for column in columns]
        same = 0
        while same < min(len(keys), len(before)) and keys[same] == before[same]:
            same += 1
        if keys != list(before):
            self._least = {n: least for n, least in self._least.items() if n < same}
            self._words = {n: wide for n, wide in self._words.items() if n < same}
            self._lay_out(same)

    def _lay_out(self, first: int) -> None:
        table, columns = self._table, self._table.rows.columns
        growing = any(column.grow for column in columns)
        edges = {0, len(columns) - 1}
        for number, column in list(enumerate(columns))[first:]:
            extra = px(self.edge - PAD) if number in edges and self.edge > PAD else 0
            wanted = max(px(column.width), table.header().needed(number) + 2 * px(PAD))
            table.setColumnWidth(number, wanted + extra)
            if column.grow or (not growing and number == 0):
                self._least[number] = wanted + extra
            if column.cell in _WORDS:
                self._words[number] = wanted + extra

    def show(self, keys: Sequence[str]) -> None:
        """Hide every column but these."""
        self._filling = True  # a column that is just being hidden must not grow again
        for number, column in enumerate(self._table.rows.columns):
            self._table.setColumnHidden(number, column.key not in keys)
        self._filling = False

    def fill(self) -> None:
        """Give the growing columns what is left; where that is less than they need, words give way to numbers."""
        table, shown = self._table, self._table.columns_shown()
        growing = [number for number in shown if number in self._least]
        if self._filling or not growing:
            return
        self._filling = True
        given = self._given_way(shown)
        for number, wide in given.items():
            table.setColumnWidth(number, wide)
        least = {n: min(self._least[n], given.get(n, self._least[n])) for n in growing}
        left = table.viewport().width() - sum(table.columnWidth(n) for n in shown if n not in growing)
        for number, wide in _shared(left, least).items():
            table.setColumnWidth(number, wide)
        self._filling = False

    def _given_way(self, shown: Sequence[int]) -> dict[int, int]:
        """The columns of words so wide that the whole table is seen; where it cannot be, as wide as they were."""
        table = self._table
        words = {n: wide for n, wide in self._words.items() if n in shown}
        others = sum(self._least.get(n, table.columnWidth(n)) for n in shown if n not in words)
        floors = {
            n: min(wide, max(px(_FEWEST), table.header().needed(n) + 2 * px(PAD)))
            for n, wide in words.items()
        }
        spare = table.viewport().width() - others - sum(floors.values())
        wanted = sum(words.values()) - sum(floors.values())
        if spare < 0 or not wanted:
            return words
        part = min(1.0, spare / wanted)
        return {n: floor + int((words[n] - floor) * part) for n, floor in floors.items()}

    def set(self, number: int, wide: int) -> None:
        """Make a column as wide as a person left it; one that grows keeps that as its least."""
        self._hold(number, wide)
        self._table.setColumnWidth(number, wide)
        self.fill()

    def widen(self, number: int, wanted: int) -> None:
        """Make a column wide enough for a number that was just found too wide."""
        if not self._wanted:
            QTimer.singleShot(0, self, self._widen_now)
        self._wanted[number] = max(wanted, self._wanted.get(number, 0))

    def _widen_now(self) -> None:
        table = self._table
        for number, wanted in self._wanted.items():
            room = table.inside(QRect(0, 0, 0, 0), number).width()
            wide = max(table.columnWidth(number), wanted - room)
            if number in self._least:
                self._least[number] = wide
            table.setColumnWidth(number, wide)
        self._wanted.clear()

    def _hold(self, number: int, wide: int) -> None:
        """What a person made so wide does not give way."""
        self._words.pop(number, None)
        if number in self._least:
            self._least[number] = wide

    def _resized(self, number: int, before: int, wide: int) -> None:
        del before
        if self._table.header().dragged and not self._filling:
            self._hold(number, wide)
            self._table.stretched.emit(number, wide)
        self.fill()


def _shared(left: int, least: dict[int, int]) -> dict[int, int]:
    """What is left, in like parts; a column that needs more takes its least, and the others share the rest."""
    share = left // len(least)
    needy = {number: wide for number, wide in least.items() if wide > share}
    if needy and len(needy) < len(least):
        others = {number: wide for number, wide in least.items() if number not in needy}
        return needy | _shared(left - sum(needy.values()), others)
    rest = left % len(least)  # the first ones take the pixels that do not divide
    return {n: max(wide, share + (place < rest)) for place, (n, wide) in enumerate(least.items())}
