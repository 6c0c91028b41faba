"""What a person types where both sides changed a field stands in the sheet's cell, as if it had come so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Grid, Source, Value

Cell = tuple[str, int, str]
"""A sheet, the number of a row, the header of a column."""
_LOOK = 40


def with_typed(source: Source, typed: Mapping[Cell, str]) -> Source:
    """The workbook with other texts in some cells; the file itself stays as it is."""
    if not typed:
        return source
    return replace(source, grids=tuple(_typed(grid, typed) for grid in source.grids))


def _typed(grid: Grid, typed: Mapping[Cell, str]) -> Grid:
    mine = {(row, header): text for (tab, row, header), text in typed.items() if tab == grid.name}
    if not mine:
        return grid
    rows = list(grid.rows)
    for (number, header), text in mine.items():
        place = _place(grid.rows, header)
        if place is not None and 0 < number <= len(rows):
            rows[number - 1] = _with(rows[number - 1], place, text)
    return replace(grid, rows=rows)


def _place(rows: Sequence[tuple[Value, ...]], header: str) -> int | None:
    """The column of a header, of those that came with the workbook or were added to it."""
    for row in rows[:_LOOK]:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip() in {header, f"{header} (custom)"}:
                return place
    return None


def _with(row: tuple[Value, ...], place: int, text: str) -> tuple[Value, ...]:
    wide = [*row, *([None] * (place + 1 - len(row)))]
    wide[place] = text or None
    return tuple(wide)
