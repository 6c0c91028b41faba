"""A touch is one contact with the customer: kind, direction, who, when, minutes, what came of it."""

from datetime import date
from enum import StrEnum

from csdesk.domain.errors import TouchInFuture, TouchWithoutText
from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId


class TouchKind(StrEnum):
    """How we were in touch."""

    CALL = "call"
    MEETING = "meeting"
    REVIEW = "review"
    MAIL = "mail"
    TRAINING = "training"
    VISIT = "visit"
    EVENT = "event"
    GIFT = "gift"
    NEWSLETTER = "newsletter"
    OTHER = "other"


class Direction(StrEnum):
    """Who spoke: only a two-way touch counts for a cadence."""

    TWO_WAY = "two-way"
    OUTBOUND = "outbound"
    INBOUND = "inbound"


MINUTES = {
    TouchKind.CALL: 30,
    TouchKind.MEETING: 60,
    TouchKind.REVIEW: 120,
    TouchKind.MAIL: 10,
}
DEFAULT_MINUTES = 30


@noun(
    "touch",
    "touches",
    sheet="Touches",
    title="summary",
    day="on",
    indexes=(("account", "direction", "on"), ("account", "on")),
)
class Touch:
    """One contact with a customer."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    on: date = column()
    kind: TouchKind = column(default=TouchKind.CALL)
    direction: Direction = column(default=Direction.TWO_WAY)
    contacts: tuple[ContactId, ...] = column(default=(), refers="contacts")
    minutes: int | None = column(default=None)
    summary: str = column(default="")
    trigger: str | None = column(default=None)
    external_id: str | None = column("External ID", default=None, since=3)
    """What the mail or the meeting it comes from is called: the same one is never logged twice."""

    def accepted(self, *, today: date) -> "Touch":
        """This touch, if it can have happened by `today`. Raises: TouchInFuture, TouchWithoutText."""
        if self.on > today:
            raise TouchInFuture(day=self.on, today=today)
        if not self.summary.strip():
            raise TouchWithoutText
        return self
