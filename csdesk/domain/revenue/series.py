"""A series is the waterfalls of periods one after the other, told for each value of what accounts are parted by."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.bars import Bars, bars_of
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.course import Course
from csdesk.domain.revenue.ledger import Dimension, Lives, Periods, Values
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.tally import Level, Tally
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.revenue.waterfall import came, moved

_DAY = timedelta(days=1)


def series(
    lines: Lives, periods: Periods, dimensions: Sequence[Dimension], worth: Conversion | None = None
) -> list[list[dict[str | None, Bars]]]:
    """By dimension and period: the waterfall of each value; an account is in the value that it has in the period.

    Accounts that share their values in all dimensions are added up once for all. Raises: RateMissing.
    """
    runs = _runs(periods, dimensions)
    for run in runs:
        for part, accounts in run.parted(sorted(lines)):
            for account in accounts:
                timeline = lines[account]
                if timeline.converts(worth):
                    _count_converted(part, run.ends, timeline, worth)
                else:
                    _count(part, run, timeline)
    return [[told for run in runs for told in run.told(at)] for at in range(len(dimensions))]


class _Part:
    """What is counted of the accounts that share their values, in the periods of a run."""

    def __init__(self, periods: int) -> None:
        self.opening = Level()
        self.tallies = [Tally() for _ in range(periods)]

    def take(self, other: "_Part") -> None:
        """Count in what another one counted."""
        self.opening.take(other.opening)
        for tally, more in zip(self.tallies, other.tallies, strict=True):
            tally.take(more)

    def told(self) -> Iterator[Bars]:
        """The waterfalls, each opening as the one before it closed."""
        level = Level()
        level.take(self.opening)
        for tally in self.tallies:
            opening = level
            level = Level()
            level.take(opening)
            level.take(tally.raised)
            yield bars_of(opening, tally, level)


def _count(part: _Part, run: "_Run", timeline: Timeline) -> None:
    """Count an account: its opening, and what it has at the end of each period in which something changes."""
    course = timeline.alone
    if course and (months := course.plain_months):
        _count_plain(part, run, timeline, course, months)
        return
    changes, closings = run.changed(timeline.days)
    opening = timeline.after(changes)
    part.opening.count(opening)
    for at, over in closings.items():
        closing, (before, last) = timeline.after(over), run.ends[at : at + 2]
        part.tallies[at].count(opening, closing, *moved(timeline, opening, closing, before, last))
        opening = closing


def _count_plain(part: _Part, run: "_Run", timeline: Timeline, course: Course, months: int) -> None:
    """The same where all that an account ever has is one plain line: its prices say all."""
    changes, closings = run.changed(course.days)
    opening = course.paid(changes)
    if opening:
        part.opening.come(opening, months)
    for at, over in closings.items():
        tally, closing = part.tallies[at], course.paid(over)
        if opening and closing:
            tally.stay(opening, closing, months)
        elif closing:
            tally.turn(came(timeline, run.ends[at]), closing, months)
        elif opening:
            tally.turn(Movement.CHURN, opening, months)
        opening = closing


def _count_converted(part: _Part, ends: Sequence[date], timeline: Timeline, worth: Conversion | None) -> None:
    """The same where rates play a part: each day has its own. Raises: RateMissing."""
    opening = timeline.on(ends[0], worth)
    part.opening.count(opening)
    for tally, (before, last) in zip(part.tallies, pairwise(ends), strict=True):
        closing = timeline.on(last, worth)
        tally.count(opening, closing, *moved(timeline, opening, closing, before, last, worth))
        tally.converted += any(timeline.converts_on(day, worth) for day in (before, last))
        opening = closing


class _Places(dict[date, int]):
    """In which of the periods between some ends a day is, by the day; found once."""

    def __init__(self, ends: Sequence[date]) -> None:
        super().__init__()
        self._ends = ends

    def __missing__(self, day: date) -> int:
        at = self[day] = bisect_left(self._ends, day) - 1
        return at


class _Run:
    """Periods that follow each other without a gap, in which all accounts keep their values.

    Its `ends` are the day before the first, and the last days of all.
    """

    def __init__(self, before: date, last: date, values: Sequence[Values]) -> None:
        self.ends = [before, last]
        self._places = _Places(self.ends)
        self._values = values
        self._parts: dict[tuple[str | None, ...], _Part] = {}

    def goes_on(self, before: date, values: Sequence[Values]) -> bool:
        """Whether a period that begins after a day, with such values, belongs to it."""
        return before == self.ends[-1] and all(a is b for a, b in zip(self._values, values, strict=True))

    def changed(self, days: Sequence[date]) -> tuple[int, dict[int, int]]:
        """How many of an account's days are over before the periods, and by the end of each in which there is one."""
        first = bisect_right(days, self.ends[0])
        last = bisect_right(days, self.ends[-1], first)
        if first == last:
            return first, {}
        within = map(self._places.__getitem__, days[first:last])
        return first, dict(zip(within, range(first + 1, last + 1), strict=True))

    def parted(self, accounts: Collection[AccountId]) -> Iterator[tuple[_Part, list[AccountId]]]:
        """The accounts part by part: those that share all their values belong to one."""
        found: dict[tuple[str | None, ...], list[AccountId]] = defaultdict(list)
        values = zip(*[map(some.get, accounts) for some in self._values], strict=True)
        for account, own in zip(accounts, values, strict=True):
            found[own].append(account)
        for own, some in found.items():
            part = self._parts[own] = self._part()
            yield part, some

    def told(self, dimension: int) -> list[dict[str | None, Bars]]:
        """Period by period the waterfall of each value of a dimension."""
        whole: dict[str | None, _Part] = defaultdict(self._part)
        for values, part in self._parts.items():
            whole[values[dimension]].take(part)
        told = {value: [*part.told()] for value, part in whole.items()}
        return [{value: some[at] for value, some in told.items()} for at in range(len(self.ends) - 1)]

    def _part(self) -> _Part:
        return _Part(len(self.ends) - 1)


def _runs(periods: Periods, dimensions: Sequence[Dimension]) -> list[_Run]:
    found: list[_Run] = []
    for at, (first, last) in enumerate(periods):
        values, before = [each[at] for each in dimensions], first - _DAY
        if found and found[-1].goes_on(before, values):
            found[-1].ends.append(last)
        else:
            found.append(_Run(before, last, values))
    return found
