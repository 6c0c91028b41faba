"""A timeline is one account's lines with the days on which what they amount to changes."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import overload

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.lines import Line, Priced
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.standing import Lived, Standing, standing_of, standing_on
from csdesk.domain.subscriptions import Period
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)
_Held = Priced | None


@dataclass(frozen=True, slots=True)
class Course:
    """What a line costs from day to day while it is live.

    From each of the days on holds the price beside it, None where none is known yet. `over` says that the last
    day is the first one after the line.
    """

    line: Line
    days: list[date]
    prices: list[_Held]
    over: bool

    @property
    def has_gaps(self) -> bool:
        """Whether an amount is not known on a day on which the line is live."""
        if self.prices[0] is None:
            return True
        if self.line.subscription.period is not Period.TERM:
            return False
        return any(price and self.line.months_paid(price.from_) is None for price in self.prices)

    def on(self, day: date) -> Sequence[tuple[Line, _Held]]:
        """The line with the price that holds on a day; nothing where it is not live."""
        at = bisect_right(self.days, day)
        return () if at == 0 or at > len(self.prices) else ((self.line, self.prices[at - 1]),)


def course_of(x: Lived) -> Course:
    """The course of a line."""
    first, last = x.life.first, x.life.last
    days: list[date] = [first]
    prices: list[_Held] = [None]
    for step in x.line.steps:
        day = step.from_
        if last is not None and day > last:
            break
        if day <= days[-1]:
            prices[-1] = step
        else:
            days.append(day)
            prices.append(step)
    over = last is not None and last < date.max
    if last is not None and over:
        days.append(last + _DAY)
    return Course(x.line, days, prices, over)


class Timeline(Sequence[Lived]):
    """The lines of one account that ever are live; between two of its days nothing changes.

    What the account has between two days is worked out when it is first asked for, and shared after that: two
    days with the very same standing have no movement between them.
    """

    def __init__(self, lines: Iterable[Lived]) -> None:
        self.lines = tuple(lines)
        self._courses = [course_of(x) for x in self.lines]
        self._currencies = {x.line.subscription.currency for x in self.lines}
        self._standings: dict[int, Standing] = {}
        self.days = _days(self._courses)
        """The days on which a line begins, changes its price, or is live no longer, in order."""

    @overload
    def __getitem__(self, at: int) -> Lived: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Lived]: ...
    def __getitem__(self, at: int | slice) -> Lived | Sequence[Lived]:
        return self.lines[at]

    def __iter__(self) -> Iterator[Lived]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def has_gaps(self) -> bool:
        """Whether an amount is not known on a day on which its line is live."""
        return any(course.has_gaps for course in self._courses)

    def converts(self, worth: Conversion | None) -> bool:
        """Whether a line is sold in another currency than that of `worth`."""
        return worth is not None and self._currencies != {worth.currency}

    def on(self, day: date, worth: Conversion | None = None, rates_of: date | None = None) -> Standing:
        """What the account has on a day, as `standing_on`. Raises: RateMissing."""
        if self.converts(worth):
            return standing_on(self.lines, day, worth, rates_of)
        return self.after(bisect_right(self.days, day))

    def after(self, changes: int) -> Standing:
        """What the account has after so many of its days, each line in its own currency."""
        found = self._standings.get(changes)
        if found is None:
            held = self._held(self.days[changes - 1]) if changes else ()
            found = self._standings[changes] = standing_of(held)
        return found

    def _held(self, day: date) -> Iterable[tuple[Line, _Held]]:
        return [pair for course in self._courses for pair in course.on(day)]

    def had_revenue_by(self, day: date) -> bool:
        """Whether the account had recurring revenue on any day up to this one."""
        return self._since is not None and self._since <= day

    @cached_property
    def _since(self) -> date | None:
        """The first day of recurring revenue; an amount that is not known is some."""
        return min((d for x in self._courses if (d := _first_of(x)) is not None), default=None)


def _days(courses: Sequence[Course]) -> list[date]:
    if len(courses) == 1:
        return courses[0].days
    return sorted({day for course in courses for day in course.days})


def _first_of(course: Course) -> date | None:
    for day, price in zip(course.days, course.prices, strict=False):
        if price is None or price.amount > 0 or course.line.months_paid(price.from_) is None:
            return day
    return None


def lived(lines: Iterable[Line]) -> dict[AccountId, Timeline]:
    """The lines that ever are live, by account."""
    found: dict[AccountId, list[Lived]] = {}
    for line in lines:
        life = life_of(line)
        if life:
            found.setdefault(line.subscription.account, []).append(Lived(line, life))
    return {account: Timeline(some) for account, some in found.items()}
