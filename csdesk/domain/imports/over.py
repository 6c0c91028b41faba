"""Names alone in their rows stand over the blocks of a sheet where the first row is such, and none follows another."""

from collections.abc import Iterator, Sequence

from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.headers import blank

_SHORT = 60


def over_blocks(rows: Sequence[Sequence[Value]], first: int, name: int) -> frozenset[int]:
    """The indexes of such rows from the first one on; `name` is the column that names the customer.

    Empty where one of them could be anything else: then a name alone is a customer of whom no more is told.
    """
    told = ((at, [i for i, v in enumerate(row) if not blank(v)]) for at, row in _filled(rows, first))
    found: list[int] = []
    over = False
    for at, filled in told:
        alone = len(filled) == 1
        if (alone and (over or not _names(rows[at][filled[0]]))) or name not in filled:
            return frozenset()
        if not alone and not found:
            return frozenset()
        found += [at] if alone else []
        over = alone
    return frozenset(found) if len(found) > 1 and not over else frozenset()


def _filled(rows: Sequence[Sequence[Value]], first: int) -> Iterator[tuple[int, Sequence[Value]]]:
    return ((at, rows[at]) for at in range(first, len(rows)) if not all(map(blank, rows[at])))


def _names(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= _SHORT
