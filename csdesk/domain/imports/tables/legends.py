"""A legend of colours stands above a table, or below it: cells in red, amber or green, with their words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Colours, Grid, Value
from csdesk.domain.imports.tables.headers import blank, shown_header
from csdesk.domain.imports.tables.tables import Table

_LONGEST = 60
_BEHIND = re.compile(r".*(?:[=:–—]|\s-\s)\s*(\S.*)", re.DOTALL)
"""What stands behind the name of a colour: *Red = at risk*."""


def with_legend(table: Table, grid: Grid) -> Table:
    """The table with the colours of its sheet, and what that says of them above the header, or where no rows are.

    One colour alone is the fill of a title, and one with two words is no legend.
    """
    if not grid.coloured:
        return table
    titles = {*table.titles}
    above = (
        at
        for at, row in enumerate(grid.rows[: max(table.header_row - 1, 0)])
        if all(str(v).strip() in titles for v in row if isinstance(v, str) and not blank(v))
    )
    said: dict[str, set[str]] = {}
    for hue, text in _told(grid, {*above, *(one.row - 1 for one in table.left_out)}):
        said.setdefault(hue, set()).add(text)
    legend = tuple((hue, min(words)) for hue, words in said.items() if len(words) == 1)
    known = legend if len(legend) == len(said) > 1 else ()
    return replace(table, colours=Colours(grid.coloured, known))


def _told(grid: Grid, rows: set[int]) -> Iterator[tuple[str, str]]:
    hues = {
        (at, column): hue
        for top, column, bottom, hue in grid.coloured
        for at in (rows & {*range(top, bottom + 1)} if bottom - top < len(rows) else rows)
        if top <= at <= min(bottom, len(grid.rows) - 1)
    }
    for (at, column), hue in hues.items():
        if word := _word(grid.rows[at], column, alone=(at, column + 1) in hues):
            yield hue, word


def _word(row: tuple[Value, ...], column: int, *, alone: bool) -> str:
    """What stands right of a cell, unless that is coloured as well, else in it, else left of it."""
    places = (column, column - 1) if alone else (column + 1, column, column - 1)
    cells = (row[at] for at in places if 0 <= at < len(row))
    text = next((shown_header(cell) for cell in cells if not blank(cell)), "")
    if len(text) > _LONGEST:
        return ""
    behind = _BEHIND.fullmatch(text)
    return behind[1] if behind else text
