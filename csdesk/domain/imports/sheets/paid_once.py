"""What is paid once, as a column of kinds says row by row (*Recurring*, *One-time*), is no recurring contract."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import DECIDED, JOINED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms

_RECURRING = "subscription.recurring"


def with_paid_once(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with what is paid again and again as yes and no, where a column says it; its mapping; what to tell."""
    if mapping.noun not in {"account", "subscription"} or mapping.own or mapping.at(_RECURRING):
        return table, mapping, []
    column = next((c for c in mapping.columns if _is_free(c) and _tells(table, c, synonyms)), None)
    if column is None:
        return table, mapping, []
    cells: list[Value] = [
        None if blank(c := row.cell(column.index)) else "no" if _once(c, synonyms) else "yes"
        for row in table.rows
    ]
    mapping = mapping.instead(column, replace(column, target=None, because=JOINED))
    header = f"{column.header} (recurring)"
    wider, mapping = with_made(table, mapping, header, _RECURRING, cells, f"as “{column.header}” says")
    first = next(r for r, c in zip(table.rows, cells, strict=True) if c == "no")
    said = shown(first.cell(column.index))
    return (
        wider,
        mapping,
        [f"“{column.header}” says what is paid once, such as “{said}” in row {first.number}: it is no MRR."],
    )


def _is_free(column: Column) -> bool:
    return column.target in {None, "account.segment"} and column.because not in {DECIDED, JOINED}


def _tells(table: Table, column: Column, synonyms: Synonyms) -> bool:
    """Whether every cell says that something is paid once, or again and again, and one of each does."""
    words = {fold(shown(c)) for c in set(table.cells(column.index)) if not blank(c)}
    once = {w for w in words if _once(w, synonyms)}
    return bool(once) and once != words and all(synonyms.value("recurring", w) for w in words - once)


def _once(cell: Value, synonyms: Synonyms) -> bool:
    return fold(shown(cell)) in synonyms.values["one_off"]
