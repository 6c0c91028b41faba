"""A series is the waterfalls of periods one after the other, told for each value of what accounts are parted by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.sums import summed
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.revenue.waterfall import AccountMoves, account_moves
from csdesk.domain.values import dataclass

K = TypeVar("K")
_DAY = timedelta(days=1)
Lives = Mapping[AccountId, Timeline]
Values = Mapping[AccountId, str | None]
"""The value that each account has; none for those that are not listed."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The waterfall of one value in one period: minor units a month, exact, losses positive.

    As in a waterfall, nothing of it is known where accounts are `unknown`.
    """

    opening: Fraction
    closing: Fraction
    movements: Mapping[Movement, Fraction]
    unknown: int = 0

    def total(self, kinds: Iterable[Movement]) -> Fraction:
        """What the movements of these kinds amount to."""
        return summed(self.movements[kind] for kind in {*kinds} & self.movements.keys())


def joined(parts: Iterable[Bars]) -> Bars:
    """The waterfall of several values together."""
    some = list(parts)
    amounts: dict[Movement, list[Fraction]] = defaultdict(list)
    for part in some:
        for kind, amount in part.movements.items():
            amounts[kind].append(amount)
    return Bars(
        summed([p.opening for p in some]),
        summed([p.closing for p in some]),
        {kind: summed(each) for kind, each in amounts.items()},
        sum(p.unknown for p in some),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """A period with the accounts of which something moves, or is not known; of all others nothing changes."""

    first: date
    last: date
    accounts: tuple[AccountMoves, ...]


def moved(lines: Lives, periods: Sequence[tuple[date, date]], worth: Conversion | None = None) -> list[Moved]:
    """What moves in each period. Raises: RateMissing."""
    found: list[list[AccountMoves]] = [[] for _ in periods]
    ends = [(first - _DAY, last) for first, last in periods]
    for account in sorted(lines):
        timeline = lines[account]
        for at in timeline.moving(ends, worth):
            found[at].append(account_moves(account, timeline, *ends[at], worth))
    return [Moved(*period, tuple(some)) for period, some in zip(periods, found, strict=True)]


def bars(
    lines: Lives, periods: Iterable[tuple[Moved, Mapping[AccountId, K]]], worth: Conversion | None = None
) -> Iterator[dict[K | None, Bars]]:
    """The waterfall of each value, period by period; an account is in the value that it has in the period.

    A period that follows the one before it with the very same values opens as that one closed. Raises: RateMissing.
    """
    closings: dict[K | None, Fraction] = {}
    last: tuple[date, Mapping[AccountId, K]] | None = None
    for period, values in periods:
        before = period.first - _DAY
        follows = last is not None and last[0] == before and last[1] is values
        openings = closings if follows else _standing(lines, before, values, worth)
        closings = dict(openings)
        made = {}
        for value, some in _parted(period.accounts, values, openings).items():
            gone, come = summed([a.opening.mrr for a in some]), summed([a.closing.mrr for a in some])
            closings[value] += come - gone
            made[value] = Bars(
                openings[value], closings[value], _totals(some), sum(not a.known for a in some)
            )
        yield made
        last = period.last, values


def _standing(
    lines: Lives, day: date, values: Mapping[AccountId, K], worth: Conversion | None
) -> dict[K | None, Fraction]:
    """What the accounts of each value have on a day."""
    amounts: dict[K | None, list[Fraction]] = defaultdict(list)
    for account, timeline in lines.items():
        amounts[values.get(account)].append(timeline.on(day, worth).mrr)
    return {value: summed(some) for value, some in amounts.items()}


def _parted(
    accounts: Iterable[AccountMoves], values: Mapping[AccountId, K], listed: Iterable[K | None]
) -> dict[K | None, list[AccountMoves]]:
    parts: dict[K | None, list[AccountMoves]] = {value: [] for value in listed}
    for account in accounts:
        parts[values.get(account.account)].append(account)
    return parts


def _totals(accounts: Iterable[AccountMoves]) -> dict[Movement, Fraction]:
    amounts: dict[Movement, list[Fraction]] = defaultdict(list)
    for account in accounts:
        for move in account.moves:
            amounts[move.kind].append(move.amount)
    return {kind: summed(some) for kind, some in amounts.items()}
