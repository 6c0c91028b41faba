"""A survey answer is what a contact answered, on its scale; not answered yet while it has no day."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId


class SurveyKind(StrEnum):
    """Which question was asked."""

    NPS = "NPS"
    CSAT = "CSAT"
    CES = "CES"
    ONBOARDING = "onboarding"


@noun(
    "survey", "surveys", sheet="Surveys", title="kind", day="sent_on", indexes=(("account", "answered_on"),)
)
class Survey:
    """One asked question and its answer, if any, on the scale from `scale_min` to `scale_max`."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    contact: ContactId | None = column(default=None, refers="contacts")
    kind: SurveyKind = column(default=SurveyKind.NPS)
    sent_on: date | None = column(default=None)
    answered_on: date | None = column(default=None)
    score: float | None = column(default=None)
    scale_min: float | None = column(default=None)
    scale_max: float | None = column(default=None)
    comment: str | None = column(default=None)
