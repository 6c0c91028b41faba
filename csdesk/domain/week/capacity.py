"""Capacity is the minutes of a day that can be planned."""

from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.money import half_up
from csdesk.domain.periods import is_workday, monday_of, workday_on_or_after

HOURS = Fraction(15, 2)
"""Hours of a working day."""
OVERHEAD = Fraction(35, 100)
"""The share of a day that goes into what is not planned here."""
KEPT_FREE = Fraction(15, 100)
"""The share of the rest that stays free for what comes in."""


def minutes_a_day(hours: float | None = None) -> int:
    """Whole minutes to plan on a day; `hours` of planned work take the place of all three shares."""
    if hours is not None:
        return int(half_up(Fraction(hours) * 60))
    return int(HOURS * 60 * (1 - OVERHEAD) * (1 - KEPT_FREE))


def days_of_week(start: date, holidays: frozenset[date] = frozenset()) -> tuple[date, ...]:
    """The working days of the week that `start` is in; from a weekend, those of the week after it."""
    monday = monday_of(workday_on_or_after(start))
    return tuple(d for d in (monday + timedelta(days=n) for n in range(7)) if is_workday(d, holidays))
