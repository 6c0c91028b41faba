"""A notice is what a customer has to give before the end of a term to leave at it, and so the last day for that."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from csdesk.domain.periods import is_workday
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass

LONGEST_NOTICE = 3660
"""Days; no contract asks for more than ten years of notice."""
NOTICE_ALLOWED = f"between 0 and {LONGEST_NOTICE:,} days"
_DAY = timedelta(days=1)

DaysOff = Mapping[date, str]
"""The days besides weekends on which nobody works, and what each of them is."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day to give notice, with its arithmetic.

    `theirs` is the contract's day: so many days before the due day, which is not counted itself; of working days,
    the last `days` of them before it. `on` is the day to act by: `theirs`, or the working day before it.
    `skipped` are the days off that lie between `theirs` and the due day and did not count, the last first;
    `off` is why nobody works on `theirs`, where that is a day off and no weekend.
    """

    due_on: date
    days: int
    theirs: date
    on: date
    counted: NoticeCount = NoticeCount.CALENDAR
    skipped: tuple[tuple[date, str], ...] = ()
    off: str = ""

    @property
    def moved(self) -> int:
        """By how many days a weekend or a day off brings the deadline forward."""
        return (self.theirs - self.on).days

    @property
    def weekend(self) -> int:
        """How many days of weekends lie between and do not count; of calendar days, all do."""
        if self.counted is NoticeCount.CALENDAR:
            return 0
        return (self.due_on - self.theirs).days - self.days - len(self.skipped)


def possible_notice(days: int | None) -> bool:
    """Whether a contract can ask for so many days; that it is not known is possible."""
    return days is None or 0 <= days <= LONGEST_NOTICE


def notice_of(
    due_on: date, days: int, counted: NoticeCount | None = None, off: DaysOff | None = None
) -> Notice:
    """The notice deadline of a renewal due on a day, with so many days of notice.

    Nobody said how they are counted (`counted` None): calendar days. Working days are Monday to Friday without
    the days `off`; on a day off nobody acts, either.
    """
    free = off or {}
    counted = counted or NoticeCount.CALENDAR
    theirs = due_on - timedelta(days=days)
    if counted is NoticeCount.WORKING:
        theirs = _working_days_before(due_on, days, free)
    on = theirs
    while not is_workday(on, free):
        on -= _DAY
    between = tuple(_skipped(theirs, due_on, free)) if counted is NoticeCount.WORKING else ()
    reason = free.get(theirs, "") if theirs.weekday() < 5 else ""
    return Notice(due_on, days, theirs, on, counted, between, reason)


def notice_said(
    due_on: date, days: int | None, counted: NoticeCount | None, off: DaysOff | None
) -> Notice | None:
    """The same as far as a contract says it; what no contract can ask for is as good as not known."""
    return None if days is None or not possible_notice(days) else notice_of(due_on, days, counted, off)


def _working_days_before(day: date, count: int, off: DaysOff) -> date:
    while count > 0:
        day -= _DAY
        count -= is_workday(day, off)
    return day


def _skipped(after: date, before: date, off: DaysOff) -> Iterator[tuple[date, str]]:
    found = [d for d in off if after < d < before and d.weekday() < 5]
    yield from ((d, off[d]) for d in sorted(found, reverse=True))
