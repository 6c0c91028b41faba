"""Names alone in their rows stand over the blocks of a sheet where the first row is such, and rows are below each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.vocabulary.folding import fold

_SHORT = 60


def over_blocks(
    rows: Sequence[Sequence[Value]],
    first: int,
    name: int,
    says: Callable[[str], bool],
    sums: Callable[[Sequence[Value]], bool],
) -> frozenset[int]:
    """The indexes of such rows from the first one on; `name` is the column that names the customer.

    One may stand directly over another that is surely a heading: `says` tells those by their words. Rows that only add
    up others, as `sums` tells, do not count. Empty where one of them could be anything else: then a name alone is a
    customer of whom no more is told.
    """
    alone: list[int] = []
    over: list[tuple[int, int]] = []
    before: int | None = None
    for at, row in _filled(rows, first):
        filled = [i for i, v in enumerate(row) if not blank(v)]
        if name not in filled and alone and sums(row):
            continue
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
    """Whether every name that could be a customer stands over a heading: one by its words, or as they come again.

    Three of them over one another count where that comes again.
    """
    counts = Counter(map(fold, words.values()))
    sure = {at for at, text in words.items() if says(text) or counts[fold(text)] > 1}
    loose = words.keys() - sure
    lowest = [at for at in over.values() if at not in over]
    deep = [b for a, b in over.items() if a not in over.values() and b in over]
    if any(over[b] in over for b in deep) or len(deep) == 1:
        return False
    return len(loose) > 1 and loose <= over.keys() and all(at in sure for at in lowest)


def levels_of(
    headings: Sequence[int], used: frozenset[int], words: dict[int, str], kind: Callable[[str], str | None]
) -> tuple[dict[int, int], ...]:
    """Heading → the one over it, the nearest first: one for each level above the lowest, two at most.

    `used` have rows directly under them; `kind` tells by their words what some are: none stands on two levels.
    """
    three = _three_levels(headings, used, words)
    kinds = [{kind(words[at]) for at in over.values()} - {None} for over in three]
    if three and kinds[0].isdisjoint(kinds[1]):
        return three
    return tuple(filter(None, [_two_levels(headings, used, words)]))


def _two_levels(headings: Sequence[int], used: frozenset[int], words: dict[int, str]) -> dict[int, int]:
    """Those that hold nothing but others are over them, if a lower one comes again; a block may also be empty."""
    upper: int | None = None
    under: dict[int, int] = {}
    for this, below in pairwise((*headings, None)):
        if this not in used and below is not None:
            upper = this
        elif upper is not None and this is not None:
            under[this] = upper
    return under if _comes_again(under, words) else {}


def _three_levels(
    headings: Sequence[int], used: frozenset[int], words: dict[int, str]
) -> tuple[dict[int, int], ...]:
    """The same of three levels: no word stands on two of them, and on both of the upper ones are several."""
    runs: list[list[int]] = [[]]
    for at in headings:
        runs[-1].append(at)
        if at in used:
            runs.append([])
    stands = {(fold(words[at]), level) for run in runs for level, at in enumerate(reversed(run))}
    if max(map(len, runs)) != _THREE or len({word for word, _ in stands}) != len(stands):
        return ()
    over: list[int | None] = [None, None]
    above: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for run in runs:
        for which, at in enumerate(reversed(run[:-1])):
            over[which] = at
        for which, high in enumerate(over):
            if run and high is not None:
                above[which][run[-1]] = high
    tops = {word for word, level in stands if level == _THREE - 1}
    return above if len(tops) > 1 and _comes_again(above[0], words) else ()


_THREE = 3


def _comes_again(under: dict[int, int], words: dict[int, str]) -> bool:
    """Whether a lower heading stands under several others."""
    again: dict[str, set[int]] = {}
    for low, high in under.items():
        again.setdefault(fold(words[low]), set()).add(high)
    return any(len(uppers) > 1 for uppers in again.values())


def _filled(rows: Sequence[Sequence[Value]], first: int) -> Iterator[tuple[int, Sequence[Value]]]:
    return ((at, rows[at]) for at in range(first, len(rows)) if not all(map(blank, rows[at])))


def _names(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= _SHORT
