"""A day as a person says it: a date, `today`, a day of this week, or so many days from now."""

import re
from datetime import date, timedelta

from csdesk.domain.errors import NotADay
from csdesk.domain.periods import monday_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(1900, 2201)
_FAR = 9
"""In so many years every day of a calendar comes, the 29th of February too."""
_TWO_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2?")


def day_of(text: str, *, today: date) -> date:
    """The day of `2025-11-24`, `today`, `monday` (of this week), `-30d` or `+2w`.

    Raises: NotADay, also for a day so far off that no term around it could be counted.
    """
    day = _day(text.strip().lower(), today)
    if day is None or day.year not in _YEARS:
        raise NotADay(text=text)
    return day


def said_day(text: str, *, today: date, ahead: bool | None = None) -> date:
    """The day that a person types into a field: what `day_of` reads, `tomorrow`, `next friday`, or a date in any
    notation that can be read one way only.

    Without its year or its week it is the next such day from today on where the field looks `ahead`, the last one
    up to today where it looks back; None takes a day without its year for none. Raises: NotADay.
    """
    word = " ".join(text.lower().split())
    day = _turned(word, today, ahead) or _day(word, today) or _dated(text)
    if day is None and ahead is not None:
        day = _yearless(word, today, ahead=ahead)
    if day is None or day.year not in _YEARS:
        raise NotADay(text=text)
    return day


def _turned(word: str, today: date, ahead: bool | None) -> date | None:
    """A day that is said by its week: `next friday` is one of the week after this."""
    if word in _NEIGHBOURS:
        return today + timedelta(days=_NEIGHBOURS[word])
    following, _, name = word.rpartition(" ")
    if name not in _WEEKDAYS or following not in {"", "next"}:
        return None
    day = monday_of(today) + timedelta(days=_WEEKDAYS.index(name), weeks=1 if following else 0)
    if ahead is None or following:
        return day
    weeks = int(day < today) if ahead else -int(day > today)
    return day + timedelta(weeks=weeks)


_NEIGHBOURS = {"yesterday": -1, "tomorrow": 1}


def _dated(text: str) -> date | None:
    from csdesk.domain.imports.cells.days import typed_day

    typed = typed_day(text)
    return typed.certain if typed else None


def _yearless(word: str, today: date, *, ahead: bool) -> date | None:
    """`30 jun`, `june 30`, `30.6.`: the nearest of them on the side that is looked to."""
    numbers = _TWO_NUMBERS.fullmatch(word)
    stem = f"{numbers[1]}{numbers[2]}{numbers[3]}{numbers[2]}" if numbers else f"{word} "
    step = 1 if ahead else -1
    for year in range(today.year, today.year + step * _FAR, step):
        day = _dated(f"{stem}{year}")
        if day is not None and (day >= today if ahead else day <= today):
            return day
    return None


def _day(word: str, today: date) -> date | None:
    if word == "today":
        return today
    if word in _WEEKDAYS:
        return monday_of(today) + timedelta(days=_WEEKDAYS.index(word))
    if step := re.fullmatch(r"([+-]\d{1,5})([dw])", word):
        return today + timedelta(days=int(step[1]) * (7 if step[2] == "w" else 1))
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
