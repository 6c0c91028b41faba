"""A class is a span of numbers with a name: how large a company is, how much it pays, how long it has stayed."""

from collections.abc import Sequence
from fractions import Fraction

Classes = Sequence[tuple[Fraction | int, str]]
"""(the most that belongs to it, its name), rising."""

LARGEST = "over 1,000"
SIZES: Classes = ((10, "1 to 10"), (50, "11 to 50"), (200, "51 to 200"), (1000, "201 to 1,000"))
"""Companies by their employees; above the last is `LARGEST`."""


def class_of(number: Fraction | int | None, classes: Classes, above: str) -> str | None:
    """The name of the class that a number belongs to, `above` beyond the last; None where it is not known."""
    if number is None:
        return None
    return next((name for most, name in classes if number <= most), above)


def size_of(employees: int | None) -> str | None:
    """How large a company is."""
    return class_of(employees, SIZES, LARGEST)
