"""A spread of values: the median, and of days the count within which nine of ten stay."""

from collections.abc import Sequence
from fractions import Fraction


def median(values: Sequence[int | Fraction]) -> Fraction | None:
    """The middle one, of an even number the mean of both; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(Fraction(v) for v in values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def p90(values: Sequence[int]) -> int | None:
    """The smallest one that at least nine of ten do not exceed (nearest rank); None of nothing."""
    if not values:
        return None
    return sorted(values)[-(-9 * len(values) // 10) - 1]
