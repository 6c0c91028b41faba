"""A sum of exact amounts, of which many have the same denominator: a month's share of a year, a quarter, a term."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction


def summed(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; numerators are added as whole numbers, denominator by denominator."""
    parts: dict[int, int] = defaultdict(int)
    for amount in amounts:
        parts[amount.denominator] += amount.numerator
    return sum((Fraction(above, below) for below, above in parts.items()), Fraction(0))
