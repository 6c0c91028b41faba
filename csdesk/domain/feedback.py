"""Feedback is what a customer said of the product or of us, and whether they were told what came of it."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId


class FeedbackKind(StrEnum):
    """What was said."""

    WISH = "wish"
    PROBLEM = "problem"
    PRAISE = "praise"
    QUESTION = "question"
    OTHER = "other"


class FeedbackStatus(StrEnum):
    """What came of it."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"


@noun(
    "feedback", "feedback", sheet="Feedback", since=3, title="feedback", day="on",
    indexes=(("account", "on"),),
)  # fmt: skip
class Feedback:
    """What was said on a day; `told_back_on` is when the customer heard what came of it."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    contact: ContactId | None = column(default=None, refers="contacts")
    on: date = column()
    feedback: str = column()
    kind: FeedbackKind = column(default=FeedbackKind.WISH)
    area: str | None = column(default=None)
    status: FeedbackStatus = column(default=FeedbackStatus.OPEN)
    told_back_on: date | None = column(default=None)
