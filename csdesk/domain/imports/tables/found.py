"""A table is found on a sheet: its header under the titles, its rows, and what is no row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from csdesk.domain.imports.cells.grid import Fault, Grid, Value
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.imports.tables.headers import (
    WHY_REFUSED,
    Header,
    blank,
    headers_at,
    lettered,
    place_of_header,
    shown_header,
)
from csdesk.domain.imports.tables.headings import heading_said, says_heading
from csdesk.domain.imports.tables.over import over_blocks
from csdesk.domain.imports.tables.tables import HEADING, SHEET_NAME, LeftOut, Row, Table
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.values import dataclass

_SENTENCE, _WIDE = 60, 3
"""From which length a text alone in its row is a remark and no name."""

_CLOSING = frozenset({"total", "remark"})
"""What a text alone is a remark behind, as behind a gap."""


def table_of(grid: Grid, synonyms: Synonyms, headers: Iterable[str] = ()) -> Table:
    """Find the header under its titles, the rows, and what is not a row; `headers` that are known to be such."""
    place = place_of_header(grid.rows, synonyms, headers)
    if place is None:
        return Table(grid.name, 0, (), (), titles=_titles(grid.rows), notes=grid.notes)
    at = place.row
    shown = lettered(grid.rows[at + 1 :]) if place.bare else headers_at(grid.rows, at, place.group, synonyms)
    rows, left, headings = _body(grid.rows, at, shown, synonyms, frozenset(grid.over))
    over = sum(heading.row == at for heading in headings)
    return Table(
        sheet=grid.name,
        header_row=0 if place.bare else at + 1,
        headers=shown,
        rows=tuple(rows),
        left_out=tuple(left),
        headings=tuple(headings),
        titles=_titles(grid.rows[: max(0, at + place.bare - (place.group is not None) - over)]),
        notes=grid.notes,
        shown=grid.shown,
        partial=any(isinstance(c, str) and c.strip() == WHY_REFUSED for c in grid.rows[at]),
    )


def _titles(rows: Iterable[tuple[Value, ...]]) -> tuple[str, ...]:
    return tuple(str(v).strip() for row in rows for v in row if isinstance(v, str) and not blank(v))[:20]


def _body(
    rows: Sequence[tuple[Value, ...]],
    at: int,
    headers: tuple[Header, ...],
    synonyms: Synonyms,
    sheets: frozenset[int],
) -> tuple[list[Row], list[LeftOut], list[LeftOut]]:
    found: list[Row] = []
    wide = len(headers) >= _WIDE
    heads = {h.index: fold(h.text) for h in headers}
    headings = [*_above_header(rows, at, heads)]
    left = [*headings]
    names = frozenset(heads.values())
    last = next((i for i in range(len(rows) - 1, -1, -1) if _tells(rows[i])), at)
    totals = _Totals.of(synonyms)
    says = partial(says_heading, synonyms=synonyms)
    over = sheets or (
        over_blocks(rows[: last + 1], at + 1, headers[0].index, says, only_sums) if wide else frozenset()
    )
    for index in range(at + 1, len(rows)):
        row = rows[index]
        why: str | None = None
        if not _plain(row, names, totals):
            filled = _filled(row)
            if not filled:
                continue
            if index in sheets:
                why = SHEET_NAME
            elif _suspicious(row, filled, heads, totals, wide=wide, below=index > last):
                stands = _stands(rows, index, last, left[-1] if left else None, over, heads)
                why = _why_left(row, filled, synonyms, heads, stands, wide=wide)
        if why is None:
            found.append(Row(index + 1, row, headings[-1].row if headings else None))
            continue
        left.append(LeftOut(index + 1, shown_header(filled[0]), why))
        if why in {HEADING, SHEET_NAME}:
            headings.append(left[-1])
    return _over_rows(found, left, headings)


def _above_header(rows: Sequence[tuple[Value, ...]], at: int, heads: dict[int, str]) -> Iterator[LeftOut]:
    """The heading of the first block, which stands over the header where every other one stands over it again."""
    first = _filled(rows[at - 1]) if at else []
    if len(first) != 1 or not isinstance(first[0], str):
        return
    name = min(heads)
    same = (i for i in range(at + 2, len(rows)) if rows[i][name : name + 1] == rows[at][name : name + 1])
    others = [_filled(rows[i - 1]) for i in same if _is_header(rows[i], heads)]
    if others and all(len(one) == 1 and isinstance(one[0], str) for one in others):
        yield LeftOut(at, shown_header(first[0]), HEADING)


def _filled(row: tuple[Value, ...]) -> list[Value]:
    return [v for v in row if v is not None and (not isinstance(v, str) or v[:1].isalnum() or not blank(v))]


def _over_rows(
    found: list[Row], left: list[LeftOut], headings: list[LeftOut]
) -> tuple[list[Row], list[LeftOut], list[LeftOut]]:
    """The rows, what is left out, and the headings; what stands below the last row heads nothing: it is a remark."""
    last = found[-1].number if found else 0
    below = {h.row for h in headings if h.row > last}
    left = [replace(one, why="remark") if one.row in below else one for one in left]
    return found, left, [h for h in headings if h.row not in below]


@dataclass(frozen=True, slots=True)
class _Stands:
    """Where a row stands: below the last one that tells of more than sums, behind a gap, at the end of a block."""

    below: bool
    apart: bool
    ends: bool
    over: bool
    """Whether it stands alone over a block of rows, as all rows do that hold one cell."""


def _stands(
    rows: Sequence[tuple[Value, ...]],
    index: int,
    last: int,
    left: LeftOut | None,
    over: frozenset[int],
    heads: dict[int, str],
) -> _Stands:
    """Where a row stands; `left` is what was left out last, and `last` the last row that tells of more than sums."""
    ends = index > last or _apart(rows, index + 2) or (index + 1 in over)
    behind = left is not None and left.row == index and left.why in _CLOSING
    heads_again = index + 1 < len(rows) and _is_header(rows[index + 1], heads)
    return _Stands(index > last, behind or _apart(rows, index), ends, index in over or heads_again)


@dataclass(frozen=True, slots=True)
class _Totals:
    """How the first word of a row of totals may begin."""

    begins: tuple[str, ...]

    @classmethod
    def of(cls, synonyms: Synonyms) -> "_Totals":
        """The words of the synonyms, as a start."""
        return cls(tuple(synonyms.values["totals"]))


def _plain(row: tuple[Value, ...], names: frozenset[str], totals: _Totals) -> bool:
    """Whether a row begins with two cells that make it a row: most do, and nothing else is asked of them."""
    if len(row) < 2 or not isinstance(row[0], str) or not row[0][:1].isalnum():
        return False
    second = row[1]
    if second is None or (isinstance(second, str) and not second[:1].isalnum()):
        return False
    word = fold(row[0])
    return word not in names and not word.lstrip("0123456789 ").startswith(totals.begins)


def _suspicious(
    row: tuple[Value, ...],
    filled: list[Value],
    heads: dict[int, str],
    totals: _Totals,
    *,
    wide: bool,
    below: bool,
) -> bool:
    """Whether a row could be anything but a row: most are told at a glance."""
    first = filled[0]
    unnamed = wide and row[0] is None and 0 in heads
    if not isinstance(first, str) or len(filled) == 1:
        return below or len(filled) == 1 or unnamed
    if unnamed and _counted(first):
        return True
    word = fold(first)
    return word in heads.values() or word.lstrip("0123456789 ").startswith(totals.begins)


def _apart(rows: Sequence[tuple[Value, ...]], index: int) -> bool:
    """Whether the row before another is empty, or past the last one."""
    return index > len(rows) or all(blank(v) for v in rows[index - 1])


def _tells(row: tuple[Value, ...]) -> bool:
    """Whether a row has more than one cell, one of them a text."""
    return sum(not blank(v) for v in row) > 1 and any(isinstance(v, str) and not blank(v) for v in row)


def _why_left(
    row: tuple[Value, ...],
    filled: list[Value],
    synonyms: Synonyms,
    heads: dict[int, str],
    stands: _Stands,
    *,
    wide: bool,
) -> str | None:
    first = filled[0]
    unnamed = wide and blank(row[0]) and (stands.below or (stands.ends and 0 in heads))
    if unnamed and all(map(_counted, filled)):
        return "total"
    if isinstance(first, str):
        if wide and len(filled) == 1 and stands.below and stands.apart and _is_footnote(first, synonyms):
            return "remark"
        if _is_total(first, filled, synonyms, ends=stands.ends or stands.apart):
            return "total"
        if len(filled) == 1 and _heads(first, len(heads), synonyms, over=stands.over):
            return HEADING
        if wide and len(filled) == 1 and stands.below and (stands.apart or len(first) > _SENTENCE):
            return "remark"
        if _is_header(row, heads):
            return "header again"
    return None


def _heads(text: str, columns: int, synonyms: Synonyms, *, over: bool) -> bool:
    """Whether a text alone in its row is a heading; in two columns only a word that is known as one."""
    if columns < _WIDE:
        return columns > 1 and (over or heading_said(text, synonyms) is not None)
    return over or says_heading(text, synonyms)


def _is_header(row: Sequence[Value], heads: dict[int, str]) -> bool:
    """Whether a row says the header again."""
    filled = [i for i, v in enumerate(row) if not blank(v)]
    same = [i for i in filled if isinstance(v := row[i], str) and heads.get(i) == fold(v)]
    return len(same) >= 2 and len(same) == len(filled)


def only_sums(row: Sequence[Value]) -> bool:
    """Whether a row holds nothing but sums."""
    return all(_counted(v) for v in row if not blank(v))


def _is_footnote(text: str, synonyms: Synonyms) -> bool:
    """Whether a text says what a star beside a name means, and is no heading between stars."""
    text = text.strip()
    return text[0] in "*†" and text[-1] != text[0] and heading_said(text, synonyms) is None


def _is_total(first: str, filled: list[Value], synonyms: Synonyms, *, ends: bool) -> bool:
    """Whether a row sums up others; one that only begins like a total stands at the end of a block."""
    totals = synonyms.values["totals"]
    word = fold(first)
    head = re.sub(r"\d+", "", word).strip()
    begins = ends and any(word.startswith(f"{t} ") for t in totals)
    return (word in totals or head in totals or begins) and all(_counted(v) for v in filled[1:])


def _counted(value: Value) -> bool:
    """Whether a cell holds a sum; in a text table every sum is a text."""
    if isinstance(value, str):
        return read_amount(value, Mark.POINT) is not None
    return isinstance(value, int | Decimal | Fault) and not isinstance(value, bool)
