"""A usage reading is one measured value of how an account uses the product on a day."""

from datetime import date

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId

ACTIVE_USERS = "active users"
LICENCES = "licences"
KEY_FEATURE = "key feature"
BREADTH = "breadth"
EXECUTIVE_USE = "executive use"
KNOWN_MEASURES = (ACTIVE_USERS, LICENCES, KEY_FEATURE, BREADTH, EXECUTIVE_USE)


@noun(
    "usage",
    "usage",
    sheet="Usage",
    title="measure",
    day="on",
    indexes=(("measure", "account", "on", "value"), ("account", "on")),
)
class Usage:
    """A reading of a measure; those outside `KNOWN_MEASURES` are kept and count nowhere."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    contact: ContactId | None = column(default=None, refers="contacts")
    measure: str = column()
    on: date = column()
    value: float = column()
