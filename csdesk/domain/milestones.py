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
    """A step of the success plan. Exactly one per plan is first value; go-live is never it by itself."""

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
