"""A column *Ticket* may hold the words of tickets in place of their numbers: then it is what they are about."""

from dataclasses import replace

from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.tables import Table

_ID, _SUBJECT = "ticket.external_id", "ticket.subject"
_MOSTLY = 0.5


def with_ticket_words(table: Table, mapping: SheetMapping) -> SheetMapping:
    """The mapping with such a column as the subject, where no other is."""
    column = mapping.at(_ID)
    if mapping.own or mapping.noun != "ticket" or column is None or mapping.at(_SUBJECT):
        return mapping
    cells = [c for c in table.cells(column.index) if not blank(c)]
    worded = [c for c in cells if isinstance(c, str) and " " in c.strip() and not any(map(str.isdigit, c))]
    if column.because == DECIDED or len(worded) <= _MOSTLY * len(cells):
        return mapping
    return mapping.instead(column, replace(column, target=_SUBJECT, because="its cells are words"))
