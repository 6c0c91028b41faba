"""A person's name may stand in two columns: first name and last name make one."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.tables import Table

FIRST, LAST, WHOLE = "contact.first_name", "contact.last_name", "contact.name"


def with_whole_names(table: Table, mapping: SheetMapping) -> tuple[Table, SheetMapping]:
    """The table with one column of whole names, where it has them in parts; and its mapping."""
    mapping = _of_the_rest(table, mapping)
    parts = [c for c in (mapping.at(FIRST), mapping.at(LAST)) if c]
    if not parts or mapping.at(WHOLE):
        return table, mapping
    header = " + ".join(c.header for c in parts)
    names: list[Value] = [
        " ".join(filter(None, (shown(r.cell(c.index)) for c in parts))) or None for r in table.rows
    ]
    return with_made(table, mapping, header, WHOLE, names, "first and last name")


def _of_the_rest(table: Table, mapping: SheetMapping) -> SheetMapping:
    """The mapping, in which a *Name* beside first names is the last name, and beside last names the first one.

    It is not where it holds the other part too.
    """
    whole = mapping.at(WHOLE)
    other = next((c for c in (mapping.at(FIRST), mapping.at(LAST)) if c), None)
    if mapping.own or whole is None or other is None or (mapping.at(FIRST) and mapping.at(LAST)):
        return mapping
    both = [(shown(r.cell(whole.index)), shown(r.cell(other.index))) for r in table.rows]
    if any(part and part.casefold() in name.casefold() for name, part in both):
        return mapping
    rest = replace(whole, target=LAST if other.target == FIRST else FIRST)
    return mapping.instead(whole, rest)
