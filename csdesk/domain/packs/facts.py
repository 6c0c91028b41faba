"""Facts are what a board pack is made of, as one book knew them on a day, in one currency."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.figures.figure import Figure
from csdesk.domain.figures.leaving import Left
from csdesk.domain.periods import Days
from csdesk.domain.revenue.definitions import Definition, Metric
from csdesk.domain.revenue.forecast import Standing
from csdesk.domain.revenue.survival import Survival
from csdesk.domain.revenue.unpriced import Unpriced
from csdesk.domain.revenue.waterfall import Shown
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Renewing:
    """A renewal ahead; `amount` minor units a year, None where it is not known."""

    name: str
    due_on: date
    standing: Standing
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Endangered:
    """An account at risk, with its open risks in words and what is done next about it."""

    name: str
    arr: Fraction | None
    score: Decimal | None
    risks: tuple[str, ...] = ()
    step: str = ""
    step_on: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a pack says. `opening` and `closing` are MRR in minor units, None where an amount is not known."""

    vendor: str
    author: str
    period: Days
    as_of: date
    currency: str
    accounts: int
    opening: Fraction | None
    closing: Fraction | None
    unknown: int
    """Accounts whose amount is not known at an end of the period."""
    shown: Shown
    metrics: Mapping[Metric, Definition]
    figures: Mapping[str, Figure]
    unpriced: tuple[Unpriced, ...] = ()
    """What is sold to those of them of which no later amount is known either."""
    gone: tuple[Left, ...] = ()
    renewing: tuple[Renewing, ...] = ()
    horizon: date = date.max
    """Until when renewals are listed."""
    unrated: int = 0
    """Renewals in currencies without a rate: they are not among them."""
    endangered: tuple[Endangered, ...] = ()
    stays: Survival | None = None
    """How long customers stay; None where nobody asked."""
    only: str = ""
    """Which customers alone are told of, in the words of the cover; empty for all."""
