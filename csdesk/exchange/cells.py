"""A cell's value is what the file holds, exact: no rounding, no guessing, blank is nothing."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from csdesk.domain.imports.cells.grid import Fault, Value

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u2060\ufff9-\ufffb\ufffe\uffff]")
"""What no person can have typed: controls, marks of bytes and joins that show nothing."""
_BLANK = "\ufeff\u200b\u2060"
"""Characters that show nothing, and that str.strip does not know as spaces."""


def value_of(raw: object) -> Value:
    """The value of a cell as a reader's library gives it.

    Whole numbers become int, others a Decimal of their shortest text; a duration becomes its text,
    hours first; text without a visible character is None.
    """
    if isinstance(raw, str):
        return text_of(raw.replace("\r\n", "\n")) if raw else None
    if isinstance(raw, float):
        return number_of(raw)
    if isinstance(raw, datetime):
        return moment_of(raw)
    if isinstance(raw, date):
        return day_of(raw)
    if raw is None or isinstance(raw, bool | int | time):
        return raw
    if isinstance(raw, timedelta):
        return duration_of(raw)
    return text_of(str(raw))


def number_of(raw: float) -> Value:
    """A binary number as a person typed it: 0.1 is exactly 0.1."""
    if not math.isfinite(raw):
        return Fault("not a number")
    if raw.is_integer():
        return int(raw) if abs(raw) < _EXACT else int(Decimal(repr(raw)))
    return Decimal(repr(raw))


_EXACT = 2.0**53
"""Up to here every whole number has a binary one of its own; beyond, the shortest text is what was typed."""
_FIRST = date(1900, 3, 1)
"""Excel counts from 1900, a leap year to it: its days before this one are none, or are one off."""


def day_of(raw: date) -> Value:
    """A day; one before March 1900 is what a small, negative or broken number looks like under a date's format."""
    return raw if raw >= _FIRST else Fault("not a day")


def moment_of(raw: datetime) -> Value:
    """A moment to the second, as a sheet shows it; a midnight is that day."""
    if raw.date() < _FIRST:
        return Fault("not a day")
    rounded = raw.replace(microsecond=0)
    if raw.microsecond >= 500_000:
        if rounded == _LAST:
            return Fault("not a day")
        rounded += timedelta(seconds=1)
    return rounded.date() if rounded.time() == time() else rounded


_LAST = datetime.fromisoformat("9999-12-31T23:59:59")


def text_of(raw: str) -> str | None:
    """The text as typed, without control characters; None when nothing of it is visible."""
    text = raw if raw.isprintable() else _CONTROL.sub("", raw)
    return text if text.strip().strip(_BLANK).strip() else None


def control_characters(raw: str) -> int:
    """How many characters of the text no person can have meant."""
    return len(_CONTROL.findall(raw))


def duration_of(raw: timedelta) -> str:
    """A length of time as a sheet shows it, "26:30:00"."""
    seconds = round(raw.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
