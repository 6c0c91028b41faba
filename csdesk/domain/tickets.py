"""A ticket is a case that a customer opened with support."""

from datetime import datetime

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


@noun(
    "ticket",
    "tickets",
    sheet="Tickets",
    title="subject",
    day="opened_at",
    indexes=(("account", "opened_at"), ("external_id",)),
)
class Ticket:
    """A support case. Severity 1 is the worst, 4 the mildest; open while `closed_at` is None."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    external_id: str | None = column("External ID", default=None)
    subject: str | None = column(default=None)
    severity: int | None = column(default=None)
    opened_at: datetime = column()
    closed_at: datetime | None = column(default=None)
    escalated: bool = column(default=False)
