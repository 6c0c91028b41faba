"""Refused rows as a workbook: mended there, and imported again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.errors import NothingRefused
from csdesk.domain.imports.bench.plan import Plan, Result, RowPlan, SheetPlan
from csdesk.domain.imports.cells.grid import Grid, Shown, Source, Value
from csdesk.domain.imports.sheets.added import grid_of
from csdesk.domain.imports.tables.headers import WHY_REFUSED
from csdesk.domain.imports.tables.headings import DECORATION
from csdesk.domain.imports.tables.tables import HEADING, SHEET_NAME
from csdesk.domain.values import dataclass

if TYPE_CHECKING:
    from csdesk.exchange.cell_styles import Look
    from csdesk.exchange.refused_out import RefusedSheet


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """A workbook that was written: its path, and how many rows it holds."""

    file: str
    rows: int


def write_refused(sources: Iterable[Source], plan: Plan, path: Path) -> RefusedRows:
    """Write the rows that a plan refuses, with the reasons, to an .xlsx file; the files themselves stay as they are.

    Raises: NothingRefused, NoPermission, NotWritten, PathUnusable.
    """
    from csdesk.exchange.atomic import atomic_write
    from csdesk.exchange.refused_out import refused_bytes

    read = tuple(sources)
    refused = ((s, grid_of(read, s.file, s.sheet)) for s in plan.sheets if s.count(Result.REFUSED))
    sheets = [(s, grid) for s, grid in refused if grid is not None]
    if not sheets:
        raise NothingRefused(files=", ".join(f.file for f in plan.files))
    day = max(s.day for s, _ in sheets)
    data = refused_bytes([_sheet(s, g) for s, g in sheets], why=WHY_REFUSED, day=day)
    atomic_write(path, lambda file: file.write(data))
    return RefusedRows(str(path), len(plan.refused))


def _sheet(sheet: SheetPlan, grid: Grid) -> "RefusedSheet":
    from csdesk.exchange.refused_out import RefusedSheet

    width = max(map(len, grid.rows), default=0)
    own = [c for c in sheet.columns if c.index < width]
    places = [c.index for c in own]
    over = next((c.header for c in sheet.columns if c.index >= width and c.target == "account.account"), None)
    refused = [r for r in sheet.rows if r.result is Result.REFUSED]
    rows = [
        ([*_cells(grid, r.row, places), *([_over(sheet, r.row)] if over else [])], why_refused(r))
        for r in refused
    ]
    headers = [c.header for c in own] + ([over] if over else [])
    return RefusedSheet(grid.name, headers, rows, _looks(grid, [r.row for r in refused], places))


def _looks(grid: Grid, rows: list[int], places: list[int]) -> "dict[tuple[int, int], Look]":
    """What cells of these rows and columns say by their looks: mended, they say it still."""
    from csdesk.exchange.cell_styles import Look

    places_of: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        places_of.setdefault(row - 1, []).append(number)
    keys = sorted(places_of)
    columns = {place: at for at, place in enumerate(places)}

    def told(pieces: Iterable[Shown]) -> dict[tuple[int, int], str]:
        return {
            (number, columns[column]): word
            for top, column, bottom, word in pieces
            if column in columns
            for row in keys[bisect_left(keys, top) : bisect_right(keys, bottom)]
            for number in places_of[row]
        }

    shown, coloured = told(grid.shown), told(grid.coloured)
    return {at: Look(shown.get(at), coloured.get(at)) for at in {**shown, **coloured}}


def _over(sheet: SheetPlan, row: int) -> str | None:
    """The customer who stands over a row: the nearest heading, or name of a sheet, above it."""
    above = [out.text for out in sheet.left_out if out.why in {HEADING, SHEET_NAME} and out.row < row]
    return above[-1].strip(DECORATION) if above else None


def _cells(grid: Grid, row: int, places: list[int]) -> list[Value]:
    cells = grid.rows[row - 1]
    return [cells[at] if at < len(cells) else None for at in places]


def why_refused(row: RowPlan) -> str:
    """Everything that is the matter with a row, and what to do about it."""
    said = [f"{p.column}: {p.problem}" if p.column else p.problem for p in row.problems]
    steps = [p.next for p in row.problems if p.next]
    return "; ".join([*said, *dict.fromkeys(steps)]) or row.what
