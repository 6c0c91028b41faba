"""On which side of the sheet's day days without a year lie is asked once a column, with a proposal by what they are."""

from collections.abc import Iterator
from datetime import date

from csdesk.domain.day_words import month_spelled, spelled
from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.spans import FIRST, LAST, edge_of
from csdesk.domain.imports.cells.undated import AHEAD, BEHIND, NEAREST, Undated, cell_span, undated
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table

FILE, MONTH, UNREAD = "file", "month", "unread"
_AHEAD = frozenset(
    {"subscription.end", "subscription.renewal_date", "renewal.due_on", "opportunity.expected_on"}
)
_EITHER = frozenset(
    {"notice_by", "due_on", "target_on", "forecast_on", "away_from", "away_until", "expires_on", "clears_on"}
)
"""Fields whose days may be over as well as ahead."""
_SHOWN = 3
_YEARS = range(-1, 7)
"""Which years from that of the sheet on are likely to be meant by two digits."""


def side_of(column: Column, table: Table, day: date, asking: Asking) -> str | None:
    """On which side of the sheet's day the days of a column lie that name no year; None where there are none."""
    texts = [
        c for c in dict.fromkeys(table.cells(column.index)) if isinstance(c, str) and typed_day(c) is None
    ]
    edge = edge_of(column.target)
    found = {text: beside for text in texts if (beside := undated(text, edge))}
    either = {text: span for text in found if (span := cell_span(text))}
    spans = any(cell_span(text) for text in texts if text not in found)
    if not found or (len(either) == len(found) and spans):
        return None
    if not either and all(_is_one_day(told, day) for told in found.values()):
        return NEAREST
    months = len(either) == len(found) and all(s.year - day.year in _YEARS for s, _ in either.values())
    answer = asking.ask(_question(column, table, day, found, either if months else {}))
    return None if answer == UNREAD else answer


def _is_one_day(told: Undated, day: date) -> bool:
    """Whether it is the same day on either side: *Friday* in a sheet of that Friday."""
    return (
        told.weekday is not None
        and told.sided
        and told.read(day, AHEAD, None) == told.read(day, BEHIND, None)
    )


def edge_of_months(column: Column, side: str) -> str | None:
    """Which day of its months a column means, where it was said that it holds months."""
    usual = edge_of(column.target) or FIRST
    return usual if side == MONTH else side.removeprefix(f"{MONTH}-") if side.startswith(MONTH) else None


def _proposed(column: Column) -> str:
    target = column.target or ""
    if target in _AHEAD:
        return AHEAD
    return NEAREST if target.split(".", maxsplit=1)[-1] in _EITHER else BEHIND


def _question(
    column: Column, table: Table, day: date, found: dict[str, Undated], either: dict[str, tuple[date, date]]
) -> Question:
    sided = any(u.sided for u in found.values())
    default = MONTH if either else _proposed(column) if sided else FILE
    rows = [n for n, c in table.numbered(column.index) if c in found]
    told = sorted(found, key=lambda t: (not found[t].sided, _is_one_day(found[t], day)))
    sample, row = told[0], next(n for n, c in table.numbered(column.index) if c == told[0])
    return Question(
        key=f"undated:{table.sheet}:{column.header}",
        sheet=table.sheet,
        rows=tuple(rows),
        seen=tuple(_read(t, found[t], day, _proposed(column)) for t in list(found)[:_SHOWN]),
        choices=(
            *(_sides(sample, found[sample], day) if sided else [_from_the_day(sample, found[sample], day)]),
            *(_months(column, either[sample]) if either else ()),
            Choice(UNREAD, "None of it: they are cells that cannot be read"),
        ),
        default=default,
        text=f"{counted(len(rows), 'cell', 'names')} no year in “{column.header}”. Which days are meant?"
        if sided
        else f"{counted(len(rows), 'cell', 'tells')} a day from another on in “{column.header}”. From which?",
        evidence=f"The sheet is of {spelled(day)}; such as “{sample}” in row {row}.",
    )


def _sides(sample: str, found: Undated, day: date) -> list[Choice]:
    told = {
        AHEAD: f"The next ones from {spelled(day)} on",
        BEHIND: f"The last ones until {spelled(day)}",
        NEAREST: f"The ones nearest to {spelled(day)}",
    }
    return [Choice(side, f"{words}: {_read(sample, found, day, side)}") for side, words in told.items()]


def _months(column: Column, span: tuple[date, date]) -> Iterator[Choice]:
    usual = edge_of(column.target) or FIRST
    days = {FIRST: f"its first day, {spelled(span[0])}", LAST: f"its last day, {spelled(span[1])}"}
    for which in (usual, FIRST if usual == LAST else LAST):
        value = MONTH if which == usual else f"{MONTH}-{which}"
        yield Choice(value, f"They are months: {month_spelled(span[0])}, {days[which]}")


def _from_the_day(sample: str, found: Undated, day: date) -> Choice:
    return Choice(
        FILE, f"Counted from {spelled(day)}, the day of the sheet: {_read(sample, found, day, FILE)}"
    )


def _read(text: str, found: Undated, day: date, side: str) -> str:
    order = found.typed.by_order[0][0] if found.typed and found.typed.certain else None
    read = found.read(day, side, order)
    return f"{text} is {spelled(read)}" if read else text
