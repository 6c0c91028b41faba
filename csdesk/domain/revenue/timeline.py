"""A timeline is one account's lines with the days on which what they amount to changes."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import overload

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.standing import Lived, Standing, standing_on

_DAY = timedelta(days=1)


class Timeline(Sequence[Lived]):
    """The lines of one account that ever are live; between two of its days nothing changes.

    What the account has between two days is worked out when it is first asked for, and shared after that: two
    days with the very same standing have no movement between them.
    """

    def __init__(self, lines: Iterable[Lived]) -> None:
        self.lines = tuple(lines)
        self._standings: dict[int, Standing] = {}

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

    @cached_property
    def _days(self) -> list[date]:
        """The days on which a line begins, changes its price, or is live no longer."""
        days = {s.from_ for x in self.lines for s in x.line.steps}
        days.update(x.life.first for x in self.lines)
        days.update(x.life.last + _DAY for x in self.lines if x.life.last and x.life.last < date.max)
        return sorted(days)

    def _at(self, day: date) -> int:
        return bisect_right(self._days, day)

    @cached_property
    def _currencies(self) -> frozenset[str]:
        return frozenset(x.line.subscription.currency for x in self.lines)

    def converts(self, worth: Conversion | None) -> bool:
        """Whether a line is sold in another currency than that of `worth`."""
        return worth is not None and self._currencies != {worth.currency}

    def on(self, day: date, worth: Conversion | None = None, rates_of: date | None = None) -> Standing:
        """What the account has on a day, as `standing_on`. Raises: RateMissing."""
        if self.converts(worth):
            return standing_on(self.lines, day, worth, rates_of)
        at = self._at(day)
        found = self._standings.get(at)
        if found is None:
            found = self._standings[at] = standing_on(self.lines, day)
        return found

    def moving(self, ends: Sequence[tuple[date, date]], worth: Conversion | None = None) -> Sequence[int]:
        """The places of the periods, each as the days that it leads from and to, in which something may move: a day
        of change lies between, an amount is not known, or rates play a part."""
        if self.converts(worth):
            return range(len(ends))
        days = self._days
        places = [(bisect_right(days, before), bisect_right(days, last)) for before, last in ends]
        for _, last in dict(zip(places, ends, strict=True)).values():
            self.on(last)
        known = self._standings
        return [at for at, (then, now) in enumerate(places) if then != now or known[now].unknown]

    def had_revenue_by(self, day: date) -> bool:
        """Whether the account had recurring revenue on any day up to this one."""
        return self._since is not None and self._since <= day

    @cached_property
    def _since(self) -> date | None:
        """The first day of recurring revenue; an amount that is not known is some."""
        return min((d for x in self.lines if (d := _first_of(x)) is not None), default=None)


def _first_of(x: Lived) -> date | None:
    days = [x.life.first, *(s.from_ for s in x.line.steps if s.from_ > x.life.first)]
    amounts = ((d, x.line.mrr_on(d)) for d in days if d in x.life)
    return next((d for d, amount in amounts if amount is None or amount > 0), None)


def lived(lines: Iterable[Line]) -> dict[AccountId, Timeline]:
    """The lines that ever are live, by account."""
    found: dict[AccountId, list[Lived]] = {}
    for line in lines:
        life = life_of(line)
        if life:
            found.setdefault(line.subscription.account, []).append(Lived(line, life))
    return {account: Timeline(some) for account, some in found.items()}
