"""A day in a cell: read as its column is, or why it is none."""

from datetime import UTC, date, datetime
from typing import Any

from csdesk.domain.imports.cells.days import cell_day, counted_moment, no_such_day, time_of, typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import FIRST, edge_of
from csdesk.domain.imports.cells.special import BOTH_WAYS, Unreadable
from csdesk.domain.imports.cells.term_words import MONTHLY, runs_monthly
from csdesk.domain.imports.cells.undated import cell_span, undated
from csdesk.domain.imports.cells.worded import tells_about
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.vocabulary.targets import Target
from csdesk.domain.imports.vocabulary.words import Synonyms


def read_day(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Any:
    """The day of a cell, or `MONTHLY`. Raises: Unreadable."""
    day = _any_day(cell, target, column, reading, synonyms)
    if isinstance(day, date) and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unreadable(
            f"no business has a day in {day.year}", "correct it, or empty the cell if there is none"
        )
    return day


_FIRST_YEAR, _LAST_YEAR = 1800, 2200
"""Days are counted on from days, and the calendar ends with 9999."""


def _any_day(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Any:
    certain = cell_day(cell)
    if certain:
        return certain
    if isinstance(cell, str):
        if runs_monthly(cell, target, synonyms):
            return MONTHLY
        typed = typed_day(cell)
        if typed and typed.certain is None and reading.orders.get(column.header) is None:
            raise Unreadable(*BOTH_WAYS, refuses=True)
        day = typed.read(reading.orders.get(column.header)) if typed else None
        if day:
            return day
        if no_such_day(cell):
            raise Unreadable("there is no such day", "correct it, or empty the cell if it is not known")
        if day := _day_beside(cell, column, reading):
            return day
    which, span = reading.spans.get(column.header), cell_span(cell)
    if which and span:
        return span[0] if which == FIRST else span[1]
    if span and span[0] != span[1]:
        raise Unreadable(*_SPAN, refuses=True)
    about = isinstance(cell, str) and tells_about(cell)
    raise Unreadable(
        "this tells about when, and no day" if about else "this is not a day",
        "write it as 2026-03-31, or empty the cell if it is not known",
    )


_SPAN = ("this names no day", "say which day of such a span is meant")


def _day_beside(cell: str, column: Column, reading: Reading) -> date | None:
    """The day of a cell that names no year, as the day of the sheet gives it."""
    edge = reading.spans.get(column.header) or edge_of(column.target)
    side, found = reading.undated.get(column.header), undated(cell, edge)
    if side is None or found is None:
        return None
    order = reading.orders.get(column.header)
    if found.typed and found.typed.certain is None and order is None:
        raise Unreadable(*BOTH_WAYS, refuses=True)
    return found.read(reading.day, side, order)


def read_instant(
    cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms
) -> datetime:
    """The moment of a cell to the second, as the book keeps it; UTC where it names no zone. Raises: Unreadable."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=UTC)
    if isinstance(cell, str):
        try:
            instant = datetime.fromisoformat(cell.strip())
        except ValueError:
            pass
        else:
            return instant.replace(tzinfo=instant.tzinfo or UTC, microsecond=0)
    if counted := counted_moment(cell):
        return counted
    day = read_day(cell, target, column, reading, synonyms)
    if not isinstance(day, date):
        raise Unreadable("this is not a day", "write it as 2026-03-31, or empty the cell if it is not known")
    at = time_of(cell) if isinstance(cell, str) else None
    return datetime.combine(day, at[0], at[1]) if at else datetime(day.year, day.month, day.day, tzinfo=UTC)
