"""A ranking says how often a lost account stood below one that stayed: the rank AUC, and how sure that is."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from math import ceil, sqrt

from csdesk.domain.values import dataclass

Z95 = 1.959963984540054
"""The quantile of the normal distribution behind an interval of 95 %."""
CHANCE = 0.5
HELPFUL = 0.65
"""Below this a ranking is of no practical help: an interval that ends below it is noise, not ignorance."""
_MOST = 1_000_000


class Verdict(StrEnum):
    """What a ranking can say for itself."""

    HELPED = "would have helped"
    NOISE = "noise"
    WRONG = "points the wrong way"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well values part those who were lost from those who stayed.

    `auc` is 0 to 1, 0.5 by chance, with an interval of 95 %; all three are None without one of each.
    """

    lost: int
    kept: int
    auc: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def verdict(self) -> Verdict:
        """What can be said of it."""
        if self.auc is None or self.low is None or self.high is None:
            return Verdict.TOO_FEW
        if self.low > CHANCE:
            return Verdict.HELPED
        if self.high < CHANCE:
            return Verdict.WRONG
        return Verdict.NOISE if self.high < HELPFUL else Verdict.TOO_FEW

    @property
    def more(self) -> int | None:
        """About how many more decisions would tell this ranking from chance; None where none would, or it is told."""
        if (
            self.auc is None
            or self.verdict in {Verdict.HELPED, Verdict.WRONG}
            or abs(self.auc - CHANCE) < 0.01
        ):
            return None
        total = self.lost + self.kept
        times = 1.0
        while total * times < _MOST:
            times *= 1.05
            low, high = auc_interval(self.auc, self.lost * times, self.kept * times)
            if low > CHANCE or high < CHANCE:
                return ceil(total * times) - total
        return None


def ranking(lost: Sequence[float], kept: Sequence[float]) -> Ranking:
    """The ranking of the values of those who were lost and of those who stayed; lower is taken for worse."""
    if not lost or not kept:
        return Ranking(len(lost), len(kept))
    found = auc(lost, kept)
    low, high = auc_interval(found, len(lost), len(kept))
    return Ranking(len(lost), len(kept), found, low, high)


def auc(lost: Sequence[float], kept: Sequence[float]) -> float:
    """The share of pairs in which the lost one stands lower, ties half: Mann-Whitney's U over the pairs, 0 to 1.

    Raises: ValueError without one of each.
    """
    if not lost or not kept:
        raise ValueError((len(lost), len(kept)))
    ordered = sorted(kept)
    return sum(above(ordered, value) for value in lost) / (2 * len(lost) * len(kept))


def above(ordered: Sequence[float], value: float) -> int:
    """How many of an ordered row stand above a value, in halves: equal ones are half above."""
    return 2 * len(ordered) - bisect_left(ordered, value) - bisect_right(ordered, value)


def auc_interval(auc: float, lost: float, kept: float) -> tuple[float, float]:
    """The interval of 95 % of a rank AUC from so many of each: it stays within 0 and 1, and is wide for few.

    Newcombe's method 5 (Statistics in Medicine 25, 2006, 559-573): the AUCs that lie within 1.96 of their own
    standard errors, after Hanley and McNeil's variance, of the one that was seen.
    """
    half = (lost + kept) / 2 - 1

    def error(theta: float) -> float:
        spread = 1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta))
        return sqrt(max(theta * (1 - theta) * spread, 0.0) / (lost * kept))

    return (
        _edge(0.0, auc, lambda t: auc - t <= Z95 * error(t)),
        _edge(1.0, auc, lambda t: t - auc <= Z95 * error(t)),
    )


def _edge(outside: float, inside: float, holds: Callable[[float], bool]) -> float:
    """The last value on the way from inside to outside for which something holds."""
    for _ in range(60):
        middle = (outside + inside) / 2
        outside, inside = (outside, middle) if holds(middle) else (middle, inside)
    return inside


def share_interval(some: int, of: int) -> tuple[float, float]:
    """The interval of 95 % of a share, after Wilson (1927), without continuity correction; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share, square = some / of, Z95 * Z95 / of
    middle = (share + square / 2) / (1 + square)
    half = Z95 * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return middle - half if some else 0.0, middle + half if some < of else 1.0
