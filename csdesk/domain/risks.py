"""A risk is an open threat with cause, severity, clear condition."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


class RiskCause(StrEnum):
    """Why the customer may not succeed or stay."""

    NO_ROI = "no ROI"
    STALLED = "stalled implementation"
    SPONSOR_LOST = "sponsor lost"
    LOW_ADOPTION = "low adoption"
    FEATURES_OR_PRICE = "missing features or price pressure"
    NEW_LEADERSHIP = "new leadership"
    QUALITY = "product quality"
    BILLING = "billing"
    COMPETITION = "competition"
    SINGLE_THREAD = "single thread"
    SCHEDULE = "schedule"
    TICKET_SURGE = "ticket surge"


class Severity(StrEnum):
    """How bad it would be."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


RISK_POINTS = {Severity.LOW: -3, Severity.MEDIUM: -6, Severity.HIGH: -10}
"""What an open risk takes from a score, in points."""


@noun("risk", "risks", sheet="Risks", title="cause", day="opened_on", indexes=(("account", "opened_on"),))
class Risk:
    """An open threat; it is over from `closed_on`."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    cause: RiskCause = column()
    severity: Severity = column(default=Severity.MEDIUM)
    opened_on: date = column()
    clears_when: str | None = column(default=None)
    closed_on: date | None = column(default=None)
    owner: str | None = column(default=None)
