"""A contact is a person at an account, with roles."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.names import name_key, search_key


class Role(StrEnum):
    """What a contact is to the account's success."""

    SPONSOR = "sponsor"
    CHAMPION = "champion"
    EXECUTIVE = "executive"
    ADMINISTRATOR = "administrator"
    USER = "user"
    BENEFICIARY = "beneficiary"
    BILLING = "billing"


class Level(StrEnum):
    """How much a contact decides."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Sentiment(StrEnum):
    """How a contact feels about us."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class ContactStatus(StrEnum):
    """Whether the person is still there."""

    ACTIVE = "active"
    LEFT = "left"


@noun(
    "contact",
    "contacts",
    sheet="Contacts",
    title="name",
    derived=(
        ("name_key", name_key, "name"),
        ("search_key", search_key, "name"),
    ),
    indexes=(("account", "name_key"), ("email",)),
)
class Contact:
    """A person at an account."""

    id: ContactId = column()
    account: AccountId = column(refers="accounts")
    name: str = column()
    external_id: str | None = column("External ID", default=None)
    email: str | None = column(default=None)
    phone: str | None = column(default=None)
    title: str | None = column(default=None)
    roles: tuple[Role, ...] = column(default=())
    influence: Level | None = column(default=None)
    sentiment: Sentiment | None = column(default=None)
    status: ContactStatus = column(default=ContactStatus.ACTIVE)
    away_from: date | None = column(default=None)
    away_until: date | None = column(default=None)
    opted_out_on: date | None = column(default=None)
    time_zone: str | None = column(default=None)
    language: str | None = column(default=None)
    notes: str | None = column(default=None)
