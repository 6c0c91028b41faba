"""A made column stands behind those of a sheet, and says what they tell as a field of the book holds it."""

from collections.abc import Mapping
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.questions import column_key
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, TARGETS


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


def as_answered(
    table: Table, mapping: SheetMapping, answers: Mapping[str, str], before: frozenset[str]
) -> SheetMapping:
    """The mapping with made columns where a person sent them, or left out; `before` are the headers of the others."""
    for column in [c for c in mapping.columns if c.header not in before]:
        said = answers.get(column_key(table.sheet, column.header))
        if said == OMIT or (said in TARGETS and not said.endswith(f".{CUSTOM}")):
            mapping = mapping.sent(column, said)
    return mapping
