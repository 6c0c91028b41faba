"""Days, months and weekdays in words: English, and the same on every computer.

`strftime` is not asked, for the window sets it to the language of the system.
"""

from datetime import date
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=1 << 12)
def spelled(day: date) -> str:
    """A day that cannot be misread: 31 Dec 2025."""
    return f"{day.day} {month_spelled(day)}"


def yearless(day: date) -> str:
    """A day of a year that nobody doubts: 31 Dec."""
    return f"{day.day} {short_month(day)}"


def long_spelled(day: date) -> str:
    """A day in full: 31 December 2025."""
    return f"{day.day} {month(day)} {day.year}"


def month_spelled(day: date) -> str:
    """The month of a day, with its year: Dec 2025."""
    return f"{short_month(day)} {day.year}"


def month(day: date) -> str:
    """The name of a day's month: December."""
    return MONTHS[day.month - 1]


def short_month(day: date) -> str:
    """The short name of a day's month: Dec."""
    return month(day)[:3]


def weekday(day: date) -> str:
    """The name of a day of the week: Wednesday."""
    return WEEKDAYS[day.weekday()]
