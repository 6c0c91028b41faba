"""A chart is a figure in its parts, such as months or reasons; every part has the rows that it is made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.definitions import Unit
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Behind:
    """One row of the list behind a figure; without `account` it is about something else that `name` says."""

    account: AccountId | None
    name: str
    what: str = ""
    on: date | None = None
    value: Fraction | int | None = None


class Shape(Enum):
    """How parts are shown: bars below each other, with what the first ones come to together, or points in time."""

    BARS = "bars"
    PARETO = "Pareto"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its value, on how many it rests, between what it lies (95 %), and its rows. None is not known.

    `rest`: it has all that are too small to stand by themselves.
    """

    name: str
    value: Fraction | int | None
    n: int
    behind: tuple[Behind, ...] = ()
    between: tuple[float, float] | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The finding, and the parts in their order; values in `unit`, of which `counted` are many."""

    title: str
    unit: Unit
    shape: Shape
    parts: tuple[Part, ...]
    counted: str = "account"

    @property
    def together(self) -> tuple[Fraction | None, ...]:
        """What the parts up to each one are of all of them, where these add up to something."""
        total = sum((Fraction(p.value) for p in self.parts if p.value), Fraction(0))
        found, so_far = list[Fraction | None](), Fraction(0)
        for part in self.parts:
            so_far += part.value or 0
            found.append(so_far / total if total > 0 else None)
        return tuple(found)


def ranked(parts: Iterable[Part], most: int = 10, rest: str = "others") -> tuple[Part, ...]:
    """The largest first, not known last; from `most` on, one part has all that are left."""
    order = sorted(parts, key=lambda p: (p.value is None, -(p.value or 0), -p.n, p.name.casefold()))
    left = order[most:]
    if len(left) < 2:
        return tuple(order)
    return *order[:most], _one(left, f"{len(left):,} {rest}")


def _one(parts: Sequence[Part], name: str) -> Part:
    known = [p.value for p in parts if p.value is not None]
    behind = tuple(row for p in parts for row in p.behind)
    return Part(name, sum(known, Fraction(0)) if known else None, sum(p.n for p in parts), behind, rest=True)
