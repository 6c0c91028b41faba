"""Several discounts of one line stand in one cell, one behind another; nothing stands for what one does not say."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.headers import blank

_APART = ";"


def in_one(cells: Iterable[Value]) -> Value:
    """The cell that holds others; a single one is itself, and nothing where all are empty."""
    told = list(cells)
    if len(told) < 2 or all(map(blank, told)):
        return told[0] if told else None
    return f"{_APART} ".join(map(_written, told))


def _written(cell: Value) -> str:
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def each_of(cell: Value) -> list[Value]:
    """What stands in a cell, one after another."""
    if not isinstance(cell, str) or _APART not in cell:
        return [cell]
    return [part.strip() or None for part in cell.split(_APART)]


def each_said(value: Any) -> Sequence[Any]:
    """What a record says in such a cell, one after another."""
    return value if isinstance(value, tuple) else (value,)


def read_each(cell: Value, read: Callable[[Value], Any]) -> Any:
    """What a cell says; of several, as a tuple with None for nothing."""
    cells = each_of(cell)
    if len(cells) == 1:
        return read(cell)
    return tuple(None if part is None else read(part) for part in cells)
