"""A period is a run of days, closed at both ends; months keep their anchor day and clamp to the end."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from enum import Enum

from csdesk.domain.values import dataclass

LEAST_MONTHS = 12
"""So many months at least make a trend."""


class Each(Enum):
    """By how many months a period is parted."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def year_start(day: date, month: int = 1) -> date:
    """The first day of the fiscal year that a day lies in, which begins in a month."""
    return date(day.year - (day.month < month), month, 1)


def fiscal_quarter_start(day: date, month: int = 1) -> date:
    """The first day of a day's quarter of the fiscal year."""
    begin = year_start(day, month)
    passed = (day.year - begin.year) * 12 + day.month - begin.month
    return add_months(begin, passed - passed % 3)


def quarter_name(day: date) -> str:
    """A day's calendar quarter: 2025-Q2."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_called(day: date, month: int = 1) -> str:
    """A day's quarter of the fiscal year: by its months, 2025-02 to 2025-04, where that is not the calendar year."""
    if month == 1:
        return quarter_name(day)
    first = fiscal_quarter_start(day, month)
    return f"{first:%Y-%m} to {add_months(first, 2):%Y-%m}"


def each_in(first: date, last: date, each: Each, month: int = 1) -> Iterator[tuple[date, date]]:
    """The calendar months, or the quarters or years of the fiscal year that begins in a month, that lie between two
    days, in order; the first and the last of them are cut off there."""
    begin = year_start(first, month)
    while begin <= last:
        after = add_months(begin, each.value)
        if after > first:
            yield max(begin, first), min(after - timedelta(days=1), last)
        begin = after


def months_shown(first: date, last: date) -> tuple[tuple[date, date], ...]:
    """The months of a period, and those before it up to twelve: fewer show no trend. The last ends with the period."""
    begin = min(first, add_months(last.replace(day=1), 1 - LEAST_MONTHS))
    return tuple(each_in(begin, last, Each.MONTH))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on; past the month's end it is the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    number = day.day
    return date(year, month + 1, number if number <= 28 else min(number, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months_of_term(start: date, end: date) -> int:
    """The whole months of a term from `start` to its last day `end`, at least 1, the nearest count."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day == start.day:
        return max(1, months)
    best = min((months - 1, months, months + 1), key=lambda m: abs((add_months(start, m) - after).days))
    return max(1, best)


def term_end(start: date, months: int) -> date:
    """The last day of a term that starts on `start`: so many months on, less one day."""
    return add_months(start, months) - timedelta(days=1)


def twelve_months_to(last: date) -> tuple[date, date]:
    """The first and the last day of the year that ends with a day."""
    return add_months(last + timedelta(days=1), -12), last


def month_before(day: date) -> date:
    """The last day of the month before that of a day: months until then are whole."""
    return day.replace(day=1) - timedelta(days=1)


_WEEKDAYS = frozenset(range(5))


def is_workday(
    day: date, holidays: Container[date] = frozenset(), weekdays: frozenset[int] = _WEEKDAYS
) -> bool:
    """Whether people work that day: by default Monday (0) to Friday, and no holiday."""
    return day.weekday() in weekdays and day not in holidays


def workday_on_or_after(day: date, weekdays: frozenset[int] = _WEEKDAYS) -> date:
    """That day, or the next working day; there must be one."""
    while not is_workday(day, weekdays=weekdays):
        day += timedelta(days=1)
    return day


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())
