"""Names alone in their rows stand over the blocks of a sheet where the first row is such, and rows are below each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from csdesk.domain.imports.folding import fold
from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.headers import blank

_SHORT = 60


def over_blocks(
    rows: Sequence[Sequence[Value]], first: int, name: int, says: Callable[[str], bool]
) -> frozenset[int]:
    """The indexes of such rows from the first one on; `name` is the column that names the customer.

    One may stand directly over another that is surely a heading: `says` tells those by their words. Empty where one of
    them could be anything else: then a name alone is a customer of whom no more is told.
    """
    alone: list[int] = []
    over: list[tuple[int, int]] = []
    before: int | None = None
    for at, row in _filled(rows, first):
        filled = [i for i, v in enumerate(row) if not blank(v)]
        if name not in filled or not (alone or len(filled) == 1):
            return frozenset()
        if len(filled) > 1:
            before = None
            continue
        if not _names(row[name]):
            return frozenset()
        over += [(before, at)] if before is not None else []
        alone.append(at)
        before = at
    if len(alone) < 2 or before is not None:
        return frozenset()
    words = {at: str(rows[at][name]) for at in alone}
    return frozenset(alone) if not over or _are_nested(words, dict(over), says) else frozenset()


def _are_nested(words: dict[int, str], over: dict[int, int], says: Callable[[str], bool]) -> bool:
    """Whether every name that could be a customer stands over a heading: one by its words, or as they come again."""
    counts = Counter(map(fold, words.values()))
    sure = {at for at, text in words.items() if says(text) or counts[fold(text)] > 1}
    loose = words.keys() - sure
    chained = any(b in over for b in over.values())
    return len(loose) > 1 and not chained and all(over.get(at) in sure for at in loose)


def levels_of(headings: Sequence[int], used: frozenset[int], words: dict[int, str]) -> dict[int, int]:
    """Heading → the one over it, where headings stand in two levels; `used` are those with rows directly under them.

    Those that hold nothing but others are over them, if a lower one comes again elsewhere: a block may also be empty.
    """
    upper: int | None = None
    under: dict[int, int] = {}
    for this, below in pairwise((*headings, None)):
        if this not in used and below is not None:
            upper = this
        elif upper is not None and this is not None:
            under[this] = upper
    again = {(fold(words[low])): set[int]() for low in under}
    for low, high in under.items():
        again[fold(words[low])].add(high)
    return under if any(len(uppers) > 1 for uppers in again.values()) else {}


def _filled(rows: Sequence[Sequence[Value]], first: int) -> Iterator[tuple[int, Sequence[Value]]]:
    return ((at, rows[at]) for at in range(first, len(rows)) if not all(map(blank, rows[at])))


def _names(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= _SHORT
