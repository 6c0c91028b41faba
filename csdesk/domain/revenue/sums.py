"""A sum of exact amounts, of which many have the same denominator: a month's share of a year, a quarter, a term."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def summed(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; numerators are added as whole numbers, denominator by denominator."""
    parts: dict[int, int] = defaultdict(int)
    for amount in amounts:
        above, below = amount.as_integer_ratio()
        parts[below] += above
    if not parts:
        return Fraction(0)
    common = lcm(*parts)
    return Fraction(sum(above * (common // below) for below, above in parts.items()), common)
