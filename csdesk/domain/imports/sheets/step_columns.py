"""A column called after what is to be done may hold the days of it alone: *Follow up*, 1 December."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import is_day
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms

_TITLE, _DUE = "task.title", "task.due_on"
_OPEN = frozenset({None, _TITLE})
_WORD = re.compile(r"[^\W_]+")


def with_step_columns(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with such a column as the days of next steps, which are called as it is where no other names them."""
    if mapping.own or mapping.noun not in {"account", "touch"} or mapping.at(_DUE):
        return table, mapping, []
    column = next((c for c in mapping.columns if _is_of_days(c, table, synonyms)), None)
    if column is None:
        return table, mapping, []
    mapping = mapping.instead(column, replace(column, target=_DUE, because="its cells are days"))
    told = [not blank(c) for c in table.cells(column.index)]
    note = f"“{column.header}” holds days: {counted(sum(told), 'next step', 'is')} due on them."
    if mapping.at(_TITLE) is None:
        titles: list[Value] = [column.header if yes else None for yes in told]
        header = f"{column.header} (title)"
        table, mapping = with_made(table, mapping, header, _TITLE, titles, f"as “{column.header}” is called")
    return table, mapping, [note]


def _is_of_days(column: Column, table: Table, synonyms: Synonyms) -> bool:
    if column.because == DECIDED or column.target not in _OPEN or not column.samples:
        return False
    if synonyms.columns.get(" ".join(_WORD.findall(column.header.casefold()))) != _TITLE:
        return False
    return all(is_day(c) for c in table.cells(column.index) if not blank(c))
