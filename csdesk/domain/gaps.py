"""A success gap is what stops the customer between two milestones, with the bridge chosen for it."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


class Bridge(StrEnum):
    """What brings the customer over a gap."""

    TRAINING = "training"
    SERVICES = "professional services"
    HIGH_TOUCH = "high-touch onboarding"
    SELF_SERVICE = "self-service onboarding"
    CUE = "in-app cue"
    SEQUENCE = "e-mail sequence"
    OTHER = "other"


@noun("gap", "gaps", sheet="Gaps", since=3, title="gap", day="found_on", indexes=(("account", "found_on"),))
class Gap:
    """What stops the customer; without a bridge until one is chosen, and over from `bridged_on`."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    gap: str = column()
    after_milestone: str | None = column(default=None, refers="milestones")
    before_milestone: str | None = column(default=None, refers="milestones")
    bridge: Bridge | None = column(default=None)
    found_on: date | None = column(default=None)
    due_on: date | None = column(default=None)
    bridged_on: date | None = column(default=None)
    note: str | None = column(default=None)
