"""The values of a sheet, block by block, from what the reader's library gives; equal ones are one value."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import islice
from typing import Any

from csdesk.domain.imports.cells.grid import Value, letter
from csdesk.exchange.blocks import ROWS, Block
from csdesk.exchange.cells import control_characters, day_of, number_of, value_of
from csdesk.exchange.findings import Findings
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
        plain = text.isprintable()
        found = text if plain and text[:1].isalnum() else value_of(text)
        if not plain and (count := control_characters(text)):
            self.taken_out += count
        elif len(self) < _REMEMBERED:
            self[text] = found
        return found


class _Numbers(dict[float, Value]):
    """Numbers with what they are as a value, the first of them: counts and prices come again, sums do not."""

    big = False
    """Whether the block at hand has one of so many digits that it may be a ruined ID; such are not kept."""

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
    """Reads one sheet block by block; when that is over it knows how large the sheet is, and what to say of it."""

    def __init__(self, sheet: Any, found: Findings, limits: Limits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._texts, self._numbers, self._days = _Texts(), _Numbers(), _Days()
        self._known: dict[type, dict[Any, Value]] = {
            str: self._texts,
            float: self._numbers,
            date: self._days,
        }
        self._ids = RuinedIds()
        self._known_better: dict[int, dict[int, Value]] = {}
        for (row, column), value in (found.values | found.faults).items():
            if row < limits.rows and column < limits.columns:
                self._known_better.setdefault(row, {})[column] = value
        self._better_rows, self._hidden = sorted(self._known_better), sorted(found.hidden_rows)
        self.hidden: list[int] = []
        """Rows so far that are hidden and hold something."""
        self.height = self.width = 0

    @property
    def notes(self) -> list[str]:
        """What was left out or taken out on the way, and what looks ruined."""
        most, notes = self._limits.columns, list[str]()
        if self._sheet.end is not None and self._sheet.end[1] >= most:
            notes.append(f"columns after {letter(most - 1)} left out")
        if self._texts.taken_out:
            notes.append(f"{self._texts.taken_out:,} control characters removed")
        return notes + self._ids.notes()

    def blocks(self) -> Iterator[Block]:
        """The rows from the sheet's first one to the last that holds anything."""
        at = 0
        for raw in self._raw():
            columns = [self._column(cells) for cells in raw.columns]
            self._set_better(at, raw.height, columns)
            while columns and columns[-1].count(None) == raw.height:
                columns.pop()
            if filled := _filled(columns):
                if at > self.height:
                    yield Block(at - self.height, ())
                self._see(at, columns)
                self.height, self.width = at + filled, max(self.width, len(columns))
                yield Block(filled, [cells[:filled] for cells in columns])
            at += raw.height

    def _raw(self) -> Iterator[Block]:
        """What the library gives, column by column; a fault may stand beyond the last value."""
        done, start = 0, self._sheet.start
        if start is not None and start[1] < self._limits.columns:
            left = iter(self._sheet.iter_rows())
            while some := tuple(islice(left, ROWS)):
                columns = [[None] * len(some)] * start[1] + [*zip(*some, strict=True)]
                yield Block(len(some), columns[: self._limits.columns])
                done += len(some)
        for number in self._better_rows[bisect_left(self._better_rows, done) :]:
            yield Block(number - done, ())
            yield Block(1, ())
            done = number + 1

    def _column(self, cells: Sequence[Any]) -> list[Value]:
        """The values of a column; most have cells of one kind."""
        kinds = set(map(type, cells))
        if kinds <= _AS_THEY_ARE:
            return list(cells)
        if len(kinds) == 1 and (known := self._known.get(kinds.pop())) is not None:
            return [*map(known.__getitem__, cells)]
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
            for c in cells
        ]

    def _set_better(self, at: int, height: int, columns: list[list[Value]]) -> None:
        """Set what is known better of some cells than the library tells."""
        for number in _among(self._better_rows, at, height):
            values = self._known_better[number]
            columns += [[None] * height for _ in range(len(columns), max(values) + 1)]
            for column, value in values.items():
                columns[column][number - at] = value

    def _see(self, at: int, columns: list[list[Value]]) -> None:
        """Notice what is to be said of a block from a row on: hidden rows that hold something, and ruined IDs."""
        if self._numbers.big:
            self._ids.look(at, columns)
            self._numbers.big = False
        self._ids.see(at, columns)
        here = _among(self._hidden, at, len(columns[0]))
        self.hidden += [n for n in here if any(cells[n - at] is not None for cells in columns)]


def _among(rows: list[int], first: int, height: int) -> list[int]:
    """Those of sorted rows that stand among so many from a first one on."""
    return rows[bisect_left(rows, first) : bisect_left(rows, first + height)]


def _filled(columns: list[list[Value]]) -> int:
    """How many rows there are up to the last that holds anything."""
    end = len(columns[0]) if columns else 0
    while end and all(cells[end - 1] is None for cells in columns):
        end -= 1
    return end
