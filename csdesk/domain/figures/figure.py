"""A figure is a number of a period with its definition, how it is made, its rivals, and the list behind it."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.figures.chart import Behind, Chart
from csdesk.domain.revenue.definitions import Rival, Step, Unit
from csdesk.domain.values import dataclass

__all__ = ["Behind", "Chart", "Figure", "Group", "Rival", "Step", "Unit"]


class Group(StrEnum):
    """Under which heading a figure stands."""

    QUESTIONS = "Questions"
    LIFETIME = "Lifetime"
    FIRST_VALUE = "First value"
    VOICE = "Voice"
    LOSSES = "Losses"
    RENEWALS = "Renewals"
    CONCENTRATION = "Concentration"
    ACTIVITY = "Activity"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `value` is None where it cannot be told, and `said` says why; else `said` stands beside it.

    `n` is on how many it rests. The rows of `behind` are in `behind_unit`; `heads` names what stands
    beside the account and its value, `when` its day, `about` what is listed. `chart` shows it in its parts.
    """

    key: str
    group: Group
    title: str
    says: str
    unit: Unit
    value: Fraction | int | None
    n: int
    said: str = ""
    steps: tuple[Step, ...] = ()
    rivals: tuple[Rival, ...] = ()
    behind: tuple[Behind, ...] = ()
    behind_unit: Unit = Unit.MONEY
    heads: tuple[str, str] = ("", "")
    when: str = "On"
    about: str = "Account"
    chart: Chart | None = None


def largest(rows: Iterable[Behind]) -> tuple[Behind, ...]:
    """Rows in order of their value, the largest first, not known last."""
    return tuple(sorted(rows, key=lambda r: (r.value is None, -(r.value or 0), r.name.casefold(), r.what)))
