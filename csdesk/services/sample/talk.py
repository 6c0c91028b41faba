"""Talk: the touches of a sample account by the cadence of its touch model, sparser as its fortune falls."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.accounts import TouchModel
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.touches import MINUTES, Direction, Touch, TouchKind
from csdesk.services.sample.dice import workday_before
from csdesk.services.sample.life import Life

_EVERY = {TouchModel.HIGH: 12, TouchModel.LOW: 27, TouchModel.TECH: 140}
"""Days between two conversations while all is well."""
_KINDS = {TouchKind.CALL: 0.42, TouchKind.MAIL: 0.28, TouchKind.MEETING: 0.22, TouchKind.TRAINING: 0.08}


def touches_of(life: Life) -> Iterator[Touch]:
    """Conversations, what we wrote without an answer, and what they asked of us."""
    if not life.people:
        return
    known = life.portrait.silent is not None
    last = life.last_talk if known else life.last - life.dice.days(2, 20)
    for day in _days(life, last, _EVERY[life.portrait.touch_model]):
        yield _conversation(life, day)
    outbound = 75 if life.portrait.touch_model is TouchModel.TECH else 45
    for day in _days(life, life.last - life.dice.days(1, 30), outbound):
        kind = TouchKind.NEWSLETTER if life.dice.chance(0.3) else TouchKind.MAIL
        yield _said(life, day, kind, Direction.OUTBOUND)
    for day in _days(life, life.last - life.dice.days(3, 60), 70 if life.dense else 200):
        if life.dice.chance(1.15 - life.fortune.on(day)):
            yield _said(life, day, TouchKind.MAIL, Direction.INBOUND)


def _days(life: Life, last: date, every: int) -> list[date]:
    """Working days back from the last one; further apart where the fortune was poor."""
    days: list[date] = []
    day = workday_before(last)
    stretch = 1.0 if life.dense else 2.0
    while day >= life.first:
        days.append(day)
        gap = every * (1.55 - 0.7 * life.fortune.on(day)) * stretch
        day = workday_before(day - timedelta(days=max(2, round(life.dice.about(gap, gap / 4)))))
    return days[::-1]


def _conversation(life: Life, day: date) -> Touch:
    high = life.portrait.touch_model is TouchModel.HIGH
    kind = life.dice.weighted(list(_KINDS), list(_KINDS.values()))
    if high and life.dice.chance(0.12):
        kind = TouchKind.REVIEW
    lines = life.source.lines("touch", life.fortune.mood(day), kind.value)
    return _touch(life, day, kind, Direction.TWO_WAY, life.say(lines))


def _said(life: Life, day: date, kind: TouchKind, direction: Direction) -> Touch:
    name = "newsletter" if kind is TouchKind.NEWSLETTER else direction.value
    return _touch(life, workday_before(day), kind, direction, life.say(life.source.lines("touch", name)))


def _touch(life: Life, day: date, kind: TouchKind, direction: Direction, line: str) -> Touch:
    with_whom = _people(life, kind)
    usual = MINUTES.get(kind, 45)
    return Touch(
        id=life.dice.new_id(),
        account=life.id,
        on=day,
        kind=kind,
        direction=direction,
        contacts=tuple(p.id for p in with_whom),
        minutes=None if kind is TouchKind.NEWSLETTER else max(5, usual + 5 * life.dice.whole(-2, 2)),
        summary=line.replace("{person}", with_whom[0].name),
    )


def _people(life: Life, kind: TouchKind) -> list[Contact]:
    """Mostly the sponsor; a review also has an executive."""
    first = life.people[0] if life.dice.chance(0.6) else life.dice.pick(life.people)
    if kind is not TouchKind.REVIEW:
        return [first]
    executives = [p for p in life.still_there(Role.EXECUTIVE) if p is not first]
    return [first, *executives[:1]]
