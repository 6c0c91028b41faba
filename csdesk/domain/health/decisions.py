"""A decision is a day on which an account stayed or was lost, with what its health said before."""

from collections.abc import Mapping
from datetime import date, timedelta

from csdesk.domain.health.bands import Band
from csdesk.domain.ids import AccountId
from csdesk.domain.values import dataclass

HORIZONS = (180, 90, 60, 30)
"""Days before a decision at which the score is looked at."""
LEAD_WEEKS = 26
"""So far back it is looked when an account was at risk first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One account on one day: renewed or kept, or lost."""

    account: AccountId
    name: str
    on: date
    lost: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was said of an account on one day: its score in tenths of a point and its band, None where not scored.

    `judgement` is the person's own, 1 to 5; `worths` are sub-scores in millionths by the measure's key, the fresh
    ones alone; `known` says that only what was recorded by that day was looked at.
    """

    tenths: int | None
    band: Band | None
    judgement: int | None
    worths: Mapping[str, int]
    known: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A decision with the evidence at the horizon, None where the account was no customer yet, and since when,
    without a break, it had been at risk, in days; None where it was not, at the last look."""

    decision: Decision
    evidence: Evidence | None
    at_risk_for: int | None = None


def week_end(day: date) -> date:
    """The Sunday on the day or before it: scores of the past are those of whole weeks."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def look_day(decision: Decision, horizon: int) -> date:
    """The day on which an account is looked at, at least so many days before its decision."""
    return week_end(decision.on - timedelta(days=horizon))
