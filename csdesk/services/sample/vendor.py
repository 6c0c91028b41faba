"""The vendor: further accounts of Wingtip, drawn when a book of more than Mary Harrison's fifty is wanted."""

import math
from collections.abc import Iterator
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
_SIZES = ((0.125, 3_000, 9_900), (0.007, 150_000, 420_000))
"""Shares of small and of enterprise customers, and between which amounts a year they pay."""

_OWN_CSM_FROM = 24_000
"""Who pays less a year is looked after by a pool, or by programmes."""


def drawn_portraits(source: Source, seed: int, count: int, taken: frozenset[str]) -> Iterator[Portrait]:
    """So many more accounts, live ones; beside every twelfth of them one that was lost."""
    dice = Dice(seed, "vendor")
    names = _names(source, dice, taken)
    for number in range(count):
        yield _drawn(source, dice, next(names), lost=False)
        if number % _LOSS_EVERY == _LOSS_EVERY - 1:
            yield _drawn(source, dice, next(names), lost=True)


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


def _drawn(source: Source, dice: Dice, called: tuple[str, str], *, lost: bool) -> Portrait:
    name, industry = called
    arr = _amount(dice)
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
        csm=_csm(source, dice, arr),
        lost_on=lost_on,
        notice_given=lost_on - dice.days(30, 90) if lost_on else None,
        lost_reason=str(dice.pick(source.sentences["lost"]["reasons"])) if lost else None,
    )


def _amount(dice: Dice) -> int:
    roll = dice.whole(0, 999) / 1000
    for share, low, high in _SIZES:
        if roll < share:
            return round(dice.whole(low, high) / 100) * 100
        roll -= share
    return round(min(148_000, max(10_000, math.exp(dice.about(math.log(21_500), 0.55)))) / 100) * 100


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


def _csm(source: Source, dice: Dice, arr: int) -> str:
    colleagues = source.people["colleagues"]
    if arr >= _OWN_CSM_FROM:
        return str(dice.pick(colleagues["mid_market"][1:]))
    return str(dice.pick(colleagues["pooled" if dice.chance(0.58) else "one_to_many"]))
