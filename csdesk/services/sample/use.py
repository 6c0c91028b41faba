"""Use: the weekly and monthly usage readings of a sample account, with seasons, holidays and its fortune."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.periods import monday_of
from csdesk.domain.subscriptions import Step
from csdesk.domain.usage import ACTIVE_USERS, BREADTH, EXECUTIVE_USE, KEY_FEATURE, LICENCES, Usage
from csdesk.services.sample.contracts import step_on
from csdesk.services.sample.dice import CLOCK
from csdesk.services.sample.life import Life

_WEEK = timedelta(days=7)
_RECENT = timedelta(weeks=26)
_RAMP_DAYS = 120
_QUIET = {
    "education": {7: 0.55, 8: 0.5, 12: 0.85},
    "retail": {11: 1.08, 12: 1.1, 1: 0.92},
    "hospitality": {7: 0.9, 8: 0.88, 11: 0.95},
}
_USUAL = {8: 0.9, 12: 0.93}
"""How much of the usual use a month has."""


def usage_of(life: Life, steps: list[Step]) -> Iterator[Usage]:
    """The readings from go-live to the last day; the licences are what was sold on the day."""
    day = monday_of(max(life.first, life.go_live) + _WEEK)
    week = 0
    while day <= life.last:
        if life.dense or week % 4 == 0 or day > CLOCK - _RECENT:
            yield from _week(life, day, week, int(step_on(steps, day).quantity or 0))
        day, week = day + _WEEK, week + 1


def _week(life: Life, day: date, week: int, sold: int) -> Iterator[Usage]:
    fortune, season = life.fortune.on(day), _season(life, day)
    ramp = min(1.0, 0.35 + 0.65 * (day - life.go_live).days / _RAMP_DAYS)
    share = min(1.04, (0.17 + 0.75 * fortune) * ramp * season * life.dice.about(1, 0.02))
    yield _reading(life, day, ACTIVE_USERS, round(sold * share))
    key = sold * (0.25 + 3 * fortune) * ramp * season * life.dice.about(1, 0.045)
    yield _reading(life, day, KEY_FEATURE, round(key))
    if week % 4 == 0:
        yield _reading(life, day, LICENCES, sold)
        yield _reading(life, day, BREADTH, min(8, max(1, round((0.15 + 0.9 * fortune) * ramp * 8))) / 8)
    if week % 13 == 0 and life.dice.chance(0.5):
        yield _reading(life, day, EXECUTIVE_USE, max(0, round(life.dice.about(fortune * 2, 0.6))))


def _season(life: Life, day: date) -> float:
    holidays = 0.7 if (day.month, day.day // 7) in {(12, 3), (12, 4)} else 1.0
    return holidays * _QUIET.get(life.portrait.industry, _USUAL).get(day.month, 1.0)


def _reading(life: Life, day: date, measure: str, value: float) -> Usage:
    return Usage(id=life.dice.new_id(), account=life.id, measure=measure, on=day, value=float(value))
