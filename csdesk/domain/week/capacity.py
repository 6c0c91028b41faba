"""Capacity is the minutes of a day that can be planned."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.money import half_up
from csdesk.domain.periods import is_workday, monday_of, workday_on_or_after
from csdesk.domain.values import dataclass

HOURS = Fraction(15, 2)
"""Hours of a working day."""
OVERHEAD = Fraction(35, 100)
"""The share of a day that goes into what is not planned here."""
KEPT_FREE = Fraction(15, 100)
"""The share of the rest that stays free for what comes in."""
WEEKDAYS = frozenset(range(5))
"""Monday to Friday."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """How a person's week is divided. `overhead` is a share of the day, `kept_free` one of the rest.

    `planned` hours of planned work a day take the place of all three. `weekdays` count from Monday, 0.
    """

    hours: Fraction = HOURS
    overhead: Fraction = OVERHEAD
    kept_free: Fraction = KEPT_FREE
    weekdays: frozenset[int] = WEEKDAYS
    planned: Fraction | None = None

    def minutes(self, busy: int = 0) -> int:
        """Whole minutes to plan on a day of which a calendar has taken so many; the shares are of what is left."""
        left = max(Fraction(0), (self.hours if self.planned is None else self.planned) * 60 - busy)
        if self.planned is not None:
            return int(half_up(left))
        return int(left * (1 - self.overhead) * (1 - self.kept_free))


def days_of_week(start: date, weekdays: frozenset[int] = WEEKDAYS) -> tuple[date, ...]:
    """The working days of the week that `start` is in; where none of them is left, those of the week after it."""
    monday = monday_of(workday_on_or_after(start, weekdays=weekdays))
    week = (monday + timedelta(days=n) for n in range(7))
    return tuple(d for d in week if is_workday(d, weekdays=weekdays))


@dataclass(frozen=True, slots=True)
class Taken:
    """What is gone of a day before anything is planned: `minutes`, or all of it, and why (`off`)."""

    minutes: int = 0
    off: str = ""


Calendar = Mapping[date, Taken]
"""The days on which something is taken."""


def together(first: Calendar, second: Calendar) -> dict[date, Taken]:
    """Two calendars as one: minutes add up, a day off in either is off."""
    both = dict(first)
    for day, taken in second.items():
        known = both.get(day, Taken())
        both[day] = Taken(known.minutes + taken.minutes, known.off or taken.off)
    return both
