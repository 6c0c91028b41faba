"""What a sheet shows is not all it holds: rows may be hidden, and one value may be shown over several rows."""

from collections.abc import Callable
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Area, Grid, Value
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table

OMIT, BRING = "omit", "bring"
FIRST, FILL = "first", "fill"
_SEEN = 6


def table_shown(grid: Grid, asking: Asking, draw: Callable[[Grid], Table]) -> Table:
    """The table of a sheet without the rows it hides, and with merged values in each of their rows, or as was said.

    Both are asked where the table is imported.
    """
    hidden = [at for at in grid.hidden_rows if at < len(grid.rows) and grid.rows[at]]
    bring = asking.before(_hidden_key(grid.name)) == BRING
    seen = grid if bring or not hidden else _without(grid, hidden)
    table = draw(seen)
    areas = merged_below(seen, table.header_row)
    if areas and asking.before(merged_key(grid.name)) != FIRST:
        table = draw(filled(seen, areas))
    asks = [_of_hidden(grid, hidden)] if hidden else []
    return replace(table, asks=(*asks, *([of_merged(seen, areas)] if areas else [])))


def _without(grid: Grid, hidden: list[int]) -> Grid:
    """Hidden rows are blank ones, so that the others keep their numbers."""
    rows = list(grid.rows)
    for at in hidden:
        rows[at] = ()
    return replace(grid, rows=tuple(rows))


def merged_below(grid: Grid, header_row: int) -> list[Area]:
    """Merged cells over several rows below the header that hold something."""
    return [
        area
        for area in grid.merged
        if header_row and area[0] >= header_row and area[2] > area[0] and _value(grid, area) is not None
    ]


def _value(grid: Grid, area: Area) -> Value:
    row = grid.rows[area[0]] if area[0] < len(grid.rows) else ()
    return row[area[1]] if area[1] < len(row) else None


def filled(grid: Grid, areas: list[Area]) -> Grid:
    """The value of each area in all of its rows that hold something else."""
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, _ in areas:
        for row in rows[top + 1 : bottom + 1]:
            if any(v is not None for v in row):
                row.extend([None] * (left + 1 - len(row)))
                row[left] = rows[top][left] if row[left] is None else row[left]
    return replace(grid, rows=tuple(map(tuple, rows)))


def _hidden_key(sheet: str) -> str:
    return f"hidden:{sheet}:rows"


def merged_key(sheet: str) -> str:
    """The key of the question for which rows merged values hold."""
    return f"merged:{sheet}:rows"


def _of_hidden(grid: Grid, hidden: list[int]) -> Question:
    rows = [grid.rows[at] for at in hidden[:_SEEN]]
    by = "a filter hides" if grid.filtered else "the sheet hides"
    return Question(
        key=_hidden_key(grid.name),
        sheet=grid.name,
        rows=tuple(at + 1 for at in hidden),
        seen=tuple(str(next((v for v in row if v is not None), "")) for row in rows),
        choices=(Choice(OMIT, "Leave them out"), Choice(BRING, "Import them like the others")),
        default=OMIT,
        text=f"What becomes of {counted(len(hidden), 'row')} that {by}?",
        evidence="Who saved the sheet did not see them.",
    )


def of_merged(grid: Grid, areas: list[Area], *, first: str = "It holds for the first row only") -> Question:
    """The question for which rows such values hold; `first` is what holds where it is the first row alone."""
    count = counted(len(areas), "value", "stands")
    return Question(
        key=merged_key(grid.name),
        sheet=grid.name,
        rows=tuple(area[0] + 1 for area in areas),
        seen=tuple(f"{_value(grid, a)}: rows {a[0] + 1} to {a[2] + 1}" for a in areas[:_SEEN]),
        choices=(
            Choice(FILL, "It holds for each of its rows"),
            Choice(FIRST, first),
        ),
        default=FILL,
        text=f"{count} in merged cells over several rows. For which rows?",
        evidence="The sheet shows one value beside all of them; the file keeps it in the first row.",
    )
