"""A day as a person says it: a date, `today`, a day of this week, or so many days from now."""

import re
from datetime import date, timedelta

from csdesk.domain.errors import NotADay
from csdesk.domain.periods import monday_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(1900, 2201)


def day_of(text: str, *, today: date) -> date:
    """The day of `2025-11-24`, `today`, `monday` (of this week), `-30d` or `+2w`.

    Raises: NotADay, also for a day so far off that no term around it could be counted.
    """
    day = _day(text.strip().lower(), today)
    if day is None or day.year not in _YEARS:
        raise NotADay(text=text)
    return day


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
