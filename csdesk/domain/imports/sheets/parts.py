"""A person's name may stand in two columns: first name and last name make one."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import samples, shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.tables import Table

FIRST, LAST, WHOLE = "contact.first_name", "contact.last_name", "contact.name"


def with_whole_names(table: Table, mapping: SheetMapping) -> tuple[Table, SheetMapping]:
    """The table with one column of whole names, where it has them in parts; and its mapping."""
    parts = [c for c in (mapping.at(FIRST), mapping.at(LAST)) if c]
    if not parts or mapping.at(WHOLE):
        return table, mapping
    header = " + ".join(c.header for c in parts)
    names: list[Value] = [
        " ".join(filter(None, (shown(r.cell(c.index)) for c in parts))) or None for r in table.rows
    ]
    wider = with_columns(table, {header: names})
    whole = Column(wider.headers[-1].index, header, WHOLE, 1.0, "first and last name", samples(names))
    return wider, replace(mapping, columns=(*mapping.columns, whole))
