"""An NPS or a CSAT in a list of customers is their last answer: of the day beside it, else of the day of the sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.columns.content import fit
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CSAT, CSAT_ON, CUSTOM, NPS, NPS_ON, TARGETS

ANSWERS = {NPS: NPS_ON, CSAT: CSAT_ON}
"""The answer of a customer, and its day."""


def with_answers(
    table: Table, mapping: SheetMapping, day: date, before: Mapping[str, str | None] | None
) -> tuple[SheetMapping, list[str]]:
    """The mapping without what is no answer, and what to tell of the others.

    `before` is where columns went the last time; None of a table of another program, whose scores may be of any day.
    A score that was a field of one's own stays one. One that is no answer on its scale is an average.
    """
    notes: list[str] = []
    for target, day_target in ANSWERS.items() if not mapping.own else ():
        score, on = mapping.at(target), mapping.at(day_target)
        if score and on:
            notes += _dayless(table, score, on)
        elif score and _is_answer(table, score, before):
            if score.samples:
                notes.append(
                    f"“{score.header}”: no column says when it was answered, so that it is known from {spelled(day)}, "
                    "the day of the sheet."
                )
        elif alone := score or on:
            mapping = mapping.instead(alone, _aside(alone))
    return mapping, notes


def _aside(column: Column) -> Column:
    return column if column.because == DECIDED else replace(column, target=None)


def _is_answer(table: Table, column: Column, before: Mapping[str, str | None] | None) -> bool:
    if column.because == DECIDED:
        return True
    kept = before is not None and f".{CUSTOM}" in (before.get(column.header) or "")
    cells = [c for c in table.cells(column.index) if not blank(c)]
    return before is not None and not kept and fit(TARGETS[column.target or ""], cells, None) == 1


def _dayless(table: Table, score: Column, on: Column) -> Iterator[str]:
    bare = [r.number for r in table.rows if not blank(r.cell(score.index)) and blank(r.cell(on.index))]
    if bare:
        told = counted(len(bare), "row", "has")
        yield f"{told} a “{score.header}” and no “{on.header}”, such as row {bare[0]}: it is not kept."
