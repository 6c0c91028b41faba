"""Advocacy is a customer who speaks for us: what was asked of whom, and what was given."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId


class AdvocacyKind(StrEnum):
    """In which form a customer speaks for us."""

    REFERENCE = "reference"
    TESTIMONIAL = "testimonial"
    REFERRAL = "referral"
    CASE_STUDY = "case study"
    PUBLIC_REVIEW = "public review"
    TALK = "talk"
    ADVISORY_BOARD = "advisory board"
    OTHER = "other"


class AdvocacyOutcome(StrEnum):
    """What came of the asking."""

    ASKED = "asked"
    AGREED = "agreed"
    GIVEN = "given"
    DECLINED = "declined"


@noun(
    "advocacy", "advocacy", sheet="Advocacy", since=3, title="kind", day="asked_on",
    indexes=(("account", "asked_on"),),
)  # fmt: skip
class Advocacy:
    """One request to speak for us, or one that came unasked: then `asked_on` is None."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    contact: ContactId | None = column(default=None, refers="contacts")
    kind: AdvocacyKind = column(default=AdvocacyKind.REFERENCE)
    asked_on: date | None = column(default=None)
    given_on: date | None = column(default=None)
    outcome: AdvocacyOutcome = column(default=AdvocacyOutcome.ASKED)
    note: str | None = column(default=None)
