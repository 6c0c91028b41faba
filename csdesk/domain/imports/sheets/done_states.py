"""A status of milestones says which are reached: *done*, *abgeschlossen*; others, such as *on hold*, say no more."""

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.tasks import TaskStatus

_DONE = "milestone.done"
_STATUS = frozenset("status state stand etat estado situacion fortschritt progress".split())


def with_reached(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with a column of what is reached, where a status says it and no column else; its mapping; notes."""
    if mapping.noun != "milestone" or mapping.own or mapping.at(_DONE) or mapping.at("milestone.achieved_on"):
        return table, mapping, []
    for column in (c for c in mapping.columns if _is_status(c)):
        said: list[Value] = [_reached(row.cell(column.index), synonyms) for row in table.rows]
        done = [row for row, yes in zip(table.rows, said, strict=True) if yes]
        if done:
            told = counted(len(done), "row", "is")
            word = shown(done[0].cell(column.index))
            note = f"“{column.header}” says that {told} reached, such as row {done[0].number}: {word}."
            header = f"{column.header} (done)"
            return *with_made(table, mapping, header, _DONE, said, f"as “{column.header}” says"), [note]
    return table, mapping, []


def _is_status(column: Column) -> bool:
    return column.target is None and column.because != DECIDED and fold(column.header) in _STATUS


def _reached(cell: Value, synonyms: Synonyms) -> str | None:
    said = None if blank(cell) else synonyms.value("task_status", shown(cell))
    return "yes" if said == TaskStatus.DONE.value else None
