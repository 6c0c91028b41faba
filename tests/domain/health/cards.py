"""Small scorecards and subjects for tests of judgement: a reading is its own sub-score."""

from collections.abc import Mapping, Sequence
from datetime import date

from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Column, OpenRisk, Reading, Subject
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Group, Measure, Nature, Play, ReadingKind, Unit
from csdesk.domain.ids import AccountId
from csdesk.domain.risks import RiskCause, Severity

DAY = date(2025, 11, 24)
SURGE = OpenRisk(RiskCause.TICKET_SURGE, Severity.MEDIUM, "2025-11-18", "all five are closed")


def plain(key: str, weight: int, *, group: Group = Group.OUTCOME, shelf: int | None = None) -> Measure:
    """A measure whose reading is its sub-score."""
    return Measure(
        key=key,
        name=key,
        group=group,
        noun="usage",
        kind=ReadingKind.LAST,
        unit=Unit.COUNT,
        points=((0, 0), (100, 100)),
        weight=weight,
        refresh=1,
        shelf=shelf,
        nature=Nature.ACTIONABLE,
        play=Play.REVIEW,
        rule="",
        brings="",
    )


def card(*weights: int) -> Scorecard:
    """A scorecard of plain measures named "0", "1", …"""
    return Scorecard("test", 1, tuple(plain(str(n), w) for n, w in enumerate(weights)))


def judged(
    scorecard: Scorecard,
    readings: Mapping[str, float | Reading],
    *,
    risks: Sequence[OpenRisk] = (),
    starts_on: str | None = None,
) -> Receipt:
    """The receipt of one account with these readings, plain ones undated."""
    columns = {key: Column({1: r if isinstance(r, tuple) else (r, "", 1)}) for key, r in readings.items()}
    subject = Subject(1, AccountId("a"), "Corvid", risks=tuple(risks), starts_on=starts_on)
    return Judge(scorecard, columns, DAY).receipt(subject)
