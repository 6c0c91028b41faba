"""The vendor: further accounts of Wingtip, drawn when a book of more than Mary Harrison's fifty is wanted."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.accounts import TouchModel
from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Category
from csdesk.services.sample.dice import CLOCK, Dice
from csdesk.services.sample.portrait import Portrait
from csdesk.services.sample.source import Source

_LOSS_EVERY = 12
"""One account in so many was lost in the two years."""
_FORTUNES = ((0.64, 0.70, 0.93), (0.18, 0.36, 0.58), (0.18, 0.02, 0.13))
"""Share of accounts, and between which levels their fortune ends."""
_WHOLE = 1_550
"""How many customers the vendor has beside Mary Harrison's."""
_SIZES = ((15, 151_000, 420_000), (200, 3_000, 9_900))
"""Of so many, how many enterprise and small customers there are, and between which amounts a year they pay."""
_MIDDLE = 20_200
"""What half of the others pay more than, a year."""
_LOOKED_AFTER = ((25, "mid_market", 2), (500, "mid_market", 10), (600, "pooled", 4), (425, "one_to_many", 1))
"""From the largest down, so many customers are with so many people of a team."""


def drawn_portraits(source: Source, seed: int, count: int, taken: frozenset[str]) -> Iterator[Portrait]:
    """So many more accounts, live ones; beside every twelfth of them one that was lost."""
    dice = Dice(seed, "vendor")
    names = _names(source, dice, taken)
    drawn: list[Portrait] = []
    for number in range(count):
        drawn.append(_drawn(source, dice, next(names), _amount(dice, number), lost=False))
        if number % _LOSS_EVERY == _LOSS_EVERY - 1:
            drawn.append(_drawn(source, dice, next(names), _amount(dice), lost=True))
    people = _looking_after(source, drawn)
    yield from (replace(p, csm=people[p.name]) for p in drawn)


def _looking_after(source: Source, drawn: list[Portrait]) -> dict[str, str]:
    """Who looks after whom: two have the largest, ten about fifty each, pools and programmes the rest."""
    colleagues, begun = source.people["colleagues"], {"mid_market": 1}
    out: dict[str, str] = {}
    ranked = sorted(drawn, key=lambda p: (-p.arr, p.name))
    first = 0
    for share, team, size in _LOOKED_AFTER:
        last = first + round(share * len(drawn) / _WHOLE) if team != "one_to_many" else len(drawn)
        at = begun.get(team, 0)
        some, begun[team] = colleagues[team][at : at + size], at + size
        out |= {p.name: str(some[n % len(some)]) for n, p in enumerate(ranked[first:last])}
        first = last
    return out


def _names(source: Source, dice: Dice, taken: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Different names with their industries, for ever."""
    vendor = source.sentences["vendor"]
    pairs = [
        (f"{h} {t}", i)
        for i, tails in sorted(vendor["tails"].items())
        for t in tails
        for h in vendor["heads"]
    ]
    free = [p for p in dice.sample(pairs, len(pairs)) if p[0] not in taken]
    yield from free
    number = 2
    while True:
        yield from ((f"{name} {number}", industry) for name, industry in free)
        number += 1


def _drawn(source: Source, dice: Dice, called: tuple[str, str], arr: int, *, lost: bool) -> Portrait:
    name, industry = called
    _, low, high = _FORTUNES[dice.weighted((0, 1, 2), [f[0] for f in _FORTUNES])]
    level = dice.about(0.26, 0.06) if lost else low + (high - low) * dice.whole(0, 100) / 100
    end = CLOCK + dice.days(5, 364)
    lost_on = add_months(end + timedelta(days=1), -12 * dice.whole(1, 2)) if lost else None
    last_start = add_months(end + timedelta(days=1), -12)
    started = add_months(last_start, -12 * dice.weighted((0, 1, 2, 3, 4), (0.2, 0.25, 0.25, 0.2, 0.1)))
    if lost_on:
        end, started = lost_on - timedelta(days=1), add_months(lost_on, -12 * dice.whole(1, 3))
    people = source.people
    return Portrait(
        name=name,
        industry=industry,
        region=dice.pick(("West", "Midwest", "Northeast", "South", "Canada", "UK")),
        employees=max(8, round(arr / 180 * dice.about(1, 0.25))),
        touch_model=_model(arr, dice),
        arr=arr,
        started=started,
        end=end,
        level=max(0.05, level),
        notice_days=dice.weighted((30, 60, 90, None), (0.3, 0.5, 0.1, 0.1)),
        auto_renew=dice.weighted((True, False, None), (0.45, 0.5, 0.05)),
        category=None if lost else _category(dice, end, level),
        fall=0.3 if lost else max(-0.08, min(0.4, dice.about(0.62 - level, 0.12) * 0.4)),
        sponsor=f"{dice.pick(people['first'])} {dice.pick(people['last'])}",
        title=str(dice.pick(people["titles"]["sponsor"])),
        champion=f"{dice.pick(people['first'])} {dice.pick(people['last'])}" if dice.chance(0.6) else None,
        outcome=str(dice.pick(source.sentences["vendor"]["outcomes"])),
        lost_on=lost_on,
        notice_given=lost_on - dice.days(30, 90) if lost_on else None,
        lost_reason=str(dice.pick(source.sentences["lost"]["reasons"])) if lost else None,
    )


def _amount(dice: Dice, number: int | None = None) -> int:
    """What a customer pays a year; every so many of those counted is an enterprise, or a small one."""
    for many, low, high in _SIZES:
        if number is not None and (number + 1) * many // _WHOLE > number * many // _WHOLE:
            return round(dice.whole(low, high) / 100) * 100
    return round(min(148_000, max(10_000, math.exp(dice.about(math.log(_MIDDLE), 0.55)))) / 100) * 100


def _model(arr: int, dice: Dice) -> TouchModel:
    if arr >= 60_000:
        return TouchModel.HIGH
    return TouchModel.TECH if arr < 10_000 or dice.chance(0.1) else TouchModel.LOW


def _category(dice: Dice, end: date, level: float) -> Category | None:
    if (end - CLOCK).days > 110:
        return None
    sure = level + dice.about(0, 0.1)
    if dice.chance(0.1):
        return Category.UNKNOWN
    return Category.COMMITTED if sure > 0.72 else Category.LIKELY if sure > 0.42 else Category.AT_RISK
