"""Adoption is how many people use what was bought, against the own past and the licences."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from csdesk.domain.periods import Days
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Adoption, Figure
from csdesk.domain.reviews.words import counted, day, day_of, number, span
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.usage import ACTIVE_USERS, KEY_FEATURE, LICENCES, Usage

ACTIVE = "People who used the product, as counted in each reading"


def adoption_part(facts: Facts, period: Days) -> Adoption | None:
    """Active users in the period; None without at least one reading in it."""
    points = series(facts, ACTIVE_USERS, period)
    if not points:
        return None
    licences = licences_on(facts, period.last)
    return Adoption(
        title=_title(points, licences, period),
        lead=_lead(facts, points, period),
        points=tuple(points),
        licences=licences,
        foot=f"Active users: {ACTIVE[0].lower()}{ACTIVE[1:]}. Source: usage, {_reach(points)}",
        figures=_figures(facts, points, licences, period),
    )


def series(facts: Facts, measure: str, period: Days) -> list[tuple[date, float]]:
    """The readings of a measure for the whole account in the period, one a day, oldest first."""
    found = [u for u in facts.usage if u.measure == measure and u.contact is None and u.on in period]
    last: dict[date, Usage] = {}
    for reading in sorted(found, key=lambda u: (u.on, u.id)):
        last[reading.on] = reading
    return [(on, reading.value) for on, reading in sorted(last.items())]


def licences_on(facts: Facts, day: date) -> float | None:
    """The licences on a day: the newest reading, else the quantity of the one live line that has one."""
    read = [
        u for u in facts.usage if u.measure == LICENCES and u.contact is None and u.on <= day and u.value > 0
    ]
    if read:
        return max(read, key=lambda u: (u.on, u.id)).value
    quantities = [q for q in (_quantity(facts, s.id, day) for s in _live(facts, day)) if q]
    return float(quantities[0]) if len(quantities) == 1 else None


def _live(facts: Facts, day: date) -> list[Subscription]:
    return [
        s
        for s in facts.subscriptions
        if s.recurring
        and (s.start is None or s.start <= day)
        and not (s.month_to_month and s.cancelled_on and s.cancelled_on <= day)
        and not (s.end and s.end < day and s.auto_renew is False)
    ]


def _quantity(facts: Facts, subscription: str, day: date) -> Decimal | None:
    own = [s for s in facts.steps if s.subscription == subscription and s.from_ <= day]
    newest = max(own, key=lambda s: (s.from_, s.id), default=None)
    return newest.quantity if newest else None


def _title(points: list[tuple[date, float]], licences: float | None, period: Days) -> str:
    (first_on, first), (last_on, last) = points[0], points[-1]
    head = _active(last, licences)
    if len(points) == 1:
        return f"{head.replace(' are ', ' were ').replace(' is ', ' was ')} on {day_of(last_on, period.last)}"
    since = day_of(first_on, period.last)
    if last == first:
        return f"{head}, as many as on {since}"
    return f"{head}, {number(abs(last - first))} {'more' if last > first else 'fewer'} than on {since}"


def _active(last: float, licences: float | None) -> str:
    if last == 0:
        return "Nobody is active"
    if licences and last <= licences:
        return f"{number(last)} of {number(licences)} licences are active"
    people = "One person is active" if last == 1 else f"{number(last)} people are active"
    return f"{people} on {number(licences)} licences" if licences else people


def _lead(facts: Facts, points: list[tuple[date, float]], period: Days) -> str:
    parts = [_against_past(facts, points, period) or _pace(points), _key_feature(facts, period)]
    return " ".join(p for p in parts if p)


def _before(period: Days) -> Days:
    return Days(period.first - timedelta(days=period.count), period.first - timedelta(days=1))


def _against_past(facts: Facts, points: list[tuple[date, float]], period: Days) -> str:
    past = series(facts, ACTIVE_USERS, _before(period))
    if len(past) < 3 or len(points) < 3:
        return ""
    return f"On average {_mean(points)} in this period, {_mean(past)} in the {period.count} days before."


def _mean(points: list[tuple[date, float]]) -> str:
    return number(round(sum(v for _, v in points) / len(points)))


def _pace(points: list[tuple[date, float]]) -> str:
    weekly = all((b - a).days in {6, 7, 8} for (a, _), (b, _) in pairwise(points))
    if len(points) < 4 or not weekly:
        return ""
    first, last = points[1][1] - points[0][1], points[-1][1] - points[-2][1]
    if first <= 0 or last < 0:
        return ""
    word = "slowing" if last < first else "getting faster" if last > first else "steady"
    return f"Growth is {word}: {number(last)} more in the last week, {number(first)} in the first."


def _key_feature(facts: Facts, period: Days) -> str:
    points = series(facts, KEY_FEATURE, period)
    if not points:
        return ""
    (first_on, first), (last_on, last) = points[0], points[-1]
    now = f"Use of the key feature: {number(last)}"
    if len(points) == 1:
        return f"{now} on {day_of(last_on, period.last)}."
    return f"{now}, from {number(first)} on {day_of(first_on, period.last)}."


def _reach(points: list[tuple[date, float]]) -> str:
    if len(points) == 1:
        return day(points[0][0])
    return f"{counted(len(points), 'reading')}, {span(Days(points[0][0], points[-1][0]))}"


def _figures(
    facts: Facts, points: list[tuple[date, float]], licences: float | None, period: Days
) -> tuple[Figure, ...]:
    rows = {m: tuple(u.id for u in facts.usage if u.measure == m and u.on in period) for m in _SHOWN}
    figures = [
        Figure(
            what="Active users",
            value=f"{number(points[-1][1])}, {number(points[0][1])} at the beginning",
            definition=ACTIVE,
            period=_reach(points),
            source=f"Usage, measure active users, {counted(len(rows[ACTIVE_USERS]), 'row')}",
            rows=rows[ACTIVE_USERS],
        )
    ]
    if licences:
        read = rows[LICENCES]
        figures.append(
            Figure(
                what="Licences",
                value=number(licences),
                definition="The newest reading of licences, else the quantity of the contract",
                period=f"on {day(period.last)}",
                source=f"Usage, measure licences, {counted(len(read), 'row')}"
                if read
                else "Contract, quantity",
                rows=read,
            )
        )
    if rows[KEY_FEATURE]:
        figures.append(
            Figure(
                what="Key feature",
                value=_key_feature(facts, period).removeprefix("Use of the key feature: ").rstrip("."),
                definition="Use of the feature that the outcome depends on, as counted in each reading",
                period=span(period),
                source=f"Usage, measure key feature, {counted(len(rows[KEY_FEATURE]), 'row')}",
                rows=rows[KEY_FEATURE],
            )
        )
    return tuple(figures)


_SHOWN = (ACTIVE_USERS, LICENCES, KEY_FEATURE)
