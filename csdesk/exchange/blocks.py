"""A block is some hundred rows of one sheet, by columns: so cells are read, and so they cross between processes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from csdesk.domain.imports.cells.grid import Value

ROWS = 500
"""So many rows a block has at most."""
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows one after another; without any column they are blank."""

    height: int
    columns: Sequence[Sequence[Value]]

    def rows(self) -> Iterator[Row]:
        """The rows, each up to its last value."""
        if not self.columns:
            return iter([()] * self.height)
        rows = zip(*self.columns, strict=True)
        return (row if row[-1] is not None else trimmed(row) for row in rows)


def blocks_of(rows: Iterable[Sequence[Value]]) -> Iterator[Block]:
    """Rows that are there already, of any length, as blocks."""
    left = iter(rows)
    while some := tuple(islice(left, ROWS)):
        yield Block(len(some), tuple(zip_longest(*some)))


def trimmed(row: Sequence[Value]) -> Row:
    """A row up to its last value."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])
