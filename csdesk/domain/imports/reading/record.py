"""A record is one row of a sheet, understood: typed values by target, and what could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any, overload

from csdesk.domain.imports.cells.amounts import Amount
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.values import dataclass, making

EMPTY = object()
"""What a cell holds that nobody would see."""
LEFT = object()
"""What a cell holds whose field stays empty, and whose words are kept."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell or row, and what to do about it."""

    row: int
    column: str | None
    value: str
    problem: str
    next: str = ""

    @property
    def told(self) -> str:
        """What is wrong, with what the cell says, where that is not said already: `this is not a day (soon)`."""
        return (
            self.problem if not self.value or self.value in self.problem else f"{self.problem} ({self.value})"
        )

    def __post_init__(self) -> None:
        """A cell may hold a book; a sentence about it shows its beginning."""
        if len(self.value) > _SHOWN:
            object.__setattr__(self, "value", self.value[: _SHOWN - 1] + "…")


_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Record:
    """One row's values by target; a target without an entry was empty."""

    row: int
    heading: int | None
    values: Mapping[str, Any]
    months: tuple[tuple[date, Decimal], ...] = ()
    paid: tuple[tuple[date, Amount], ...] = ()
    """Amounts of months, where months stand as columns of money."""
    extra: tuple[tuple[str, str], ...] = ()
    """Header and text of unmapped columns."""
    problems: tuple[Problem, ...] = ()
    custom: tuple[tuple[Custom, str | None], ...] = ()
    """What the row says in custom fields; None where what stands in the cell says nothing."""
    left: tuple[tuple[str, str], ...] = ()
    """Header and words of cells whose fields stay empty: they are kept in the notes."""

    def get(self, target: str) -> Any:
        """The value that goes there, None where the cell was empty."""
        return self.values.get(target)


class Records(Sequence[Record]):
    """The records of a sheet of which every cell could be read, column by column.

    Each is made when it is asked for: of a large sheet they take more memory than the cells.
    """

    def __init__(
        self,
        rows: Sequence[int],
        headings: Sequence[int | None],
        targets: Sequence[str],
        columns: Sequence[Sequence[Any]],
    ) -> None:
        self._rows, self._headings, self._targets = rows, headings, targets
        self._columns = columns
        """One for each target; `EMPTY` where a cell held nothing."""

    def __len__(self) -> int:
        return len(self._rows)

    def said(self, target: str) -> list[Any]:
        """The values that go there, row by row; None where a cell was empty."""
        if target not in self._targets:
            return [None] * len(self)
        return [None if v is EMPTY else v for v in self._columns[self._targets.index(target)]]

    def __iter__(self) -> Iterator[Record]:
        gaps = [id(EMPTY) in map(id, column) for column in self._columns]
        full = [(t, c) for t, c, gap in zip(self._targets, self._columns, gaps, strict=True) if not gap]
        some = [(t, c) for t, c, gap in zip(self._targets, self._columns, gaps, strict=True) if gap]
        targets, others = tuple(t for t, _ in full), tuple(t for t, _ in some)
        said = zip(*(c for _, c in full), strict=True) if full else repeat(())
        rest = zip(*(c for _, c in some), strict=True) if some else repeat(())
        make = making(Record, ("row", "heading", "values"))
        for row, heading, cells, more in zip(self._rows, self._headings, said, rest, strict=False):
            values = dict(zip(targets, cells, strict=True))
            if others:
                values |= [(t, v) for t, v in zip(others, more, strict=True) if v is not EMPTY]
            yield make(row, heading, values)

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> "Records": ...

    def __getitem__(self, at: int | slice) -> "Record | Records":
        if isinstance(at, slice):
            columns = [cells[at] for cells in self._columns]
            return Records(self._rows[at], self._headings[at], self._targets, columns)
        return next(iter(self[at : at + 1 or None]))

    def column(self, target: str) -> Iterator[Any]:
        """What the records say there, without those that say nothing."""
        yield from (value for value in self.said(target) if value is not None)


def days_of(records: Sequence[Record], target: str) -> Iterator[Any]:
    """Every day that records say there, and the months of their columns."""
    if isinstance(records, Records):
        yield from records.column(target)
        return
    for record in records:
        yield record.get(target)
        yield from (month for month, _ in record.months)


def said_in(records: Sequence[Record], target: str) -> list[Any]:
    """The values of a target, row by row; None where a cell was empty."""
    return records.said(target) if isinstance(records, Records) else [r.get(target) for r in records]
