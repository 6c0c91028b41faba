"""A promise is something we, or they, undertook to do by a date."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.tasks import Party


class PromiseStatus(StrEnum):
    """What became of it; one that was changed is followed by another."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CHANGED = "changed"


@noun(
    "promise",
    "promises",
    sheet="Promises",
    since=3,
    title="promise",
    day="due_on",
    indexes=(("account", "due_on"),),
)
class Promise:
    """What was undertaken, and by whom; `contact` is the person on their side, to whom or by whom.

    `settled_on` is the day on which it was kept, broken or changed.
    """

    id: str = column()
    account: AccountId = column(refers="accounts")
    promise: str = column()
    promised_by: Party = column(default=Party.US)
    contact: ContactId | None = column(default=None, refers="contacts")
    promised_on: date | None = column(default=None)
    due_on: date | None = column(default=None)
    status: PromiseStatus = column(default=PromiseStatus.OPEN)
    settled_on: date | None = column(default=None)
    note: str | None = column(default=None)
