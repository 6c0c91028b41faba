"""A cell may be told anew: what a person wrote in its place is read as if it stood in the file."""

from collections.abc import Mapping
from dataclasses import replace

from csdesk.domain.imports.tables.tables import Row, Table


def as_told(table: Table, answers: Mapping[str, str]) -> Table:
    """The table with what was said of single cells, by `cell:SHEET:HEADER:ROW`; an empty text empties the cell."""
    sheet = f"cell:{table.sheet}:"
    said = {key.removeprefix(sheet): text for key, text in answers.items() if key.startswith(sheet)}
    if not said:
        return table
    places = {
        f"{header.text}:{row.number}": (at, header.index)
        for at, row in enumerate(table.rows)
        for header in table.headers
    }
    rows = list(table.rows)
    for place, text in said.items():
        if place in places:
            at, index = places[place]
            rows[at] = _with(rows[at], index, text)
    return replace(table, rows=tuple(rows))


def _with(row: Row, index: int, text: str) -> Row:
    cells = [*row.cells, *[None] * (index + 1 - len(row.cells))]
    cells[index] = text.strip() or None
    return replace(row, cells=tuple(cells))


def emptied_cells(sheet: str, answers: Mapping[str, str]) -> set[tuple[int, str]]:
    """The cells, by row and header, that were said to be empty: something stands there in the file."""
    start = f"cell:{sheet}:"
    told = (
        key.removeprefix(start) for key, text in answers.items() if key.startswith(start) and not text.strip()
    )
    places = (place.rpartition(":") for place in told)
    return {(int(row), header) for header, _, row in places if row.isdecimal()}
