"""What changed since the last review: people, contract quantities, milestones, trainings, outages."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from csdesk.domain.periods import Days
from csdesk.domain.phrases import together, upper
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.milestones import reached
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, customer_words, day_of, number, plain, short_day, small, span
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.touches import TouchKind

_PEOPLE = {
    SignalKind.SPONSOR_LEFT: "moved on",
    SignalKind.CHAMPION_LEFT: "moved on",
    SignalKind.NEW_LEADERSHIP: "New leadership",
}
"""What of the signals a customer may read; their notes are ours."""

Found = tuple[date, Line, tuple[str, ...]]


def changes_part(facts: Facts, period: Days) -> Listing | None:
    """What changed in the period, in order; None where nothing but milestones did: they have their own part."""
    kinds = {
        "milestone reached": _milestones(facts, period),
        "change of people": _people(facts, period),
        "change of the contract": _contract(facts, period),
        "training": _trainings(facts, period),
        "outage": _outages(facts, period),
    }
    found = [f for items in kinds.values() for f in items]
    if not found or len(found) == len(kinds["milestone reached"]):
        return None
    found.sort(key=lambda f: (f[0], f[1].what))
    counts = [_said(len(items), kind) for kind, items in kinds.items() if items]
    return Listing(
        title=f"Since {day_of(period.first, period.last)}: {together(counts)}",
        heads=("", "What changed", "", "Day"),
        lines=tuple(line for _, line, _ in found),
        foot=f"From {span(period)}",
        figures=(_figure(found, period),),
    )


_MANY = {
    "milestone reached": "milestones reached",
    "change of people": "changes of people",
    "change of the contract": "changes of the contract",
}


def _said(count: int, kind: str) -> str:
    return f"{small(count)} {kind if count == 1 else _MANY.get(kind, kind + 's')}"


def _milestones(facts: Facts, period: Days) -> list[Found]:
    done = [m for m in reached(facts) if m.achieved_on and m.achieved_on in period]
    return [
        (
            m.achieved_on or date.min,
            Line(
                customer_words(m.milestone),
                "Milestone reached" if plain(m.confirmed_by) else "Milestone reached, yours to confirm",
                when=short_day(m.achieved_on or date.min),
            ),
            (m.id,),
        )
        for m in done
    ]


def _people(facts: Facts, period: Days) -> list[Found]:
    told = [s for s in facts.signals if s.kind in _PEOPLE and s.on in period]
    return [(s.on, Line(_person(facts, s), when=short_day(s.on)), (s.id,)) for s in told]


def _person(facts: Facts, signal: Signal) -> str:
    who = facts.contact_name(signal.contact)
    if signal.kind is SignalKind.NEW_LEADERSHIP:
        return f"New leadership: {who}" if who else "New leadership on your side"
    return f"{who} moved on" if who else "One of our contacts on your side moved on"


def _outages(facts: Facts, period: Days) -> list[Found]:
    told = [s for s in facts.signals if s.kind is SignalKind.OUTAGE and s.on in period]
    return [(s.on, Line("An outage of the service", when=short_day(s.on)), (s.id,)) for s in told]


def _trainings(facts: Facts, period: Days) -> list[Found]:
    held = [t for t in facts.touches if t.kind is TouchKind.TRAINING and t.on in period]
    return [(t.on, Line("Training", _with(facts, t.contacts), when=short_day(t.on)), (t.id,)) for t in held]


def _with(facts: Facts, contacts: tuple[str, ...]) -> str:
    names = [n for n in (facts.contact_name(c) for c in contacts) if n]
    more = [counted(len(names) - 3, "other")] if len(names) > 3 else []
    return f"With {together(names[:3] + more)}" if names else ""


def _contract(facts: Facts, period: Days) -> list[Found]:
    found: list[Found] = []
    for line in facts.subscriptions:
        if (
            line.start
            and line.start in period
            and line.recurring
            and not _renews(facts, line.product, line.start)
        ):
            text = f"{facts.product_name(line) or 'A product'} added"
            found.append((line.start, Line(text, when=short_day(line.start)), (line.id,)))
        steps = sorted((s for s in facts.steps if s.subscription == line.id), key=lambda s: (s.from_, s.id))
        for before, after in pairwise(steps):
            if (
                after.from_ in period
                and before.quantity
                and after.quantity
                and before.quantity != after.quantity
            ):
                what = _quantities(facts.product_name(line), before.quantity, after.quantity)
                found.append((after.from_, Line(what, when=short_day(after.from_)), (before.id, after.id)))
    return found


def _renews(facts: Facts, product: str, start: date) -> bool:
    day_before = start - timedelta(days=1)
    return any(
        s.product == product and s.end and s.end >= day_before and (s.start or start) < start
        for s in facts.subscriptions
    )


def _quantities(product: str, before: Decimal, after: Decimal) -> str:
    change = f"{number(float(after))} instead of {number(float(before))} licences"
    return f"{product}: {change}" if product else upper(change)


def _figure(found: list[Found], period: Days) -> Figure:
    return Figure(
        what="What changed",
        value=counted(len(found), "entry", "entries"),
        definition="Milestones reached, people who came or left, quantities in the contract, trainings and outages",
        period=span(period),
        source=f"Milestones, signals, subscriptions, touches: {counted(len(found), 'row')}",
        rows=tuple(row for _, _, rows in found for row in rows),
    )
