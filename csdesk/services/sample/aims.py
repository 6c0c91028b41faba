"""Aims: the objectives, readings and milestones of a sample account; what is reached follows its fortune."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from csdesk.domain.ids import ObjectiveId
from csdesk.domain.milestones import Milestone, Responsible
from csdesk.domain.objectives import Better, Objective, Reading
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life

_NEAR = timedelta(days=21)
"""What is drawn lies farther ahead than that: what is due next is told in the stories."""


def objectives_of(life: Life) -> Iterator[Any]:
    """Two or three objectives that run now, one of the time before, and their readings."""
    kinds = life.dice.sample(life.source.lines("objective"), 3 if life.dense else 2)
    measures_from = life.portrait.started + timedelta(days=45)
    if measures_from > life.last - timedelta(days=60):
        return
    for place, kind in enumerate(kinds):
        back = life.dice.whole(430, 520) if place == 2 else life.dice.whole(150, 330)
        agreed = workday_before(max(measures_from, life.last - timedelta(days=back)))
        due = workday_before(agreed + timedelta(days=life.dice.whole(300, 380)))
        objective = _objective(life, kind, agreed, due)
        yield objective
        yield from _readings(life, objective, agreed, due)


def _objective(life: Life, kind: list[Any], agreed: date, due: date) -> Objective:
    name, unit, baseline, target, direction = kind
    scale = life.dice.whole(85, 115) / 100
    baseline, target = (round(v * (1 if unit == "%" else scale)) for v in (baseline, target))
    return Objective(
        id=ObjectiveId(life.dice.new_id()),
        account=life.id,
        objective=name,
        unit=unit,
        baseline=float(baseline),
        target=float(target),
        direction=Better(direction),
        agreed_on=agreed,
        due_on=due,
        confirmed_by=life.portrait.sponsor,
    )


def _readings(life: Life, objective: Objective, agreed: date, due: date) -> Iterator[Reading]:
    until = min(life.last, due + timedelta(days=20))
    day = workday_before(until - life.dice.days(4, 40))
    stays = life.dice.about(0, 0.03)
    while day > agreed + timedelta(days=25):
        yield _reading(life, objective, day, min(1.0, (day - agreed).days / (due - agreed).days), stays)
        day = workday_before(day - life.dice.days(35, 60))


def _reading(life: Life, objective: Objective, day: date, elapsed: float, stays: float) -> Reading:
    assert objective.baseline is not None
    assert objective.target is not None
    fortune = life.fortune.on(day)
    ahead = ((fortune - 0.8) * 0.8 + stays) * min(1.0, elapsed * 1.8)
    way = min(1.15, max(-0.1, elapsed + ahead + life.dice.about(0, 0.02)))
    value = objective.baseline + way * (objective.target - objective.baseline)
    sure = life.dice.chance(0.3 if fortune > 0.58 else 0.1 if fortune > 0.34 else 0.0)
    return Reading(
        id=life.dice.new_id(),
        objective=objective.id,
        on=day,
        value=float(max(0, round(value))),
        confirmed_by=life.portrait.sponsor if sure else None,
    )


def milestones_of(life: Life) -> Iterator[Milestone]:
    """The path from kickoff on, first value among it, and the next steps."""
    start, path = life.portrait.started, life.source.sentences["milestone"]
    for name, after, evidence, party in path["path"]:
        yield _milestone(life, name, start + timedelta(days=after), evidence, party)
    if not _told(life, "first_value"):
        name = str(life.dice.pick(path["value"]))
        day = start + timedelta(days=life.dice.whole(110, 170))
        yield _milestone(life, name, day, "Reading confirmed by the sponsor", "customer", first_value=True)
    day = start + timedelta(days=230)
    for name in path["later"]:
        if life.dice.chance(0.3):
            continue
        if day > (life.last if life.portrait.lost_on else CLOCK + timedelta(days=100)):
            break
        if CLOCK <= day <= CLOCK + _NEAR:
            day += _NEAR
        yield _milestone(life, name, day, None, str(life.dice.pick(("us", "customer", "customer"))))
        day += life.dice.days(75, 140)


def _told(life: Life, fact: str) -> bool:
    told = life.source.stories.get("milestone", [])
    return any(m["account"] == life.portrait.name and m.get(fact) for m in told)


def _milestone(
    life: Life, name: str, target: date, evidence: str | None, party: str, *, first_value: bool = False
) -> Milestone:
    target = workday_before(target)
    in_time = life.dice.chance(0.22 + 0.72 * life.fortune.on(target))
    reached = workday_before(target - life.dice.days(0, 9)) if in_time else target + life.dice.days(3, 45)
    reached = workday_before(reached)
    done = reached <= life.last
    return Milestone(
        id=life.dice.new_id(),
        account=life.id,
        milestone=name,
        first_value=first_value,
        target_on=target,
        forecast_on=None
        if in_time or done
        else max(reached, workday_before(CLOCK + _NEAR + life.dice.days(0, 40))),
        achieved_on=reached if done else None,
        confirmed_by=life.portrait.sponsor if done else None,
        party=Responsible(party),
        evidence=evidence,
    )
