"""What is preferred of a week: working time, minutes and days off, as the book's preferences say it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from csdesk.domain.preferences import (
    BUSY,
    DAYS_OFF,
    HOURS,
    HOURS_A_DAY,
    KEPT_FREE,
    MINUTES,
    OVERHEAD,
    RULES,
    WORKING_DAYS,
)
from csdesk.domain.touches import TouchKind
from csdesk.domain.week import capacity
from csdesk.domain.week.candidates import ON_AT_FIRST, Rule
from csdesk.domain.week.capacity import Calendar, Taken, WorkingTime, together

Kept = Mapping[str, str]
"""The book's preferences, by name."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_ABSENCE = 366
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|–|to)\s*(\d{4}-\d\d-\d\d))?(?:[ ,:]+(.*))?")


def working_time(kept: Kept, hours: float | None = None) -> WorkingTime:
    """The working time that a book keeps; `hours` of planned work take the place of its shares.

    What is no number in its range is as good as not said.
    """
    overhead, free = number(kept.get(OVERHEAD), 0, 99), number(kept.get(KEPT_FREE), 0, 99)
    return WorkingTime(
        hours=number(kept.get(HOURS_A_DAY), 0, 24) or capacity.HOURS,
        overhead=capacity.OVERHEAD if overhead is None else overhead / 100,
        kept_free=capacity.KEPT_FREE if free is None else free / 100,
        weekdays=weekdays(kept.get(WORKING_DAYS, "")) or capacity.WEEKDAYS,
        planned=number(kept.get(HOURS), 0, 24) if hours is None else Fraction(hours),
    )


def number(text: str | None, least: int, most: int) -> Fraction | None:
    """The number of a text, if it is one in this range; a comma is as good as a point."""
    try:
        found = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return Fraction(found) if found.is_finite() and least <= found <= most else None


def weekdays(text: str) -> frozenset[int]:
    """The days of a text such as `mon, tue`, from Monday, 0; empty where none is named."""
    words = {word[:3].casefold() for word in re.split(r"[\s,;]+", text)}
    return frozenset(n for n, name in enumerate(WEEKDAYS) if name in words)


def minutes_chosen(kept: Kept) -> dict[TouchKind, int]:
    """The minutes that a person chose, by kind; those of *else* are for every kind without its own."""
    chosen: dict[TouchKind, int] = {}
    for kind in TouchKind:
        minutes = number(kept.get(MINUTES.get(kind.value, MINUTES["else"])), 1, 1440)
        if minutes is not None:
            chosen[kind] = int(minutes)
    return chosen


def calendar_of(kept: Kept) -> dict[date, Taken]:
    """What is taken of which day: the days off that were typed, and what a calendar said."""
    return together(days_off(kept.get(DAYS_OFF, "")), busy_of(kept.get(BUSY, "")))


def days_off(text: str) -> dict[date, Taken]:
    """The days off of a text; a line that cannot be read is left out (`wrong_line` finds it)."""
    found: dict[date, Taken] = {}
    for line in text.splitlines():
        span = _span(line)
        if span is not None:
            first, last, why = span
            days = (first + timedelta(days=n) for n in range((last - first).days + 1))
            found |= {day: Taken(off=why or "Day off") for day in days}
    return found


def wrong_line(text: str) -> str | None:
    """The first line of days off that cannot be read; None where all can."""
    return next((line for line in text.splitlines() if line.strip() and _span(line) is None), None)


def _span(line: str) -> tuple[date, date, str] | None:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    try:
        first = date.fromisoformat(match[1])
        last = date.fromisoformat(match[2] or match[1])
    except ValueError:
        return None
    fits = 0 <= (last - first).days < LONGEST_ABSENCE
    return (first, last, (match[3] or "").strip()) if fits else None


def busy_text(calendar: Calendar) -> str:
    """A calendar as the preference keeps it, one day a line, in order."""
    return "\n".join(f"{day.isoformat()} {_said(taken)}" for day, taken in sorted(calendar.items()))


def _said(taken: Taken) -> str:
    return f"off {' '.join(taken.off.split())}" if taken.off else str(taken.minutes)


def busy_of(text: str) -> dict[date, Taken]:
    """The calendar that `busy_text` wrote; a line that it did not write is left out."""
    found: dict[date, Taken] = {}
    for line in text.splitlines():
        day, _, said = line.partition(" ")
        try:
            on = date.fromisoformat(day)
            taken = Taken(off=said[4:] or "Day off") if said.startswith("off") else Taken(int(said))
        except ValueError:
            continue
        found[on] = taken
    return found


def rules_of(kept: Kept) -> frozenset[Rule]:
    """The rules that the week follows; those that are on at first where nothing was chosen."""
    if RULES not in kept:
        return ON_AT_FIRST
    chosen = {word.strip() for word in kept[RULES].split(",")}
    return frozenset(rule for rule in Rule if rule.value in chosen)
