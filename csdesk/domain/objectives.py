"""An objective is something the customer measures: unit, baseline, target, due day, dated readings."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ObjectiveId


class Better(StrEnum):
    """Which way the customer wants the measure to go."""

    HIGHER = "higher"
    LOWER = "lower"


@noun(
    "objective",
    "objectives",
    sheet="Objectives",
    title="objective",
    day="due_on",
    indexes=(("account", "due_on"),),
)
class Objective:
    """A measure of the customer's own. `agreed_on` is the day of its baseline."""

    id: ObjectiveId = column()
    account: AccountId = column(refers="accounts")
    objective: str = column()
    unit: str | None = column(default=None)
    baseline: float | None = column(default=None)
    target: float | None = column(default=None)
    direction: Better | None = column(default=None)
    agreed_on: date | None = column(default=None)
    due_on: date | None = column(default=None)
    confirmed_by: str | None = column(default=None)

    def progress(self, now: float) -> float | None:
        """(now − baseline) ÷ (target − baseline), a ratio; None where the two are equal or unknown."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (now - self.baseline) / (self.target - self.baseline)


@noun("reading", "readings", sheet="Readings", title="value", day="on", indexes=(("objective", "on"),))
class Reading:
    """The value of an objective on a day."""

    id: str = column()
    objective: ObjectiveId = column(refers="objectives")
    on: date = column()
    value: float = column()
    confirmed_by: str | None = column(default=None)
