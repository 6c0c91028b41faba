"""Weeks and days as columns, and times of no year (*KW 40*, *Q3*, *Jan*): each header says on which day its readings
were; in which year is asked where the sheet does not say it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.amounts import read_amount
from csdesk.domain.imports.cells.days import Order, month_of, typed_day
from csdesk.domain.imports.cells.spans import FIRST
from csdesk.domain.imports.cells.undated import AHEAD, BEHIND, NEAREST, Undated, undated
from csdesk.domain.imports.cells.worded import Worded, without_lead, worded
from csdesk.domain.imports.tables.header_months import months_of
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.time_words import MONTH, WEEK
from csdesk.domain.imports.vocabulary.words import Synonyms

UNREAD = "unread"
_FEWEST, _OTHERS = 2, 3
"""How many columns of times there are at least, and of others at most where those name no year."""
_LOOK = 400
_DAY = timedelta(days=1)


def with_times(table: Table, asking: Asking, day: date, synonyms: Synonyms) -> Table:
    """The table whose headers of weeks and days have their day, and those without a year as the person says.

    Those of months and quarters that name their year are known as they are.
    """
    named = [h for h in table.headers if months_of(h) or _names_day(h.text) or _undated(h.text)]
    numbers = [h for h in named if len(named) >= _FEWEST and _holds_numbers(table, h)]
    timed = _dated(numbers)
    if timed or any(months_of(h) for h in numbers):
        return _with(table, timed)
    told = {h.index: u for h in numbers if (u := _undated(h.text))}
    others = [synonyms.columns.get(header_word(h.text), "") for h in table.headers if h.index not in told]
    sells = any(target.startswith("subscription.") for target in others)
    if len(told) < _FEWEST or len(others) > _OTHERS or sells:
        return table
    return _with_years(table, told, asking, day)


def _holds_numbers(table: Table, header: Header) -> bool:
    """Whether the first cells of a column are numbers, and any is there."""
    cells = [*islice((c for c in table.cells(header.index) if not blank(c)), _LOOK)]
    return bool(cells) and all(not isinstance(c, str) or read_amount(c) is not None for c in cells)


def _dated(headers: Sequence[Header]) -> dict[int, tuple[date, int]]:
    """Column → the day that its header names, where several name weeks or days and not one of each month.

    Days in numbers are read where one of them allows only one order; else nobody knows which.
    """
    found = [days for order in (Order.DMY, Order.MDY) if (days := _in_order(headers, order))]
    if not found or (len(found) > 1 and found[0] != found[1]):
        return {}
    days = found[0]
    weeks = any(week_of(h.text) for h in headers)
    one_a_month = len({(d.year, d.month) for d in days.values()}) == len(days)
    return {} if one_a_month and not weeks else {index: (on, 0) for index, on in days.items()}


def _in_order(headers: Sequence[Header], order: Order) -> dict[int, date]:
    """The days of the headers that name one, in that order; none where one of them has none, or they go to and fro."""
    told = {h.index: _day_of(h, order) for h in headers if h.day or _names_day(h.text)}
    days = {index: on for index, on in told.items() if on}
    return days if len(days) == len(told) >= _FEWEST and _in_a_row([*days.values()]) else {}


def _names_day(text: str) -> bool:
    return week_of(text) is not None or (
        typed_day(without_lead(text, None)) is not None and not text.isdecimal()
    )


def _day_of(header: Header, order: Order) -> date | None:
    if header.day or (week := week_of(header.text)):
        return header.day or week
    typed = typed_day(without_lead(header.text, None))
    if typed is None or typed.named:
        return typed.certain if typed else None
    orders = dict(typed.by_order)
    return orders.get(Order.YMD) or orders.get(order)


def week_of(text: str) -> date | None:
    """The first day of the week of a year that a header names."""
    said = worded(text)
    span = (
        said.span(date(said.year, 1, 1)) if said and said.unit == WEEK and said.year and said.number else None
    )
    return span[0] if span else None


def _in_a_row(days: Sequence[date]) -> bool:
    """Whether days follow one another, onwards or back."""
    steps = [b - a for a, b in pairwise(days)]
    return all(s > timedelta(0) for s in steps) or all(s < timedelta(0) for s in steps)


def _undated(text: str) -> Undated | None:
    """A week, month or quarter, or a day, that names no year and is not counted from another day."""
    if month := month_of(text):
        return Undated(worded=Worded(MONTH, month), edge=FIRST)
    found = undated(without_lead(text, None))
    return found if found and ((found.worded and found.worded.side is None) or found.typed) else None


def _with_years(table: Table, told: dict[int, Undated], asking: Asking, day: date) -> Table:
    """The table whose times have their year: the one that the sheet names, or as the person says."""
    years = {int(y) for text in (table.sheet, *table.titles) for y in re.findall(r"\b20\d\d\b", text)}
    if len(years) == 1:
        end = date(years.pop(), 12, 31)
        found = _read(told, end, BEHIND)
        same = found and {on.year for on, _ in found.values()} <= {end.year - 1, end.year}
        return _with(table, found) if same else table
    now = _read(told, date(day.year, 12, 31), BEHIND)
    sides = {BEHIND: _read(told, day, BEHIND), NEAREST: now, AHEAD: _read(told, day, AHEAD)}
    if not all(sides.values()):
        return table
    if now in (sides[BEHIND], sides[AHEAD]):
        del sides[NEAREST]
    question = _question(table, told, sides, day)
    table = replace(table, asks=(*table.asks, question))
    return _with(table, sides.get(asking.before(question.key) or question.default or UNREAD, {}))


def _read(told: dict[int, Undated], day: date, side: str) -> dict[int, tuple[date, int]]:
    """Column → its day and how many months it is: all of them before a day, or from it on, one after another."""
    for order in (Order.DMY, Order.MDY):
        for columns in ([*told], [*told][::-1]):
            days = _chained([told[c] for c in columns], day, side, order)
            if days and max(days) - min(days) < timedelta(days=366):
                every = {c: w.unit if (w := told[c].worded) else 0 for c in columns}
                return {c: (on, every[c]) for c, on in zip(columns, days, strict=True)}
    return {}


def _chained(told: Sequence[Undated], day: date, side: str, order: Order) -> list[date]:
    """The days of times that follow one another; empty where one of them has none."""
    found: list[date] = []
    for one in told if side == AHEAD else reversed(told):
        start = day if not found else found[-1] + (_DAY if side == AHEAD else -_DAY)
        on = one.read(start, side, order)
        if on is None:
            return []
        found.append(on)
    return found if side == AHEAD else found[::-1]


def _question(
    table: Table, told: dict[int, Undated], sides: dict[str, dict[int, tuple[date, int]]], day: date
) -> Question:
    names = [h.text for h in table.headers if h.index in told]
    words = {
        BEHIND: "The last before the day of the sheet",
        NEAREST: "Those of its year, also where they are ahead",
        AHEAD: "The next after it",
    }
    span = {side: [on for on, _ in (found[index] for index in told)] for side, found in sides.items()}
    choices = [
        Choice(side, f"{words[side]}: {spelled(min(days))} to {spelled(max(days))}")
        for side, days in span.items()
    ]
    return Question(
        key=f"undated:{table.sheet}:columns",
        sheet=table.sheet,
        rows=(),
        seen=tuple(names[:5]),
        choices=(*choices, Choice(UNREAD, "Something else: they are columns like all others")),
        default=None if NEAREST in sides else BEHIND,
        text=f"“{names[0]}” … “{names[-1]}” name no year. When were they?",
        evidence=f"The sheet is of {spelled(day)}.",
    )


def _with(table: Table, timed: dict[int, tuple[date, int]]) -> Table:
    """The table with the days of its headers, and how many months each is."""
    if not timed:
        return table
    headers = (
        replace(h, day=timed[h.index][0], every=timed[h.index][1]) if h.index in timed else h
        for h in table.headers
    )
    return replace(table, headers=tuple(headers))
