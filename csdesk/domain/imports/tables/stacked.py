"""Several tables on one sheet: those below one another are read each by itself, those side by side are named."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Grid, Value, letter
from csdesk.domain.imports.tables.headers import (
    blank,
    is_known,
    is_value,
    place_of_header,
    shown_header,
)
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

_SHORT = 40
_KNOWN = 0.6
"""Which share of a row's words must be known headers for it to begin another table."""
_PAIR = 2
_FIRST = 40
"""How many rows are looked at for how far a table reaches to the right."""
_WHOM = frozenset({"account.account", "account.external_id"})


def tables_on(
    grid: Grid, synonyms: Synonyms, headers: Iterable[str] = (), *, of_one: bool = False
) -> list[Grid]:
    """The sheet as one grid for each table below another; rows keep their numbers.

    `of_one`: the sheet may be of one customer, so that its tables need not name any.
    """
    place = place_of_header(grid.rows, synonyms, headers)
    if place is None or place.bare:
        return [grid]
    starts = list(_starts(grid, _first_header(grid, place.row, synonyms, of_one=of_one), synonyms))
    if not starts:
        return [_without_neighbour(grid, place.row, synonyms)]
    found = [replace(grid, rows=grid.rows[: starts[0][0]])]
    ends = [at for at, _ in starts[1:]] + [len(grid.rows)]
    for number, ((at, title), end) in enumerate(zip(starts, ends, strict=True), 2):
        name = f"{grid.name}: {title}" if title else f"{grid.name} ({number})"
        rows = (*([()] * at), *grid.rows[at:end])
        found.append(
            replace(
                grid, name=name, rows=rows, notes=(f"This table begins in row {at + 1} of “{grid.name}”.",)
            )
        )
    return [_without_neighbour(g, 0, synonyms) if g is found[0] else g for g in found]


def _first_header(grid: Grid, best: int, synonyms: Synonyms, *, of_one: bool) -> int:
    """Where the first table has its header: a lower one may know more of its words, and have a gap above it."""
    rows = grid.rows
    gap = next((at for at in range(best - 1, 1, -1) if all(map(blank, rows[at]))), 0)
    heads = (at for at in range(gap - 1) if _is_header(rows[at], synonyms))
    wide = (at for at in heads if _names_customers(rows[at], synonyms) or (of_one and _is_wide(rows[at])))
    return next(wide, best)


def _is_wide(row: tuple[Value, ...]) -> bool:
    """Whether a header has more columns than a list of what something comes to: *Region*, *ARR*."""
    return sum(not blank(v) for v in row) > _PAIR


def _names_customers(row: tuple[Value, ...], synonyms: Synonyms) -> bool:
    return any(synonyms.columns.get(fold(shown_header(v))) in _WHOM for v in row if not blank(v))


def _starts(grid: Grid, header: int, synonyms: Synonyms) -> Iterator[tuple[int, str]]:
    """Where further tables begin, with their titles: under a blank row, a row of other headers."""
    rows = grid.rows
    heads = {fold(shown_header(v)) for v in rows[header] if not blank(v)}
    for at in range(header + 3, len(rows) - 1):
        row, before = rows[at], rows[at - 1]
        if len(before) > 1 and before[0] is not None and before[1] is not None:
            continue
        if (
            not row
            or not _apart(before)
            or not _is_header(row, synonyms)
            or all(blank(v) for v in rows[at + 1])
        ):
            continue
        title = _title(rows[at - 1])
        begins = at - 1 if title else at
        if not all(blank(v) for v in rows[begins - 1]):
            continue
        words = {fold(shown_header(v)) for v in row if not blank(v)}
        if len(words & heads) < len(words):
            yield begins, title


def _apart(before: tuple[Value, ...]) -> bool:
    """Whether a row is empty, or a title alone."""
    return sum(not blank(v) for v in before) < 2


def _title(row: tuple[Value, ...]) -> str:
    cells = [v for v in row if not blank(v)]
    return shown_header(cells[0]).strip(" :-–—=*#") if len(cells) == 1 and isinstance(cells[0], str) else ""


def _is_header(row: tuple[Value, ...], synonyms: Synonyms) -> bool:
    first = next((v for v in row if v is not None), None)
    if not isinstance(first, str) or len(first) > _SHORT:
        return False
    cells = [v for v in row if not blank(v)]
    if len(cells) < 2 or not all(isinstance(v, str) and len(v) <= _SHORT and not is_value(v) for v in cells):
        return False
    known = sum(is_known(fold(str(v)), synonyms) for v in cells)
    return known >= max(2, _KNOWN * len(cells))


def _without_neighbour(grid: Grid, header: int, synonyms: Synonyms) -> Grid:
    """The grid without a table that stands beside the one with more in it; it is named."""
    place = place_of_header(grid.rows, synonyms) if not header else None
    at = max(0, place.row) if place else header
    head = grid.rows[at] if at < len(grid.rows) else ()
    for gap in range(1, max(map(len, grid.rows[at : at + _FIRST]), default=0) - 1):
        if (gap < len(head) and not blank(head[gap])) or not _is_gap(grid, at, gap):
            continue
        two = _two(head[:gap], head[gap + 1 :], synonyms)
        if two or _is_summed_up(grid, at, gap, synonyms) or _is_legend(grid, at, gap):
            return _one_of(grid, at, gap)
    return grid


def _is_gap(grid: Grid, at: int, gap: int) -> bool:
    return all(gap >= len(row) or blank(row[gap]) for row in grid.rows[at:])


def _is_summed_up(grid: Grid, at: int, gap: int, synonyms: Synonyms) -> bool:
    """Whether what stands right of a gap ends with sums of its own, beside a row of what stands left of it: a pivot."""
    rows = grid.rows[at + 1 :]
    last = next((n for n in range(len(rows) - 1, -1, -1) if not all(map(blank, _right(rows[n], gap)))), 0)
    if not any(not all(map(blank, _left(row, gap))) for row in rows[last + 1 :]):
        return False
    first, *more = [v for v in _right(rows[last], gap) if not blank(v)] or [None]
    summed = isinstance(first, str) and fold(first) in synonyms.values["totals"]
    return summed and bool(more) and not any(isinstance(v, str) for v in more)


def _is_legend(grid: Grid, at: int, gap: int) -> bool:
    """Whether what stands right of a gap says what the values of a column left of it mean: *A*, *key account*."""
    rows = [row for row in grid.rows[at + 1 :] if not all(map(blank, _left(row, gap)))]
    told = [row for row in grid.rows[at + 1 :] if not all(map(blank, _right(row, gap)))]
    meanings = [[v for v in _right(row, gap) if not blank(v)] for row in told]
    codes = {fold(str(one[0])) for one in meanings}
    if len(codes) < len(told) or len(told) == len(rows) or any(len(one) != _PAIR for one in meanings):
        return False
    columns = ({fold(str(r[i])) for r in rows if i < len(r) and not blank(r[i])} for i in range(gap))
    return any(len(values) > 1 and values <= codes for values in columns)


def _two(left: tuple[Value, ...], right: tuple[Value, ...], synonyms: Synonyms) -> bool:
    """Whether two groups of headers are two tables: both name a customer, or both have the same names."""
    sides = [[fold(shown_header(v)) for v in side if not blank(v)] for side in (left, right)]
    if min(map(len, sides)) < 2:
        return False
    named = all(any(synonyms.columns.get(w) in _WHOM for w in side) for side in sides)
    return named or len(set(sides[0]) & set(sides[1])) >= 2


def _one_of(grid: Grid, at: int, gap: int) -> Grid:
    counts = [sum(not blank(v) for row in grid.rows[at:] for v in side(row, gap)) for side in (_left, _right)]
    width = max(map(len, grid.rows[at:]))
    if counts[0] >= counts[1]:
        head, span = grid.rows[at][gap + 1 :], f"{letter(gap + 1)} to {letter(width - 1)}"
        rows = tuple(row[:gap] for row in grid.rows)
    else:
        head, span = grid.rows[at][:gap], f"A to {letter(gap - 1)}"
        rows = tuple((*([None] * gap), *row[gap:]) if len(row) > gap else () for row in grid.rows)
    names = ", ".join(f"“{shown_header(v)}”" for v in head if not blank(v))
    note = f"Another table stands beside it, in columns {span} ({names}): it is not read. Put it on a sheet of its own."
    return replace(grid, rows=rows, notes=(*grid.notes, note))


def _left(row: tuple[Value, ...], gap: int) -> tuple[Value, ...]:
    return row[:gap]


def _right(row: tuple[Value, ...], gap: int) -> tuple[Value, ...]:
    return row[gap + 1 :]
