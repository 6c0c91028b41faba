"""The values of a sheet, row by row, from what the reader's library gives; equal ones are one value."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from csdesk.domain.imports.grid import Fault, Value
from csdesk.exchange.cells import control_characters, day_of, number_of, value_of
from csdesk.exchange.findings import Findings, letters
from csdesk.exchange.limits import Limits
from csdesk.exchange.ruined_ids import BIG, RuinedIds

_REMEMBERED = 1 << 16
"""How many different texts, and numbers, of a sheet are kept to be used again."""
_AS_THEY_ARE = frozenset({time, bool, int, type(None)})
"""What a reader's library gives that is a value already."""


class _Texts(dict[str, Value]):
    """Texts with what they are as a value; a sheet says most of them many times."""

    taken_out = 0
    """Control characters so far; a text that has some is not kept, so that each of its cells counts."""

    def __missing__(self, text: str) -> Value:
        found = value_of(text)
        if not text.isprintable() and (count := control_characters(text)):
            self.taken_out += count
        elif len(self) < _REMEMBERED:
            self[text] = found
        return found


class _Numbers(dict[float, Value]):
    """Numbers with what they are as a value, the first of them: counts and prices come again, sums do not."""

    big = False
    """Whether the row at hand has one of so many digits that it may be a ruined ID; such are not kept."""

    def __missing__(self, number: float) -> Value:
        found = number_of(number)
        if number >= BIG or number <= -BIG:
            self.big = True
        elif len(self) < _REMEMBERED:
            self[number] = found
        return found


class _Days(dict[date, Value]):
    """Days with what they are as a value."""

    def __missing__(self, day: date) -> Value:
        found = self[day] = day_of(day)
        return found


class Values:
    """Reads one sheet, a row at a time; when that is over it knows how large the sheet is, and what to say of it."""

    def __init__(self, sheet: Any, found: Findings, limits: Limits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._texts, self._numbers, self._days = _Texts(), _Numbers(), _Days()
        self._ids = RuinedIds()
        self._faults: dict[int, dict[int, Fault]] = {}
        for (row, column), fault in found.faults.items():
            if row < limits.rows and column < limits.columns:
                self._faults.setdefault(row, {})[column] = fault
        self._hidden = frozenset(found.hidden_rows)
        self.hidden: list[int] = []
        """Rows so far that are hidden and hold something."""
        self.height = self.width = 0

    @property
    def notes(self) -> list[str]:
        """What was left out or taken out on the way, and what looks ruined."""
        most, notes = self._limits.columns, list[str]()
        if self._sheet.end is not None and self._sheet.end[1] >= most:
            notes.append(f"columns after {letters(most - 1)} left out")
        if self._texts.taken_out:
            notes.append(f"{self._texts.taken_out:,} control characters removed")
        return notes + self._ids.notes()

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The rows from the sheet's first one to the last that holds anything, each up to its last value."""
        for number, row in self._filled():
            while self.height < number:
                self.height += 1
                yield ()
            self.height, self.width = number + 1, max(self.width, len(row))
            if self._numbers.big or number in self._faults:
                self._ids.look(number, row)
                self._numbers.big = False
            self._ids.see(number, row)
            if number in self._hidden:
                self.hidden.append(number)
            yield row

    def _filled(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """The rows that hold something, with their numbers; a fault may stand beyond the last value."""
        faults, last = self._faults, -1
        for number, values in enumerate(self._values()):
            last = number
            if number in faults:
                _set(values, faults[number])
            if row := trimmed(values):
                yield number, row
        for number in sorted(n for n in faults if n > last):
            cells: list[Value] = []
            _set(cells, faults[number])
            yield number, tuple(cells)

    def _values(self) -> Iterator[list[Value]]:
        if self._sheet.start is None or self._sheet.start[1] >= self._limits.columns:
            return
        texts, numbers, days = self._texts, self._numbers, self._days
        first: int = self._sheet.start[0]
        left: list[Value] = [None] * self._sheet.start[1]
        most = self._limits.columns - len(left)
        cut = self._sheet.end[1] >= self._limits.columns
        for number, raw in enumerate(self._sheet.iter_rows()):
            if number < first or (raw[0] == "" and raw.count("") == len(raw)):
                yield []
                continue
            cells = raw[:most] if cut else raw
            yield left + [
                texts[c]
                if (kind := type(c)) is str
                else numbers[c]
                if kind is float
                else days[c]
                if kind is date
                else c
                if kind in _AS_THEY_ARE
                else value_of(c)
                for c in cells
            ]


def _set(cells: list[Value], faults: dict[int, Fault]) -> None:
    cells.extend([None] * (max(faults) + 1 - len(cells)))
    for column, fault in faults.items():
        cells[column] = fault


def trimmed(row: list[Value]) -> tuple[Value, ...]:
    """A row up to its last value."""
    if row and row[-1] is not None:
        return tuple(row)
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])
