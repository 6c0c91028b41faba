"""What if: the whole book by a draft of a scorecard beside the card as it is; nothing is saved by asking."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from csdesk.domain.errors import NoSuchMeasure, PointsImpossible, WeightImpossible
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points, curve
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.ids import AccountId
from csdesk.domain.values import dataclass

MOST_WEIGHT = 1000
Arr = Mapping[str, int | Fraction]
"""Minor units a year by currency."""


def drafted(
    card: Scorecard,
    *,
    weights: Mapping[str, int] | None = None,
    points: Mapping[str, Points] | None = None,
    bands: Bands | None = None,
) -> Scorecard:
    """The card with other weights and points, by the measures' names or keys, and other bands.

    Raises: NoSuchMeasure, WeightImpossible, PointsImpossible.
    """
    by_name = {_measure(card, name).key: weight for name, weight in (weights or {}).items()}
    shaped = {_measure(card, name).key: line for name, line in (points or {}).items()}
    made = tuple(_changed(m, by_name.get(m.key), shaped.get(m.key)) for m in card.measures)
    if not any(m.weight for m in made):
        raise WeightImpossible(measure=card.name, weight=0)
    return replace(card, measures=made, bands=bands or card.bands)


def _measure(card: Scorecard, name: str) -> Measure:
    wanted = name.strip().casefold()
    for measure in card.measures:
        if wanted in {measure.name.casefold(), measure.key}:
            return measure
    raise NoSuchMeasure(name=name, scorecard=card.name, names=", ".join(m.name for m in card.measures))


def _changed(measure: Measure, weight: int | None, points: Points | None) -> Measure:
    if weight is not None:
        if not 0 <= weight <= MOST_WEIGHT:
            raise WeightImpossible(measure=measure.name, weight=weight)
        measure = replace(measure, weight=weight)
    if points is not None:
        try:
            curve(points)
        except ValueError as wrong:
            raise PointsImpossible(measure=measure.name) from wrong
        measure = replace(measure, points=points, paces=())
    return measure


@dataclass(frozen=True, slots=True)
class Standing:
    """One account by both cards; ranks count from 1 among the scored, equal scores share one."""

    now: Score
    draft: Score
    rank_now: int | None
    rank_draft: int | None
    arr: Arr

    @property
    def account(self) -> AccountId:
        """Whose it is."""
        return self.now.account

    @property
    def changes_band(self) -> bool:
        """Whether it stands in another band, or is scored by one card alone."""
        return self.now.band is not self.draft.band

    @property
    def steps(self) -> int:
        """How many ranks it moves up; 0 where one card does not score it."""
        if self.rank_now is None or self.rank_draft is None:
            return 0
        return self.rank_now - self.rank_draft


@dataclass(frozen=True, slots=True)
class BandSum:
    """The accounts of a band by both cards, and their ARR; `band` is None for those without a score."""

    band: Band | None
    now: int
    draft: int
    arr_now: Arr
    arr_draft: Arr


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole book by two cards, in order of names."""

    card: Scorecard
    draft: Scorecard
    standings: tuple[Standing, ...]

    @property
    def bands(self) -> tuple[BandSum, ...]:
        """Every band, the healthy first, and those without a score; the sums are the whole book."""
        return tuple(self._sum(band) for band in (*Band, None))

    def _sum(self, band: Band | None) -> BandSum:
        now = [s for s in self.standings if s.now.band is band]
        draft = [s for s in self.standings if s.draft.band is band]
        return BandSum(band, len(now), len(draft), _added(now), _added(draft))

    @property
    def changed(self) -> tuple[Standing, ...]:
        """Who changes band, the largest ARR first."""
        moved = [s for s in self.standings if s.changes_band]
        return tuple(sorted(moved, key=lambda s: (-sum(s.arr.values()), s.now.name, s.account)))

    @property
    def moved(self) -> int:
        """How many stand at another rank."""
        return sum(bool(s.steps) for s in self.standings)

    @property
    def furthest(self) -> int:
        """By how many ranks at most."""
        return max((abs(s.steps) for s in self.standings), default=0)


def what_if(
    card: Scorecard, draft: Scorecard, now: Mapping[AccountId, Score], then: Mapping[AccountId, Score],
    arr: Mapping[AccountId, Arr],
) -> WhatIf:  # fmt: skip
    """Both cards' scores of the same accounts, side by side."""
    before, after = _ranks(now.values()), _ranks(then.values())
    return WhatIf(
        card,
        draft,
        tuple(
            Standing(score, then[account], before.get(account), after.get(account), arr.get(account, {}))
            for account, score in now.items()
        ),
    )


def _ranks(scores: Iterable[Score]) -> dict[AccountId, int]:
    ordered = sorted(((s.tenths, s.account) for s in scores if s.tenths is not None), reverse=True)
    ranks: dict[AccountId, int] = {}
    rank, last = 0, None
    for place, (tenths, account) in enumerate(ordered, 1):
        if tenths != last:
            rank, last = place, tenths
        ranks[account] = rank
    return ranks


def _added(standings: Iterable[Standing]) -> Arr:
    total: dict[str, int | Fraction] = {}
    for standing in standings:
        for currency, amount in standing.arr.items():
            total[currency] = total.get(currency, 0) + amount
    return dict(sorted(total.items()))
