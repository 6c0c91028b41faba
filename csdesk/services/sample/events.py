"""Events: the signals, risks and tasks of a sample account beside its scripted ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.risks import Risk, RiskCause, Severity
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.week.cadences import RENEWAL_BRIEFS
from csdesk.domain.week.candidates import Rule
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life
from csdesk.services.sample.portrait import OWNER

_AHEAD = timedelta(days=14)
"""So long before it is due a task is written down."""
_CAUSES = {
    RiskCause.LOW_ADOPTION: "Active users are above 60 % of licences",
    RiskCause.NO_ROI: "The sponsor confirms one result in numbers",
    RiskCause.STALLED: "The second site is live",
    RiskCause.QUALITY: "All severe cases are closed for 30 days",
    RiskCause.FEATURES_OR_PRICE: "The promised report is accepted",
}


def events_of(life: Life) -> Iterator[Any]:
    """What happened, what threatened, and what was and is to do."""
    yield from _signals(life)
    yield from _confirmed(life)
    yield from _risks(life)
    yield from _done(life)
    yield from _briefed(life)
    if life.portrait.lost_on is None:
        yield from _ahead(life)


def _day(life: Life, near: int, far: int) -> date:
    return workday_before(life.last - life.dice.days(near, far))


def _signals(life: Life) -> Iterator[Signal]:
    kinds = [("good", 0.75, 330), ("good", 0.85, 200), ("bad", 0.0, 500)]
    for effect, at_least, back in kinds:
        day = _day(life, 20, back)
        fortune = life.fortune.on(day)
        likely = fortune >= at_least if effect == "good" else fortune < 0.55
        if day > life.first and likely and life.dice.chance(0.5):
            kind, note = life.dice.pick(life.source.sentences["signal"][effect])
            yield Signal(id=life.dice.new_id(), account=life.id, on=day, kind=SignalKind(kind),
                         effect=Effect(effect), note=note)  # fmt: skip


def _confirmed(life: Life) -> Iterator[Signal]:
    """The value that a healthy customer confirms every few months."""
    day = _day(life, 15, 150)
    while day > life.first + timedelta(days=150):
        if life.dice.chance(1.1 * life.fortune.on(day) - 0.25):
            note = str(life.dice.pick(life.source.lines("signal", "confirmed")))
            yield Signal(id=life.dice.new_id(), account=life.id, on=day, kind=SignalKind.VALUE_CONFIRMED,
                         effect=Effect.GOOD, note=note)  # fmt: skip
        day = workday_before(day - life.dice.days(120, 220))


def _risks(life: Life) -> Iterator[Risk]:
    for back in (620, 420, 240):
        day = _day(life, back - 150, back)
        if day > life.first and life.dice.chance(0.75 * (1.05 - life.fortune.on(day))):
            yield _risk(life, day, workday_before(day + life.dice.days(20, 90)))
    now = life.fortune.on(life.last)
    if now < 0.35 and life.portrait.csm != OWNER and life.dice.chance(0.8):
        yield _risk(life, _day(life, 15, 60), None)


def _risk(life: Life, opened: date, closed: date | None) -> Risk:
    cause = life.dice.pick(list(_CAUSES))
    grave = life.dice.weighted(list(Severity), (0.4, 0.45, 0.15))
    return Risk(
        id=life.dice.new_id(),
        account=life.id,
        cause=cause,
        severity=grave,
        opened_on=opened,
        clears_when=_CAUSES[cause],
        closed_on=closed if closed is None or closed <= life.last else None,
        owner=life.portrait.csm,
    )


def _done(life: Life) -> Iterator[Task]:
    for title in life.dice.sample(
        life.source.lines("task", "done"), life.dice.whole(3, 8) if life.dense else 1
    ):
        due = _day(life, 10, 600)
        if due > life.first:
            yield _task(life, title, due, 20,
                        done=workday_before(due + life.dice.days(-4, 3)))  # fmt: skip


def _briefed(life: Life) -> Iterator[Task]:
    """The renewal brief that began some time ago is written."""
    known = life.portrait
    if known.end is None or known.lost_on or known.thin:
        return
    for step in RENEWAL_BRIEFS[known.touch_model]:
        first = known.end - timedelta(days=step)
        if first + timedelta(days=step // 3) <= CLOCK <= known.end:
            done = workday_before(first + timedelta(days=step // 3))
            task = _task(life, "Renewal brief", done, 30, done=done)
            yield replace(task, cause=f"{Rule.RENEWAL}:{life.id}:{known.end.isoformat()}:{step}")


def _ahead(life: Life) -> Iterator[Task]:
    """A few have something to do in the next weeks; most healthy accounts have nothing due."""
    told = {t["account"] for t in life.source.stories["task"]}
    if life.portrait.name in told or life.portrait.thin:
        return
    mood = {"good": "healthy", "fair": "fair", "poor": "poor"}[life.fortune.mood(CLOCK)]
    if life.dice.chance(0.35):
        title, minutes = life.dice.pick(life.source.lines("task", mood))
        yield _task(life, title, workday_before(CLOCK + life.dice.days(15, 50)), minutes)
    if life.dice.chance(0.12):
        title = str(life.dice.pick(life.source.lines("task", "customer")))
        yield _task(life, title, workday_before(CLOCK + life.dice.days(2, 20)), None, party=Party.CUSTOMER)


def _task(
    life: Life,
    title: str,
    due: date,
    minutes: int | None,
    *,
    done: date | None = None,
    party: Party = Party.US,
) -> Task:
    return Task(
        id=life.dice.new_id(),
        account=life.id,
        title=title,
        due_on=due,
        minutes=minutes,
        party=party,
        status=TaskStatus.OPEN if done is None else TaskStatus.DONE,
        done_on=done if done is None else min(done, life.last - timedelta(days=1)),
        created_on=min(d for d in (due - _AHEAD, done, CLOCK) if d),
    )
