"""A scorecard is a choice of measures with their weights, and the bands that a score falls into."""

from collections.abc import Iterable
from dataclasses import replace

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.measures import MEASURES, measure
from csdesk.domain.health.terms import Group, Measure, Play
from csdesk.domain.values import dataclass

BAND_PLAYS = {Band.HEALTHY: Play.ASK, Band.WATCH: Play.REVIEW, Band.AT_RISK: Play.SILENCE}
"""What answers an account that enters a band."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Measures with the weights of this card, in the order of a receipt.

    `minimum_coverage` is the percentage of the applicable weight that must have a fresh reading.
    """

    name: str
    version: int
    measures: tuple[Measure, ...]
    bands: Bands = Bands()
    minimum_coverage: int = 25
    plays: tuple[tuple[Band, Play | None], ...] = tuple(BAND_PLAYS.items())
    """What answers an account that enters a band; None where nothing does."""

    def play_of(self, band: Band) -> Play | None:
        """What answers an account that enters a band."""
        return dict(self.plays).get(band)

    @property
    def unanswered(self) -> tuple[Measure | Band, ...]:
        """The measures and bands that no play answers, each a fault of the configuration."""
        measures = [m for m in self.measures if m.play is None]
        return (*measures, *(band for band in Band if self.play_of(band) is None))

    def faults(self) -> list[str]:
        """What is wrong with this configuration, in words: a measure or a band that nothing answers."""
        return [fault_of(one) for one in self.unanswered]


def fault_of(unanswered: Measure | Band) -> str:
    """That no play answers a measure or a band, in words."""
    name = f"the band {unanswered.value}" if isinstance(unanswered, Band) else unanswered.name
    return f"{name} has no play"


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures in the order of a receipt: by group, then as they stand."""
    groups = list(Group)
    return tuple(sorted(measures, key=lambda m: groups.index(m.group)))


def _card(name: str, weights: dict[str, int]) -> Scorecard:
    kept = tuple(replace(measure(m.key), weight=weights[m.key]) for m in MEASURES if m.key in weights)
    return Scorecard(name, 1, kept)


TEN_SIGNALS = Scorecard("ten signals", 1, MEASURES)
DEAR = _card(
    "DEAR",
    {
        "milestones_on_time": 10, "active_users": 15,
        "touch_cadence": 15, "executive_contact": 10,
        "key_feature": 15, "breadth": 10,
        "objective_progress": 15, "confirmed_value": 10,
    },
)  # fmt: skip
"""Deployment, engagement, adoption, return on investment: 25 each."""
FOUNDERS_FOUR = _card(
    "founder's four", {"active_users": 25, "growth": 25, "open_cases": 25, "touch_cadence": 25}
)
"""Usage, growth, friction, contact."""
MILESTONES_OVERDUE = _card("milestones overdue", {"milestones_on_time": 100})

SCORECARDS = {card.name: card for card in (TEN_SIGNALS, DEAR, FOUNDERS_FOUR, MILESTONES_OVERDUE)}
