"""A timeline is one account's lines with the days on which what they amount to changes."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import overload

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.course import Course
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.standing import (
    NOBODY,
    Lived,
    Standing,
    standing_of,
    standing_on,
)


class Timeline(Sequence[Lived]):
    """The lines of one account that ever are live; between two of its days nothing changes.

    What the account has between two days is worked out when it is first asked for, and shared after that: two
    days with the very same standing have no movement between them.
    """

    def __init__(self, lines: Sequence[Lived]) -> None:
        self.lines = lines
        self._courses = [Course(x) for x in lines]
        currencies = {x.line.subscription.currency for x in lines}
        self._currency = currencies.pop() if len(currencies) == 1 else None
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

    def converts(self, worth: Conversion | None) -> bool:
        """Whether a line is sold in another currency than that of `worth`."""
        return worth is not None and worth.currency != self._currency

    def converts_on(self, day: date, worth: Conversion | None) -> bool:
        """Whether one of the lines that are live on a day is."""
        there = {x.line.subscription.currency for x in self.lines if day in x.life}
        return worth is not None and not there <= {worth.currency}

    def on(self, day: date, worth: Conversion | None = None, rates_of: date | None = None) -> Standing:
        """What the account has on a day, as `standing_on`. Raises: RateMissing."""
        if self.converts(worth):
            return standing_on(self.lines, day, worth, rates_of)
        changes = bisect_right(self.days, day)
        found = self._standings.get(changes)
        if found is None:
            found = self._standings[changes] = self.after(changes)
        return found

    def after(self, changes: int) -> Standing:
        """What the account has after so many of its days, each line in its own currency."""
        if not changes:
            return NOBODY
        day = self.days[changes - 1]
        live = [(x.product, x.position(n)) for x in self._courses if (n := x.live_by(day))]
        return standing_of(live) if live else NOBODY

    @property
    def alone(self) -> Course | None:
        """The account's one line; None where it has others."""
        (course, *others) = self._courses
        return None if others else course

    def had_revenue_by(self, day: date) -> bool:
        """Whether the account had recurring revenue on any day up to this one."""
        return self.days[0] <= day and self._since is not None and self._since <= day

    @cached_property
    def _since(self) -> date | None:
        return min((day for x in self._courses if (day := x.since) is not None), default=None)


def _days(courses: Sequence[Course]) -> list[date]:
    if len(courses) == 1:
        return courses[0].days
    return sorted({day for course in courses for day in course.days})


def lived(lines: Iterable[Line]) -> dict[AccountId, Timeline]:
    """The lines that ever are live, by account."""
    found: dict[AccountId, list[Lived]] = {}
    for line in lines:
        life = life_of(line)
        if life:
            found.setdefault(line.subscription.account, []).append(Lived(line, life))
    return {account: Timeline(some) for account, some in found.items()}
