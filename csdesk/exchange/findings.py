"""Findings are what stands on a sheet besides values: errors, comments, what is hidden or merged, a filter."""

from dataclasses import dataclass, field

from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Area, Fault, Shown, Value, letter
from csdesk.domain.phrases import first_of

MOST = 20_000
"""How many hidden rows, columns or merged cells of one sheet are kept by their places."""
_COLOURED = 100_000
"""How many pieces of coloured cells are kept of one sheet."""
_SHOWN = 12
"""How many places a note names before it says how many more there are."""
ROWS, COLUMNS = 1_048_576, 16_384
"""What a sheet can have at most."""


@dataclass(slots=True)
class Pieces:
    """Cells of which the same is said, those below each other together, as (row, column, last row, what is said)."""

    most: int
    """How many pieces are kept."""
    all: list[Shown] = field(default_factory=list)
    more: int | None = None
    """The first row of which no more is kept, where there were too many."""
    _last: dict[int, int] = field(default_factory=dict)
    """By column, where its last piece stands."""

    def add(self, row: int, column: int, said: str, end: int | None = None) -> None:
        """One cell more, or those from a row to an end; rows come top down."""
        end = row if end is None else end
        at = self._last.get(column)
        if at is not None:
            top, _, bottom, before = self.all[at]
            if bottom == row - 1 and before == said:
                self.all[at] = (top, column, end, said)
                return
        if len(self.all) < self.most:
            self._last[column] = len(self.all)
            self.all.append((row, column, end, said))
        elif self.more is None:
            self.more = row

    def within(self, height: int, width: int) -> tuple[Shown, ...]:
        """Those of a sheet that has values in so many rows and columns."""
        return tuple(
            (top, column, min(end, height - 1), said)
            for top, column, end, said in self.all
            if top < height and column < width
        )


@dataclass(slots=True)
class Findings:
    """What stands on one sheet besides values; rows and columns count from 0."""

    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    """Cells whose value the reader's library does not tell as it stands there."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    """Cells with a comment."""
    shown: Pieces = field(default_factory=lambda: Pieces(ROWS))
    """Amounts whose format shows a currency."""
    coloured: Pieces = field(default_factory=lambda: Pieces(_COLOURED))
    """Cells that are filled in red, amber or green."""
    filtered: bool = False
    """Whether a filter is on: then it is what hides the rows."""

    def hide_rows(self, first: int, count: int = 1) -> None:
        """Note rows as hidden; beyond what a sheet can have there are none."""
        self.hidden_rows += range(first, min(first + count, ROWS, first + MOST))

    def hide_columns(self, first: int, count: int = 1) -> None:
        """Note columns as hidden; a file may say so of the same ones again and again."""
        if len(self.hidden_columns) < COLUMNS:
            self.hidden_columns += range(first, min(first + count, COLUMNS))


def notes_of(found: Findings, height: int, width: int) -> list[str]:
    """What a person should know of a sheet that has values in so many rows and columns."""
    rows = [r for r in found.hidden_rows if r < height]
    columns = [c for c in found.hidden_columns if c < width]
    notes = []
    if found.merged:
        places = [_area(a) for a in sorted(found.merged)[:_SHOWN]]
        notes.append("merged cells, only the first holds the value: " + first_of(places, len(found.merged)))
    if rows:
        who = "rows hidden by a filter: " if found.filtered else "hidden rows: "
        notes.append(who + first_of([str(r + 1) for r in rows[:_SHOWN]], len(rows)))
    if columns:
        notes.append("hidden columns: " + first_of([letter(c) for c in columns[:_SHOWN]], len(columns)))
    return notes + _comments(found) + _uncalculated(found) + _beyond(found)


def _beyond(found: Findings) -> list[str]:
    row = found.coloured.more
    return [] if row is None else [f"colours of cells are not read from row {row + 1:,} on"]


def _comments(found: Findings) -> list[str]:
    if not found.comments:
        return []
    places = [f"{letter(c)}{r + 1}" for r, c in sorted(found.comments)]
    who = "1 cell has a comment" if len(places) == 1 else f"{len(places):,} cells have comments"
    return [
        f"{who}, which {'is' if len(places) == 1 else 'are'} not read: {first_of(places[:_SHOWN], len(places))}"
    ]


def _uncalculated(found: Findings) -> list[str]:
    open_ = sorted(place for place, fault in found.faults.items() if fault.text == NOT_CALCULATED)
    if not open_:
        return []
    places = [f"{letter(c)}{r + 1}" for r, c in open_[:_SHOWN]]
    return ["formulas without a value, open and save the file in Excel: " + first_of(places, len(open_))]


def _area(area: Area) -> str:
    top, left, bottom, right = area
    return f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"


def column_of(reference: str) -> int:
    """The column of "AB12", counted from 0."""
    number = 0
    for sign in reference:
        if not sign.isalpha():
            break
        number = number * 26 + ord(sign.upper()) - 64
    return number - 1
