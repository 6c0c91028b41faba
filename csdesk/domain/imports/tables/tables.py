"""A table is what a sheet holds between its titles and its totals: one header, rows, and headings among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import partial

from csdesk.domain.imports.cells.grid import Colours, Fault, Grid, Shown, Value
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.imports.tables.headers import (
    COMPUTED,
    WHY_REFUSED,
    Header,
    bare_header,
    blank,
    headers_at,
    lettered,
    place_of_header,
    shown_header,
)
from csdesk.domain.imports.tables.over import over_blocks
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.values import dataclass

__all__ = [
    "COMPUTED", "WHY_REFUSED", "Header", "LeftOut", "Row", "Skipped", "Table", "bare_header", "blank", "table_of",
]  # fmt: skip
_SENTENCE, _NAMED, _WIDE = 60, 3, 3
"""From which length a text alone in its row is a remark and no name."""
_CLOSING = frozenset({"total", "remark"})
"""What a text alone is a remark behind, as behind a gap."""
HEADING, SHEET_NAME = "heading", "the name of a sheet"
"""Why a row is left out that says on which sheet those below it stand."""
DECORATION = " \t-–—=*#•·:_>~|"


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, by its number on the sheet; `heading` is the row of the heading it stands under."""

    number: int
    cells: tuple[Value, ...]
    heading: int | None = None

    def cell(self, index: int) -> Value:
        """The cell of a column, None past the row's end."""
        return self.cells[index] if index < len(self.cells) else None

    def with_cell(self, index: int, value: Value) -> "Row":
        """The row with another cell in that column."""
        cells = (*self.cells, *[None] * (index - len(self.cells)))
        return replace(self, cells=(*cells[:index], value, *cells[index + 1 :]))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no customer and no fact: a title, a total, a heading, a remark."""

    row: int
    text: str
    why: str


BY_PERSON = "you left it out"
HIDDEN = "it is hidden; choose it by its name to import it"
NAMELESS = "no column names the customer"
LEGEND = "it only says what the columns of the others are"
"""Why sheets are left out that a person can take all the same."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that is not imported, and why."""

    file: str
    sheet: str
    why: str
    hidden: bool = False


def whys(skipped: Iterable[Skipped]) -> str:
    """Why sheets are no tables, each reason once, with the first sheets that have it."""
    sheets: dict[str, list[str]] = {}
    for one in skipped:
        sheets.setdefault(one.why, []).append(f"“{one.sheet}”")
    return "; ".join(f"{_first_of(names)}: {why}" for why, names in sheets.items())


def _first_of(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet understood. `header_row` is 0 where no header was found: then there are no rows."""

    sheet: str
    header_row: int
    headers: tuple[Header, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    headings: tuple[LeftOut, ...] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    asks: tuple[Question, ...] = ()
    """What is to be asked of its rows if the table is imported."""
    shown: tuple[Shown, ...] = ()
    """Amounts that are shown with a currency which their cells do not hold."""
    sums: tuple[Row, ...] = ()
    """The rows that became headings though they say amounts: the sums of the rows under them."""
    measure: str = ""
    """What the months of its columns measure, where their headers said it."""
    colours: Colours = Colours()
    partial: bool = False
    """Whether it is of a workbook of refused rows: the other rows of its sheet came before."""

    def column(self, index: int) -> list[Value]:
        """All cells of a column, top down."""
        try:
            return [row.cells[index] for row in self.rows]
        except IndexError:  # some rows end before it
            return [*self.cells(index)]

    def cells(self, index: int) -> Iterator[Value]:
        """The cells of a column, top down, one after another: for who needs the first ones only."""
        return (row.cells[index] if index < len(row.cells) else None for row in self.rows)

    def numbered(self, index: int) -> Iterator[tuple[int, Value]]:
        """The cells of a column, top down, each with the number of its row."""
        return zip((row.number for row in self.rows), self.cells(index), strict=True)

    def texts(self, index: int) -> str:
        """All texts of a column in one: what none of them holds is told at a glance, without asking each cell."""
        cells = self.column(index)
        return "\0".join([c for c in cells if isinstance(c, str)]) if str in set(map(type, cells)) else ""


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


def says_heading(first: str, synonyms: Synonyms) -> bool:
    """Whether a text alone in its row is a heading by itself: adorned as one, or a known word."""
    bare = first.strip(DECORATION)
    if not bare:
        return False
    decorated = bare != first.strip() and (first.strip()[0] in DECORATION or first.strip()[-1] in ":-–—=*")
    return decorated or heading_said(bare, synonyms) is not None


def heading_said(text: str, synonyms: Synonyms) -> str | None:
    """What a heading or a title says of the rows under it, with or without a year: *Churned 2025*; None for others."""
    return synonyms.value(
        "headings", re.sub(r"\b(19|20)\d\d\b", "", text.strip(DECORATION)).strip(DECORATION)
    )


def title_said(table: Table, synonyms: Synonyms, *meanings: str) -> str | None:
    """The title of a table, or the name of its sheet, that says one of these of all its rows; None where none does."""
    titles = (*table.titles, table.sheet, table.sheet.rpartition(": ")[2])
    return next((t for t in titles if heading_said(t, synonyms) in meanings), None)
