"""A column of stages may also say who left (*Churned*) or is no customer yet: those words are read as the status."""

from dataclasses import replace

from csdesk.domain.accounts import Stage, Status
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import read_choice
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

_STAGE, _STATUS = "account.stage", "account.status"


def may_hold_stages(table: Table, synonyms: Synonyms) -> bool:
    """Whether a header names the stage."""
    return any(synonyms.columns.get(fold(h.text)) == _STAGE for h in table.headers)


def with_standing(draft: Draft, mapping: SheetMapping, synonyms: Synonyms) -> Draft:
    """The table with a column of the states among its stages, where no column has states."""
    column = mapping.at(_STAGE)
    if column is None or mapping.own or mapping.at(_STATUS) or mapping.at("account.churned"):
        return draft
    table = draft.table
    cells = table.column(column.index)
    states = [_is_state(c, synonyms) for c in cells]
    if not any(states):
        return draft
    name = f"{column.header} (status)"
    said: list[Value] = [c if state else None for c, state in zip(cells, states, strict=True)]
    rows = tuple(
        r.with_cell(column.index, None) if state else r for r, state in zip(table.rows, states, strict=True)
    )
    table = with_columns(replace(table, rows=rows), {name: said})
    return replace(draft, table=table, brought={**(draft.brought or {}), name: _STATUS})


def _is_state(cell: Value, synonyms: Synonyms) -> bool:
    if not isinstance(cell, str) or read_choice(cell, Stage, synonyms, "stage") is not None:
        return False
    return read_choice(cell, Status, synonyms, "status") is not None
