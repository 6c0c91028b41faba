"""A renewal is the decision due at the end of a term."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, SubscriptionId


class Category(StrEnum):
    """How sure a renewal is, as a person says."""

    COMMITTED = "committed"
    LIKELY = "likely"
    AT_RISK = "at risk"
    LOST = "lost"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """It as a label; *at risk* never stands without its noun."""
        return "Renewal at risk" if self is Category.AT_RISK else self.value.capitalize()


class Outcome(StrEnum):
    """What became of a renewal."""

    OPEN = "open"
    AUTO = "auto"
    RENEWED = "renewed"
    EXPANDED = "expanded"
    CONTRACTED = "contracted"
    LOST = "lost"

    @property
    def renewed(self) -> bool:
        """Whether it was decided, and not lost."""
        return self not in {Outcome.OPEN, Outcome.LOST}


@noun(
    "renewal",
    "renewals",
    sheet="Renewals",
    day="due_on",
    indexes=(("account", "due_on"), ("subscription", "due_on")),
)
class Renewal:
    """What is known of the decision at one term end. `forecast` and `new_arr` are minor units a year."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    subscription: SubscriptionId = column(refers="subscriptions")
    due_on: date = column()
    category: Category = column(default=Category.UNKNOWN)
    forecast: int | None = column(default=None, money=True)
    outcome: Outcome = column(default=Outcome.OPEN)
    booked_on: date | None = column(default=None)
    decided_on: date | None = column(default=None)
    new_arr: int | None = column("New ARR", default=None, money=True)
    reason: str | None = column(default=None)
