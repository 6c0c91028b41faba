"""A next step that tells its day in its words (*call by 27 Nov*) is due on it, unless its row says when."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.days import Order, cell_day, order_evidence, typed_day
from csdesk.domain.imports.cells.days_in_text import day_in
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.said_more import beside, header_beside
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import column_key, counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.targets import OMIT

_DUE = {
    "task.title": "task.due_on",
    "milestone.milestone": "milestone.target_on",
    "promise.promise": "promise.due_on",
}
"""What is to be done, and when it is due."""
_SAID_ON = ("touch.on", "task.created_on", "promise.promised_on")
"""From which day the words of a row are counted; else from that of the sheet."""
_OVER = ("task.done_on", "milestone.achieved_on", "milestone.done", "promise.settled_on")
"""What is over is due on no day any more."""


def with_step_days(
    table: Table, mapping: SheetMapping, answers: Mapping[str, str], day: date, dates: Order | None
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with the days that such words tell, its mapping, and what to tell; `day` is that of the sheet."""
    notes: list[str] = []
    for title, due in _DUE.items() if not mapping.own else ():
        column, there = mapping.at(title), mapping.at(due)
        if column is None:
            continue
        days = _days(table, mapping, column, there, _said_on(table, mapping, day, dates))
        found = [(row, on) for row, on in zip(table.rows, days, strict=True) if on]
        if not found:
            continue
        if there is None:
            table, mapping = beside(table, mapping, column, due, list(days))
            if answers.get(column_key(table.sheet, mapping.columns[-1].header)) == OMIT:
                continue
        else:
            table = _filled(table, there.index, days)
        row, first = found[0]
        told = counted(len(found), "cell", "tells")
        notes.append(
            f"“{column.header}”: {told} a day, such as row {row.number}: "
            f"“{row.cell(column.index)}” is due on {spelled(first)}."
        )
    return table, mapping, notes


def tells_by_words(headers: Mapping[str, str]) -> bool:
    """Whether the words of the next steps of a sheet tell their days, by its headers by target."""
    title, due = headers.get("task.title"), headers.get("task.due_on")
    return title is not None and due == header_beside(title, "task.due_on")


def _days(
    table: Table,
    mapping: SheetMapping,
    column: Column,
    there: Column | None,
    said_on: Callable[[Row], date | None],
) -> list[date | None]:
    """The day of each row that tells one in its words and nowhere else, and is not over."""
    told = [c.index for c in mapping.columns if c is there or c.target in _OVER]

    def of(row: Row) -> date | None:
        text = row.cell(column.index)
        if not isinstance(text, str) or not all(blank(row.cell(at)) for at in told):
            return None
        on = said_on(row)
        return day_in(text, on) if on else None

    return [of(row) for row in table.rows]


def _said_on(
    table: Table, mapping: SheetMapping, day: date, dates: Order | None
) -> Callable[[Row], date | None]:
    """From which day the words of a row count: its own, as far as it can be read; that of the sheet if it has none."""
    column = next((c for c in map(mapping.at, _SAID_ON) if c), None)
    if column is None or mapping.noun not in {"touch", "task", "promise"}:
        return lambda _row: day
    order = dates or order_evidence(table.column(column.index)).decided

    def on(row: Row) -> date | None:
        cell: Value = row.cell(column.index)
        if blank(cell):
            return day
        typed = typed_day(cell) if isinstance(cell, str) else None
        return typed.read(order) if typed else cell_day(cell)

    return on


def _filled(table: Table, index: int, days: list[date | None]) -> Table:
    rows = (row.with_cell(index, on) if on else row for row, on in zip(table.rows, days, strict=True))
    return replace(table, rows=tuple(rows))
