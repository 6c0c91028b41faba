"""A picture is what a chart shows, as values: its finding, its bars, and where they come from."""

from datetime import date
from fractions import Fraction

from csdesk.domain.values import dataclass

Amount = Fraction | int


@dataclass(frozen=True, slots=True)
class Rung:
    """One bar of a bridge in minor units: a level, or what led to the next one, with its sign."""

    label: str
    amount: Amount
    level: bool = False


@dataclass(frozen=True, slots=True)
class Bridge:
    """What led from one level to another; the changes between two levels add up exactly to their difference."""

    title: str
    lead: str
    rungs: tuple[Rung, ...]
    currency: str
    foot: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of every column, such as all that is committed; minor units."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """Columns side by side, each of the same layers, the first at the foot. `labels` name the columns."""

    title: str
    lead: str
    labels: tuple[str, ...]
    layers: tuple[Layer, ...]
    currency: str
    foot: str


@dataclass(frozen=True, slots=True)
class Pareto:
    """The largest first: minor units by name."""

    title: str
    lead: str
    rows: tuple[tuple[str, Amount], ...]
    currency: str
    foot: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What each month brought and lost, both above 0 and in minor units, and what was kept: NRR and GRR as shares.

    `months` are the first and the last day of each. None is not known.
    """

    title: str
    months: tuple[tuple[date, date], ...]
    gains: tuple[Amount | None, ...]
    losses: tuple[Amount | None, ...]
    nrr: tuple[Fraction | None, ...]
    grr: tuple[Fraction | None, ...]
    currency: str
    foot: str


@dataclass(frozen=True, slots=True)
class Staying:
    """How many are still there after so many months: a curve that steps down, from 0 months and all of them."""

    title: str
    lead: str
    steps: tuple[tuple[Amount, Fraction], ...]
    foot: str
