"""Refused rows as a workbook: mended there, and imported again."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.errors import NothingRefused
from csdesk.domain.imports.bench.plan import Plan, Result, RowPlan, SheetPlan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.imports.sheets.added import grid_of
from csdesk.domain.imports.tables.tables import DECORATION, HEADING, SHEET_NAME, WHY_REFUSED
from csdesk.domain.values import dataclass

if TYPE_CHECKING:
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
    rows = [
        ([*_cells(grid, r.row, places), *([_over(sheet, r.row)] if over else [])], why_refused(r))
        for r in sheet.rows
        if r.result is Result.REFUSED
    ]
    return RefusedSheet(grid.name, [c.header for c in own] + ([over] if over else []), rows)


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
