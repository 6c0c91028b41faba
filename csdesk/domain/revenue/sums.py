"""A sum of exact amounts, of which many have the same denominator: a month's share of a year, a quarter, a term."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

Share = tuple[int, int]
"""An exact amount as a whole number over another one above 0, not reduced: minor units over months."""


class Sum(dict[int, int]):
    """A sum under way: numerators that were added, by their denominator."""

    def __missing__(self, below: int) -> int:
        return 0

    def take(self, other: "Sum") -> None:
        """Add another sum."""
        if not self:
            self.update(other)
            return
        for below, above in other.items():
            self[below] += above

    def told(self) -> Fraction:
        """The exact sum so far."""
        return Fraction(*joined((above, below) for below, above in self.items()))


def summed(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum."""
    return added(amount.as_integer_ratio() for amount in amounts)


def added(shares: Iterable[Share]) -> Fraction:
    """The exact sum; numerators are added as whole numbers, denominator by denominator."""
    parts = Sum()
    for above, below in shares:
        parts[below] += above
    return parts.told()


def joined(shares: Iterable[Share]) -> Share:
    """The exact sum over the least denominator that all have in common, not reduced."""
    above, below = 0, 1
    for more, part in shares:
        if part != below:
            common = lcm(below, part)
            above, below = above * (common // below), common
        above += more * (below // part)
    return above, below
