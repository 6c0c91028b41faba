"""A made column stands behind those of a sheet, and says what they tell as a field of the book holds it."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.tables import Table


def with_made(
    table: Table,
    mapping: SheetMapping,
    header: str,
    target: str,
    cells: list[Value],
    because: str,
    confidence: float = 1.0,
) -> tuple[Table, SheetMapping]:
    """The table with one more column, each cell by row, and its mapping with where that goes."""
    wider = with_columns(table, {header: cells})
    made = Column(wider.headers[-1].index, header, target, confidence, because, samples(cells))
    return wider, replace(mapping, columns=(*mapping.columns, made))
