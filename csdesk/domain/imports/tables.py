"""A table is what a sheet holds between its titles and its totals: one header, rows, and headings among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from csdesk.domain.imports.exports import is_written
from csdesk.domain.imports.grid import Fault, Grid, Value
from csdesk.domain.imports.values import Mark, read_amount
from csdesk.domain.imports.words import Synonyms, fold

_LOOK = 40
"""How many rows from the top may hold the header."""
_SHORT = 40
"""Up to which length a text may be a header that nobody knows."""
_SENTENCE = 60
"""From which length a text alone in its row is a remark and no name."""
WHY_REFUSED, COMPUTED = "Why it was refused", "(computed)"
"""Headers of columns that csdesk itself wrote, and reads as nothing."""
_DECORATION = " \t-–—=*#•·:_>~|"


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, by its number on the sheet; `heading` is the row of the heading it stands under."""

    number: int
    cells: tuple[Value, ...]
    heading: int | None = None

    def cell(self, index: int) -> Value:
        """The cell of a column, None past the row's end."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no customer and no fact: a title, a total, a heading, a remark."""

    row: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that is not imported, and why."""

    file: str
    sheet: str
    why: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header, as shown: duplicates are numbered, blank ones are named by their letter."""

    index: int
    text: str
    day: date | None = None
    """Where the header itself is a day, as in months as columns."""


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

    def column(self, index: int) -> list[Value]:
        """All cells of a column, top down."""
        return [row.cells[index] if index < len(row.cells) else None for row in self.rows]

    def cells(self, index: int) -> Iterator[Value]:
        """The cells of a column, top down, one after another: for who needs the first ones only."""
        return (row.cell(index) for row in self.rows)

    def letter(self, header: str) -> str:
        """The letter of a column, by its header; empty where there is none."""
        return next((letter(h.index) for h in self.headers if h.text == header), "")


def letter(index: int) -> str:
    """The column's letter: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def blank(value: Value) -> bool:
    """Whether a cell holds nothing a person would see."""
    if value is None or type(value) is not str:
        return value is None
    return not value or value.isspace() or (value[0] == "\u200b" and not value.replace("\u200b", "").strip())


def table_of(grid: Grid, synonyms: Synonyms, headers: Iterable[str] = ()) -> Table:
    """Find the header under its titles, the rows, and what is not a row; `headers` that are known to be such."""
    at = _written_at(grid.rows, synonyms)
    if at is None:
        at = _header_at(grid.rows, synonyms, frozenset(map(fold, headers)))
    if at is None:
        at = _worded_at(grid.rows)
    if at is None:
        return Table(grid.name, 0, (), (), titles=_titles(grid.rows), notes=grid.notes)
    shown = _headers(grid.rows, at)
    rows, left, headings = _body(grid.rows, at, shown, synonyms)
    return Table(
        sheet=grid.name,
        header_row=at + 1,
        headers=shown,
        rows=tuple(rows),
        left_out=tuple(left),
        headings=tuple(headings),
        titles=_titles(grid.rows[:at]),
        notes=grid.notes,
    )


def _titles(rows: Iterable[tuple[Value, ...]]) -> tuple[str, ...]:
    return tuple(str(v).strip() for row in rows for v in row if isinstance(v, str) and not blank(v))[:20]


def _written_at(rows: Sequence[tuple[Value, ...]], synonyms: Synonyms) -> int | None:
    """The first row, where it is the header of a table that another program wrote."""
    at = next((i for i, row in enumerate(rows[:_LOOK]) if any(not blank(v) for v in row)), None)
    names = [v for v in rows[at] if isinstance(v, str)] if at is not None else []
    return at if names and is_written(names, synonyms.exports, synonyms.technical) else None


def _worded_at(rows: Sequence[tuple[Value, ...]]) -> int | None:
    """The first row of more than one cell, where it can only be a header: short words, each once, none a value."""
    at = next((i for i, row in enumerate(rows[:_LOOK]) if sum(not blank(v) for v in row) > 1), None)
    cells = [v for v in rows[at] if not blank(v)] if at is not None else []
    words = [fold(v) for v in cells if isinstance(v, str) and len(v) <= _SHORT and not _is_value(v)]
    return at if cells and len(words) == len(cells) == len(set(words)) else None


def _is_value(text: str) -> bool:
    return "@" in text or not any(map(str.isalpha, text)) or read_amount(text, Mark.POINT) is not None


def _header_at(rows: Sequence[tuple[Value, ...]], synonyms: Synonyms, headers: frozenset[str]) -> int | None:
    best: tuple[float, int] | None = None
    for index, row in enumerate(rows[:_LOOK]):
        cells = [v for v in row if not blank(v)]
        score = _header_score(cells, synonyms, headers)
        if score > 0 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _header_score(cells: list[Value], synonyms: Synonyms, headers: frozenset[str]) -> float:
    words = [fold(v) for v in cells if isinstance(v, str) and len(v) <= 60]
    known = sum(1 for w in words if w in headers or _known(w, synonyms))
    if not known:
        return 0
    others = sum(1 for v in cells if not isinstance(v, str | date))
    return known * 3 + len(set(words)) - others * 2 - (len(words) - len(set(words)))


def _known(word: str, synonyms: Synonyms) -> bool:
    bare = bare_header(word)
    return any(w in synonyms.columns or any(w in log for log in synonyms.logs.values()) for w in {word, bare})


_UNITS = re.compile(r"(?<=.) (usd|eur|gbp|chf|in usd|in eur|k|date|amount|flag|value|indicator|in cents|cents|in pence|pence)$")
_PREFIXES = re.compile(r"^(property|properties|custom|cf|customer s|our|current) (?=.)")


def bare_header(word: str) -> str:
    """A folded header without words that only say its unit, kind or system: `arr usd`, `property name`."""
    return _UNITS.sub("", _PREFIXES.sub("", word))


def _headers(rows: Sequence[tuple[Value, ...]], at: int) -> tuple[Header, ...]:
    width = max(len(r) for r in rows[at:])
    seen: dict[str, int] = {}
    found = []
    for index in range(width):
        cell = rows[at][index] if index < len(rows[at]) else None
        if blank(cell) and all(index >= len(r) or blank(r[index]) for r in rows[at + 1 :]):
            continue
        if isinstance(cell, str) and (cell.strip() == WHY_REFUSED or cell.rstrip().endswith(COMPUTED)):
            continue
        text = f"column {letter(index)}" if blank(cell) else _shown(cell)
        key = fold(text)
        seen[key] = seen.get(key, 0) + 1
        day = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
        found.append(Header(index, f"{text} ({seen[key]})" if seen[key] > 1 else text, day))
    return tuple(found)


def _shown(cell: Value) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = cell.text if isinstance(cell, Fault) else str(cell)
    return " ".join(text.replace("﻿", "").split())


def _body(
    rows: Sequence[tuple[Value, ...]], at: int, headers: tuple[Header, ...], synonyms: Synonyms
) -> tuple[list[Row], list[LeftOut], list[LeftOut]]:
    found: list[Row] = []
    left: list[LeftOut] = []
    headings: list[LeftOut] = []
    wide = len(headers) >= 3
    heads = {h.index: fold(h.text) for h in headers}
    names = frozenset(heads.values())
    last = next((i for i in range(len(rows) - 1, -1, -1) if _tells(rows[i])), at)
    totals = _Totals.of(synonyms)
    for index in range(at + 1, len(rows)):
        row = rows[index]
        if _plain(row, names, totals):
            found.append(Row(index + 1, row, headings[-1].row if headings else None))
            continue
        filled: list[Value] = [
            v for v in row if v is not None and (not isinstance(v, str) or v[:1].isalnum() or not blank(v))
        ]
        if not filled:
            continue
        if not _suspicious(row, filled, heads, totals, wide=wide, below=index > last):
            found.append(Row(index + 1, row, headings[-1].row if headings else None))
            continue
        text = _shown(filled[0])
        why = _why_left(
            row, filled, synonyms, heads, wide=wide, below=index > last, apart=_apart(rows, index)
        )
        if why == "heading":
            headings.append(LeftOut(index + 1, text, why))
        if why:
            left.append(LeftOut(index + 1, text, why))
        else:
            found.append(Row(index + 1, row, headings[-1].row if headings else None))
    return found, left, headings


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
    if not isinstance(first, str) or len(filled) == 1:
        return below or len(filled) == 1 or (wide and blank(row[0]))
    word = fold(first)
    return word in heads.values() or word.lstrip("0123456789 ").startswith(totals.begins)


def _apart(rows: Sequence[tuple[Value, ...]], index: int) -> bool:
    return all(blank(v) for v in rows[index - 1])


def _tells(row: tuple[Value, ...]) -> bool:
    """Whether a row has more than one cell, one of them a text."""
    return sum(not blank(v) for v in row) > 1 and any(isinstance(v, str) and not blank(v) for v in row)


def _why_left(
    row: tuple[Value, ...],
    filled: list[Value],
    synonyms: Synonyms,
    heads: dict[int, str],
    *,
    wide: bool,
    below: bool,
    apart: bool,
) -> str | None:
    first = filled[0]
    if isinstance(first, str):
        if _is_total(first, filled, synonyms):
            return "total"
        if wide and len(filled) == 1 and _is_heading(first, synonyms):
            return "heading"
        if wide and len(filled) == 1 and below and (apart or len(first) > _SENTENCE):
            return "remark"
        same = [i for i, v in enumerate(row) if isinstance(v, str) and heads.get(i) == fold(v)]
        if len(same) >= 2 and len(same) == len(filled):
            return "header again"
    elif wide and blank(row[0]) and all(isinstance(v, int | Decimal | Fault) for v in filled) and below:
        return "total"
    return None


def _is_total(first: str, filled: list[Value], synonyms: Synonyms) -> bool:
    totals = synonyms.values["totals"]
    word = fold(first)
    head = re.sub(r"\d+", "", word).strip()
    starts = word in totals or head in totals or any(word.startswith(f"{t} ") for t in totals)
    return starts and all(_counted(v) for v in filled[1:])


def _counted(value: Value) -> bool:
    """Whether a cell holds a sum; in a text table every sum is a text."""
    if isinstance(value, str):
        return read_amount(value, Mark.POINT) is not None
    return isinstance(value, int | Decimal | Fault) and not isinstance(value, bool)


def _is_heading(first: str, synonyms: Synonyms) -> bool:
    bare = first.strip(_DECORATION)
    if not bare:
        return False
    decorated = bare != first.strip() and (first.strip()[0] in _DECORATION or first.strip()[-1] in ":-–—=*")
    return decorated or fold(bare) in synonyms.values["headings"]
