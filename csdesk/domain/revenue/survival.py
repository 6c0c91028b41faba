"""Survival is the share of customers still there so long after they began; who is there today is censored."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """After so long: how many were still watched, how many of them were lost, and the share that survives."""

    time: Fraction | int
    watched: int
    lost: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Survival:
    """The product-limit estimate of Kaplan and Meier (1958): one point for each time at which somebody was lost."""

    points: tuple[Point, ...]
    count: int

    @property
    def lost(self) -> int:
        """How many were lost in all."""
        return sum(p.lost for p in self.points)

    @property
    def median(self) -> int | None:
        """The first whole time at which at most half survive; None where more than half always do."""
        return next((ceil(p.time) for p in self.points if p.share <= Fraction(1, 2)), None)

    def at(self, time: Fraction | int) -> Fraction:
        """The share that survives so long."""
        share = Fraction(1)
        for point in self.points:
            if point.time > time:
                break
            share = point.share
        return share


def survival(watched: Iterable[tuple[Fraction | int, bool]]) -> Survival:
    """The estimate from (how long, whether lost then); those who were not lost count until then, on that day too."""
    everybody = list(watched)
    lost = Counter(time for time, gone in everybody if gone)
    left = Counter(time for time, _ in everybody)
    there, share, points = len(everybody), Fraction(1), []
    for time in sorted(left):
        if lost[time]:
            share *= 1 - Fraction(lost[time], there)
            points.append(Point(time, there, lost[time], share))
        there -= left[time]
    return Survival(tuple(points), len(everybody))
