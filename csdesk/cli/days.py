"""A day as a person types it on the command line."""

import re
from datetime import date, timedelta

from csdesk.domain.errors import NotADay
from csdesk.domain.periods import monday_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_of(text: str, *, today: date) -> date:
    """The day of `2025-11-24`, `today`, `monday` (of this week), `-30d` or `+2w`. Raises: NotADay."""
    word = text.strip().lower()
    if word == "today":
        return today
    if word in _WEEKDAYS:
        return monday_of(today) + timedelta(days=_WEEKDAYS.index(word))
    if step := re.fullmatch(r"([+-]\d{1,5})([dw])", word):
        return today + timedelta(days=int(step[1]) * (7 if step[2] == "w" else 1))
    try:
        return date.fromisoformat(word)
    except ValueError as wrong:
        raise NotADay(text=text) from wrong
