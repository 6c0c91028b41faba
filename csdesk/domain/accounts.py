"""An account is a customer company; it may have one parent account."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key, search_key


class TouchModel(StrEnum):
    """How much of a person an account gets: its cadences follow from it."""

    HIGH = "high"
    LOW = "low"
    TECH = "tech"


class Stage(StrEnum):
    """Where an account is in its journey."""

    AWARENESS = "awareness"
    ACQUISITION = "acquisition"
    ONBOARDING = "onboarding"
    VALUE_REALIZATION = "value realization"
    LOYALTY = "loyalty"
    EXPANSION = "expansion"


class Status(StrEnum):
    """Whether the account is a customer today."""

    CUSTOMER = "customer"
    PROSPECT = "prospect"
    LOST = "lost"
    ARCHIVED = "archived"


@noun(
    "account",
    "accounts",
    sheet="Accounts",
    title="account",
    derived=(
        ("name_key", name_key, "account"),
        ("search_key", search_key, "account"),
    ),
    indexes=(("name_key",), ("search_key",), ("external_id",), ("domain",)),
)
class Account:
    """A customer company. `account` is its name; `judgement` is the CSM's own opinion, 1 to 5."""

    id: AccountId = column()
    account: str = column()
    external_id: str | None = column("External ID", default=None)
    domain: str | None = column(default=None)
    parent: AccountId | None = column(default=None, refers="accounts")
    segment: str | None = column(default=None)
    touch_model: TouchModel | None = column(default=None)
    industry: str | None = column(default=None)
    region: str | None = column(default=None)
    employees: int | None = column(default=None)
    channel: str | None = column(default=None)
    csm: str | None = column("CSM", default=None)
    currency: str | None = column(default=None)
    signed_on: date | None = column(default=None)
    stage: Stage | None = column(default=None)
    status: Status = column(default=Status.CUSTOMER)
    required_outcome: str | None = column(default=None)
    appropriate_experience: str | None = column(default=None)
    tags: str | None = column(default=None)
    notes: str | None = column(default=None)
    judgement: int | None = column(default=None)
    judged_on: date | None = column(default=None)
    judgement_reason: str | None = column(default=None)
    score_from: date | None = column(default=None)
    """A start day of scoring that a person set."""
    lost_on: date | None = column(default=None)
    lost_reason: str | None = column(default=None)
