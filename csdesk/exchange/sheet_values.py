"""The values of a sheet, row by row, from what the reader's library gives; equal ones are one value."""

from datetime import date, time
from typing import Any

from csdesk.domain.imports.grid import Fault, Value
from csdesk.exchange.cells import control_characters, day_of, number_of, value_of
from csdesk.exchange.findings import Findings, letters
from csdesk.exchange.limits import Limits

_REMEMBERED = 1 << 16
_AS_THEY_ARE = frozenset({time, bool, int, type(None)})
"""What a reader's library gives that is a value already."""


class _Texts(dict[str, Value]):
    """Texts with what they are as a value; a sheet says most of them many times."""

    def __missing__(self, text: str) -> Value:
        found = self[text] = value_of(text)
        return found


class _Numbers(dict[float, Value]):
    """Numbers with what they are as a value, the first of them: counts and prices come again, sums do not."""

    def __missing__(self, number: float) -> Value:
        found = number_of(number)
        if len(self) < _REMEMBERED:
            self[number] = found
        return found


class _Days(dict[date, Value]):
    """Days with what they are as a value."""

    def __missing__(self, day: date) -> Value:
        found = self[day] = day_of(day)
        return found


class Values:
    """Reads sheets; `notes` is what was left out or taken out on the way."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.columns
        self._texts, self._numbers, self._days = _Texts(), _Numbers(), _Days()
        self.notes: list[str] = []

    def of(self, sheet: Any) -> list[list[Value]]:
        """The sheet's rows from its first one on."""
        if sheet.start is None:
            return []
        left: list[Value] = [None] * min(sheet.start[1], self._most)
        if sheet.total_width > self._most:
            self.notes.append(f"columns after {letters(self._most - 1)} left out")
        most = self._most - len(left)
        rows = [left + self._row(row[:most]) for row in sheet.iter_rows()]
        self._count_taken_out(sheet)
        return rows

    def _row(self, row: list[Any]) -> list[Value]:
        texts, numbers, days = self._texts, self._numbers, self._days
        return [
            texts[c]
            if (kind := type(c)) is str
            else numbers[c]
            if kind is float
            else days[c]
            if kind is date
            else c
            if kind in _AS_THEY_ARE
            else value_of(c)
            for c in row
        ]

    def _count_taken_out(self, sheet: Any) -> None:
        """Say how many control characters the sheet had."""
        dirty = {t: n for t in self._texts if not t.isprintable() and (n := control_characters(t))}
        if dirty:
            count = sum(dirty.get(c, 0) for row in sheet.iter_rows() for c in row if type(c) is str)
            self.notes.append(f"{count:,} control characters removed")


def set_faults(rows: list[list[Value]], found: Findings, limits: Limits) -> None:
    """Set each fault where it stands, also beyond the last value of the sheet."""
    for (row, column), fault in sorted(found.faults.items()):
        if row < limits.rows and column < limits.columns:
            _set(rows, row, column, fault)


def _set(rows: list[list[Value]], row: int, column: int, fault: Fault) -> None:
    while len(rows) <= row:
        rows.append([])
    cells = rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = fault


def without_tail(rows: list[list[Value]]) -> list[list[Value]]:
    """The rows up to the last one that holds anything."""
    end = len(rows)
    while end and all(v is None for v in rows[end - 1]):
        end -= 1
    return rows[:end]


def trimmed(row: list[Value]) -> tuple[Value, ...]:
    """A row up to its last value."""
    if row and row[-1] is not None:
        return tuple(row)
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])
