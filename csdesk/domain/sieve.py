"""A sieve holds a condition against many rows at once: each field is read once, each value of the query once."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from csdesk.domain.query import (
    Compare,
    Condition,
    IsNull,
    Joined,
    Not,
    OneOf,
    number_of,
    ordered,
)

Row = TypeVar("Row")
_Cell = Decimal | str | None
"""A cell as it is compared: a number, else its words without case; None is not known."""


class Sieve(Generic[Row]):
    """Rows, and how a field of one is read. `places` says the same as `holds` of each row, only sooner."""

    def __init__(self, rows: Sequence[Row], cell: Callable[[Row, str], Any]) -> None:
        self._rows, self._cell = rows, cell
        self._compared: dict[str, list[_Cell]] = {}
        self._words: dict[str, list[str | None]] = {}

    def places(self, condition: Condition) -> list[bool]:
        """For each row whether the condition holds of it."""
        match condition:
            case Compare(field, "contains", value):
                word = value.casefold()
                return [cell is not None and word in cell for cell in self._said(field)]
            case Compare(field, op, value):
                return self._each(field, [value], op)
            case OneOf(field, values):
                return self._each(field, values, "=")
            case IsNull(field):
                return [cell is None for cell in self._column(field)]
            case Not(inner):
                return [not held for held in self.places(inner)]
            case Joined(every, parts):
                columns = zip(*(self.places(part) for part in parts), strict=True)
                return [all(held) if every else any(held) for held in columns]
        raise TypeError(condition)

    def prepare(self, fields: Sequence[str]) -> None:
        """Read these fields now; another thread may do so while nobody waits."""
        for field in fields:
            self._column(field)

    def _each(self, field: str, values: Sequence[str], op: str) -> list[bool]:
        """Whether a cell compares so with any of the values; equal cells are compared once."""
        asked = [(number_of(v), v.casefold()) for v in values]
        verdicts: dict[_Cell, bool] = {None: False}
        found = []
        for cell in self._column(field):
            verdict = verdicts.get(cell)
            if verdict is None:
                verdict = verdicts[cell] = any(_fits(cell, n, w, op) for n, w in asked)
            found.append(verdict)
        return found

    def _column(self, field: str) -> list[_Cell]:
        if field not in self._compared:
            read = self._cell
            self._compared[field] = [_as_compared(read(row, field)) for row in self._rows]
        return self._compared[field]

    def _said(self, field: str) -> list[str | None]:
        if field not in self._words:
            cells = (self._cell(row, field) for row in self._rows)
            self._words[field] = [None if cell is None else str(cell).casefold() for cell in cells]
        return self._words[field]


def _as_compared(cell: Any) -> _Cell:
    if cell is None:
        return None
    number = number_of(cell)
    return str(cell).casefold() if number is None else number


def _fits(cell: _Cell, number: Decimal | None, word: str, op: str) -> bool:
    if isinstance(cell, Decimal):
        return op == "!=" if number is None else ordered(op, (cell > number) - (cell < number))
    assert cell is not None
    return ordered(op, (cell > word) - (cell < word))
