"""Support: the cases that a sample account opened; a worse fortune makes more, graver and slower ones."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from csdesk.domain.tickets import Ticket
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life

_GRAVITY = {1: "severe", 2: "serious", 3: "mild", 4: "mild"}
_DAYS_OPEN = {1: 1.0, 2: 2.5, 3: 3.5, 4: 5.0}
"""Days that a case of a severity is usually open."""


def tickets_of(life: Life) -> Iterator[Ticket]:
    """The cases from go-live on."""
    day, count = max(life.first, life.go_live), 0
    while (day := _next(life, day)) <= life.last:
        count += 1
        yield _ticket(life, workday_before(day), count)


def _next(life: Life, day: date) -> date:
    a_month = 0.5 + 1.9 * (1 - life.fortune.on(day)) + life.portrait.employees / 1500
    mean = 30 / a_month * (1 if life.dense else 2.5)
    return day + timedelta(days=max(1, round(life.dice.about(mean, mean / 2))))


def _ticket(life: Life, day: date, count: int) -> Ticket:
    fortune, dice = life.fortune.on(day), life.dice
    severity = dice.weighted(
        (1, 2, 3, 4), (0.02 + 0.05 * (1 - fortune), 0.1 + 0.1 * (1 - fortune), 0.5, 0.35)
    )
    opened = dice.moment(day)
    return Ticket(
        id=dice.new_id(),
        account=life.id,
        external_id=f"T-{life.number}-{count}",
        subject=str(dice.pick(life.source.sentences["ticket"][_GRAVITY[severity]])),
        severity=severity,
        opened_at=opened,
        closed_at=_closed(life, opened, severity),
        escalated=severity <= 2 and dice.chance(0.35 * (1 - fortune)),
    )


def _closed(life: Life, opened: datetime, severity: int) -> datetime | None:
    slow = 0.4 + 3.4 * (1 - life.fortune.on(opened.date())) ** 1.5
    days = max(0.1, life.dice.about(_DAYS_OPEN[severity] * slow, 1.5))
    closed = opened + timedelta(days=days)
    while closed.weekday() > 4 or not 7 < closed.hour < 19:
        closed += timedelta(hours=5)
    return closed if closed.date() < CLOCK else None
