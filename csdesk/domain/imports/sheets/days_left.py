"""Days that are left are counted from another day: left out where the sheet has that, else counted back, if said so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.durations import counts_in
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.undated import so_far_ahead
from csdesk.domain.imports.columns.column_question import column_question
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import COUNTED, DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.questions import Asking, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.renewals import about_renewals
from csdesk.domain.imports.vocabulary.targets import (
    BOTH_DAYS,
    CUSTOM,
    DAYS_LEFT,
    NOTICE_BY,
    NOTICE_LEFT,
    OMIT,
)
from csdesk.domain.imports.vocabulary.words import Synonyms

_RENEWAL = "subscription.renewal_date"
_TELLS = {
    DAYS_LEFT: (_RENEWAL, "subscription.end", "subscription.period_end", BOTH_DAYS),
    NOTICE_LEFT: (NOTICE_BY, "subscription.notice_days"),
}
"""The fields that say themselves what such a column counts."""


def with_days_left(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with the days that such columns count to, where a person says so; its mapping; what is left out."""
    needless: list[Column] = []
    for column in mapping.columns if not mapping.own else ():
        if (counts := _counts(column, synonyms)) is None:
            continue
        if any(mapping.at(target) for target in _TELLS[counts]):
            aside = replace(column, target=None, because=COUNTED)
            mapping = mapping.instead(column, aside)
            needless.append(aside)
        elif column.target:
            table, mapping = _counted_back(table, mapping, column, asking, day)
    return table, mapping, [*_told(needless)]


def _counts(column: Column, synonyms: Synonyms) -> str | None:
    """What a column counts, by where it goes; by what it is called where nobody sent it elsewhere."""
    called = None if column.because == DECIDED else synonyms.columns.get(fold(column.header))
    return next((counts for counts in (column.target, called) if counts in _TELLS), None)


def _told(needless: list[Column]) -> Iterator[str]:
    if filled := [f"“{c.header}”" for c in needless if c.samples]:
        is_ = "is" if len(filled) == 1 else "are"
        yield f"{', '.join(filled)} {is_} counted from days that the sheet has itself, and left out."


def _counted_back(
    table: Table, mapping: SheetMapping, column: Column, asking: Asking, day: date
) -> tuple[Table, SheetMapping]:
    days: list[Value] = [_day(cell, column, day) for cell in table.column(column.index)]
    first = next((at for at, found in enumerate(days) if found), None)
    if first is None:
        return table, mapping.instead(column, replace(column, target=None))
    if column.because != DECIDED:
        answer = asking.ask(_question(table, column, first, days[first], day))
        if answer in {CUSTOM, OMIT}:
            return table, mapping.sent(column, answer)
    header = f"{column.header} (day)"
    return with_made(table, mapping, header, _goes(column), days, f"counted from {spelled(day)}")


def _goes(column: Column) -> str:
    if column.target == NOTICE_LEFT:
        return NOTICE_BY
    return _RENEWAL if about_renewals(column.header) else "subscription.end"


def _day(cell: Value, column: Column, day: date) -> date | None:
    ahead = so_far_ahead(cell, counts_in(fold(column.header)) or "day")
    return ahead.read(day, None, None) if ahead else None


def _question(table: Table, column: Column, first: int, found: Value, day: date) -> Question:
    row, exact = table.rows[first], _counts_days(table, column)
    what = (
        "the last day to give notice is" if column.target == NOTICE_LEFT else "the contract ends or renews on"
    )
    counted = (
        f"Counted from {spelled(day)}, the day of the sheet: in row {row.number} {what} {shown_day(found)}"
    )
    return column_question(
        table.sheet,
        column,
        {column.target or "": counted, CUSTOM: "A number: keep it as a custom field"},
        rows=(row.number,),
        default=column.target if exact else CUSTOM,
        text=f"From which day is “{column.header}” counted?",
        evidence=f"No column says the day itself; {shown(row.cell(column.index))} in row {row.number}."
        + ("" if exact else " It does not count days, so that the day is only about right."),
    )


def _counts_days(table: Table, column: Column) -> bool:
    """Whether all that a column tells are days, as it or each cell says."""
    unit = counts_in(fold(column.header))
    cells = [c for c in table.column(column.index) if so_far_ahead(c)]
    return all(so_far_ahead(c, unit or "month").months == 0 for c in cells)  # type: ignore[union-attr]


def shown_day(day: Value) -> str:
    """A day as a sentence says it."""
    return spelled(day) if isinstance(day, date) else ""
