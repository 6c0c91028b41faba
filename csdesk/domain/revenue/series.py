"""A series is the waterfalls of periods one after the other, told for each value of what accounts are parted by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.ends import Ends, Periods
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.sums import summed
from csdesk.domain.revenue.tally import Level, Tally
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.revenue.waterfall import changes_between
from csdesk.domain.values import dataclass

Lives = Mapping[AccountId, Timeline]
Values = Mapping[AccountId, str | None]
"""The value that each account has; none for those that are not listed."""
Dimension = Sequence[Values]
"""The values period by period; the very same object where nothing was changed."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The waterfall of one value in one period: minor units a month, exact, losses positive.

    Of the `cohort`, the opening of the accounts with revenue, `kept` is what NRR counts and `least` what GRR
    counts. As in a waterfall, nothing of it is known where accounts are `unknown`.
    """

    opening: Fraction
    closing: Fraction
    movements: Mapping[Movement, Fraction]
    cohort: Fraction
    kept: Fraction
    least: Fraction
    unknown: int = 0

    def total(self, kinds: Iterable[Movement]) -> Fraction:
        """What the movements of these kinds amount to."""
        return summed(self.movements[kind] for kind in {*kinds} & self.movements.keys())

    @property
    def nrr(self) -> Fraction | None:
        """As `retention.nrr` of the accounts."""
        return None if self.unknown else ratio(self.kept, self.cohort)

    @property
    def grr(self) -> Fraction | None:
        """As `retention.grr` of the accounts."""
        return None if self.unknown else ratio(self.least, self.cohort)


def series(
    lines: Lives, periods: Periods, dimensions: Sequence[Dimension], worth: Conversion | None = None
) -> list[list[dict[str | None, Bars]]]:
    """By dimension and period: the waterfall of each value; an account is in the value that it has in the period.

    Accounts that share their values in all dimensions are added up once for all. Raises: RateMissing.
    """
    ends = Ends(periods)
    runs = _runs(ends, dimensions)
    places = [(n, at) for n, run in enumerate(runs) for at in range(run.periods)]
    for account in sorted(lines):
        timeline = lines[account]
        parts = [run.part_of(account) for run in runs]
        for run, part in zip(runs, parts, strict=True):
            part.opening.count(timeline.on(run.before, worth))
        for at, opening, closing in ends.moving(timeline, worth):
            n, place = places[at]
            changes = changes_between(timeline, opening, closing, *ends.pairs[at], worth)
            parts[n].tallies[place].count(opening, closing, changes)
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
        opening = level.whole.told()
        for tally in self.tallies:
            cohort = level.cohort.told()
            level.take(tally.raised)
            closing = level.whole.told()
            movements = {kind: some.told() for kind, some in tally.moves.items()}
            kept, least = cohort + tally.more.told(), cohort + tally.lost.told()
            yield Bars(opening, closing, movements, cohort, kept, least, tally.unknown)
            opening = closing


class _Run:
    """Periods that follow each other without a gap, in which all accounts keep their values."""

    def __init__(self, before: date, values: Sequence[Values]) -> None:
        self.before, self.periods = before, 1
        self._values = values
        self._parts: dict[tuple[str | None, ...], _Part] = {}

    def goes_on(self, values: Sequence[Values]) -> bool:
        """Whether a period that follows, with such values, belongs to it."""
        return all(a is b for a, b in zip(self._values, values, strict=True))

    def part_of(self, account: AccountId) -> _Part:
        """The part that an account belongs to."""
        values = tuple([some.get(account) for some in self._values])
        part = self._parts.get(values)
        if part is None:
            part = self._parts[values] = _Part(self.periods)
        return part

    def told(self, dimension: int) -> list[dict[str | None, Bars]]:
        """Period by period the waterfall of each value of a dimension."""
        whole: dict[str | None, _Part] = defaultdict(lambda: _Part(self.periods))
        for values, part in self._parts.items():
            whole[values[dimension]].take(part)
        told = {value: [*part.told()] for value, part in whole.items()}
        return [{value: some[at] for value, some in told.items()} for at in range(self.periods)]


def _runs(ends: Ends, dimensions: Sequence[Dimension]) -> list[_Run]:
    found: list[_Run] = []
    for at, (before, _) in enumerate(ends.pairs):
        values = [each[at] for each in dimensions]
        if at and before == ends.pairs[at - 1][1] and found[-1].goes_on(values):
            found[-1].periods += 1
        else:
            found.append(_Run(before, values))
    return found
