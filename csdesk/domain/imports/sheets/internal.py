"""A list of projects may be for ourselves alone: what it calls internal is a task of ours, no customer's milestone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms

_WORD = re.compile(r"[^\W_]+")
_MILESTONE, _TASK, _INTERNAL = "milestone", "task", "internal"
_AS = {
    "milestone.milestone": "task.title",
    "milestone.target_on": "task.due_on",
    "milestone.achieved_on": "task.done_on",
    "milestone.party": "task.party",
}
"""Where columns of milestones go in a list of tasks."""


def with_internal(
    draft: Draft,
    draw: Callable[[Table], SheetMapping],
    synonyms: Synonyms,
    before: Mapping[str, Mapping[str, str | None]],
) -> list[Draft]:
    """The draft of milestones as tasks where its name or title calls it internal; else one more of its internal rows.

    `before` is where the columns of sheets went: a list that came as milestones stays one.
    """
    table = draft.table
    called = synonyms.logs[_MILESTONE]
    if draft.export or all(
        called.get(" ".join(_WORD.findall(h.text.casefold()))) != _MILESTONE for h in table.headers
    ):
        return [draft]
    named = next((t for t in (table.sheet, *table.titles) if _says_so(t, synonyms)), None)
    column = None if named else _column(table, synonyms)
    if not (named or column):
        return [draft]
    came = any(t in _AS for t in before.get(table.sheet, {}).values())
    split = f"{table.sheet}: internal" in before
    mapping = draw(table)
    if mapping.noun != _MILESTONE or mapping.own or (came and not split):
        return [draft]
    if column is None:
        note = f"“{named}” says that it is internal: its rows are tasks of ours, which no customer reads."
        return [_as_tasks(draft, table, mapping, note)]
    if any(c.index == column.index and c.target for c in mapping.columns):
        return [draft]
    return _parted(draft, mapping, column, synonyms)


def _parted(draft: Draft, mapping: SheetMapping, column: Header, synonyms: Synonyms) -> list[Draft]:
    table = draft.table
    ours = {r.number for r in table.rows if _calls_so(column, r.cell(column.index), synonyms)}
    there = counted(len(ours), "row")
    note = f"“{column.text}” calls {there} internal: tasks of ours, which no customer reads."
    inside = replace(
        table,
        sheet=f"{table.sheet}: internal",
        headers=tuple(h for h in table.headers if h is not column),
        rows=tuple(r for r in table.rows if r.number in ours),
        left_out=(),
        notes=(),
    )
    rest = replace(table, rows=tuple(r for r in table.rows if r.number not in ours))
    made = _as_tasks(draft, inside, mapping, note)
    return [replace(draft, table=rest), made] if rest.rows else [made]


def _as_tasks(draft: Draft, table: Table, mapping: SheetMapping, note: str) -> Draft:
    brought = {c.header: _AS[c.target] for c in mapping.columns if c.target in _AS}
    table = replace(table, notes=(*table.notes, note))
    return replace(draft, table=table, noun=_TASK, brought={**(draft.brought or {}), **brought})


def _column(table: Table, synonyms: Synonyms) -> Header | None:
    """The column whose cells call rows internal."""
    return next(
        (h for h in table.headers if any(_calls_so(h, c, synonyms) for c in table.cells(h.index))), None
    )


def _calls_so(header: Header, cell: Value, synonyms: Synonyms) -> bool:
    text = "" if blank(cell) else shown(cell)
    ticked = synonyms.value("privacy", header.text) and synonyms.value("yes", text)
    return bool(ticked or synonyms.value("privacy", text))


def _says_so(text: str, synonyms: Synonyms) -> bool:
    """Whether a name or a title calls all below it internal; *confidential* is said of papers for customers, too."""
    words, privacy = f" {fold(text)} ", synonyms.values["privacy"]
    return any(f" {word} " in words for word, what in privacy.items() if what == _INTERNAL)
