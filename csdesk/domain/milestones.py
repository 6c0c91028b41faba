"""A milestone is a dated, evidenced step of the customer toward its outcome."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


class Responsible(StrEnum):
    """Who has to reach it."""

    US = "us"
    CUSTOMER = "customer"
    PARTNER = "partner"
    PAID = "paid"


@noun(
    "milestone",
    "milestones",
    sheet="Milestones",
    title="milestone",
    day="target_on",
    indexes=(("account", "target_on"),),
)
class Milestone:
    """A step of the success plan. Exactly one per plan is first value; go-live is never it by itself.

    `achieved` says that it is reached though nobody knows on which day: then it is neither late nor on time.
    """

    id: str = column()
    account: AccountId = column(refers="accounts")
    milestone: str = column()
    first_value: bool = column(default=False)
    target_on: date | None = column(default=None)
    forecast_on: date | None = column(default=None)
    achieved_on: date | None = column(default=None)
    confirmed_by: str | None = column(default=None)
    party: Responsible | None = column(default=None)
    evidence: str | None = column(default=None)
    achieved: bool | None = column(default=None, since=2)

    @property
    def reached(self) -> bool:
        """Whether it is reached, on a day that is known or not."""
        return bool(self.achieved) or self.achieved_on is not None
