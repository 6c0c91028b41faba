"""Survival is the share of customers still there so long after they began; who is there today is censored."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from csdesk.domain.values import dataclass

ENOUGH_LOSSES = 10
"""With fewer losses a curve says less than it seems to."""


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
    def enough(self) -> bool:
        """Whether there were losses enough for a curve."""
        return self.lost >= ENOUGH_LOSSES

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


def needs_losses(stays: Survival) -> str:
    """What cohorts, survival and lifetimes of a book wait for; empty where there are losses enough."""
    return "" if stays.enough else f"needs {ENOUGH_LOSSES} losses: {stays.lost:,} so far"


def survival_finding(stays: Survival, year: str) -> str:
    """What the curve says; `year` is the share that stays twelve months, in words."""
    if stays.median is None:
        return (
            f"{year} of customers stay a year; more than half have stayed longer than anybody can be watched"
        )
    months = "1 month" if stays.median == 1 else f"{stays.median} months"
    return f"{year} of customers stay a year; half have left after {months}"


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
