"""The milestones of a review: those reached, and the value that somebody at the customer confirmed."""

from datetime import date

from csdesk.domain.milestones import Milestone, Responsible
from csdesk.domain.periods import Days
from csdesk.domain.phrases import upper
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import (
    counted,
    customer_words,
    day,
    day_of,
    name,
    plain,
    short_day,
    small,
    span,
)
from csdesk.domain.signals import Signal, SignalKind


def reached(facts: Facts) -> list[Milestone]:
    """The milestones that are reached, in order."""
    done = [m for m in facts.milestones if m.reached]
    return sorted(done, key=lambda m: (m.achieved_on or date.max, customer_words(m.milestone), m.id))


def ahead(facts: Facts) -> list[Milestone]:
    """The milestones that are not reached, the earliest expected first, those without a day last."""
    open_ones = [m for m in facts.milestones if not m.reached]
    return sorted(open_ones, key=lambda m: (expected_on(m) or date.max, customer_words(m.milestone), m.id))


def expected_on(milestone: Milestone) -> date | None:
    """The day on which it is expected now: the forecast, else the target."""
    return milestone.forecast_on or milestone.target_on


def who(facts: Facts, party: Responsible | None) -> str:
    """Who has to reach it, by name where one is known; empty where nobody said."""
    if party is Responsible.CUSTOMER:
        return plain(facts.account.account)
    if party in {Responsible.US, Responsible.PAID}:
        return facts.ours or plain(facts.vendor) or "Us"
    return "Partner" if party is Responsible.PARTNER else ""


def milestones_part(facts: Facts, period: Days, as_of: date) -> Listing | None:
    """The milestones of the period (else the last two) and the next ones; None where there are none."""
    if not facts.milestones:
        return None
    done, open_ones = reached(facts), ahead(facts)
    recent = [m for m in done if m.achieved_on and m.achieved_on in period] or done[-2:]
    earlier = len(done) - len(recent)
    lines = [_reached_line(m) for m in recent] + [_next_line(m, as_of) for m in open_ones]
    return Listing(
        title=_title(done, open_ones, as_of),
        heads=("", "Milestone", "Confirmed by", "Day"),
        lines=tuple(lines),
        after=f"Earlier: {counted(earlier, 'more milestone')} reached" if earlier else "",
        foot=f"The plan as it stands on {day(as_of)}",
        figures=(_figure(facts, done, as_of),),
    )


def _title(done: list[Milestone], open_ones: list[Milestone], as_of: date) -> str:
    total = len(done) + len(open_ones)
    if not open_ones:
        return (
            f"{name(customer_words(done[0].milestone))} is reached"
            if total == 1
            else f"{_all(total)} milestones are reached"
        )
    when = expected_on(open_ones[0])
    late = when is not None and when < as_of
    next_up = name(customer_words(open_ones[0].milestone))
    head = f"{len(done)} of {total} milestones reached" if done else "No milestone is reached yet"
    if when is None or late:
        return f"{head}; {next_up} needs a new day" if late else f"{head}; next: {next_up}"
    return f"{head}; next: {next_up}, {day_of(when, as_of)}"


def _all(count: int) -> str:
    return "Both" if count == 2 else f"All {small(count)}"


def _reached_line(m: Milestone) -> Line:
    return Line(
        group="Reached",
        what=customer_words(m.milestone),
        detail=_reached_detail(m),
        who=plain(m.confirmed_by) or "Yours to confirm",
        when=short_day(m.achieved_on) if m.achieved_on else "day not known",
    )


def _reached_detail(m: Milestone) -> str:
    if not (m.achieved_on and m.target_on):
        return customer_words(m.evidence)
    late = (m.achieved_on - m.target_on).days
    pace = (
        "on the day planned"
        if late == 0
        else f"{counted(abs(late), 'day')} {'later' if late > 0 else 'earlier'}"
    )
    plan = pace if late == 0 else f"{pace} than planned"
    return f"{upper(plan)}. {customer_words(m.evidence)}".rstrip(" .") if m.evidence else plan.capitalize()


def _next_line(m: Milestone, as_of: date) -> Line:
    when = expected_on(m)
    return Line(
        group="Next",
        what=customer_words(m.milestone),
        detail=moved(m, as_of),
        who="",
        when=short_day(when) if when else "no day yet",
    )


def moved(m: Milestone, as_of: date) -> str:
    """How the expected day differs from the plan, in words; empty where it does not."""
    when = expected_on(m)
    if when is not None and when < as_of:
        return f"Was expected by {day_of(when, as_of)}; needs a new day"
    if m.forecast_on and m.target_on and m.forecast_on != m.target_on:
        return f"Planned for {day_of(m.target_on, as_of)}, now expected {day_of(m.forecast_on, as_of)}"
    return ""


def _figure(facts: Facts, done: list[Milestone], as_of: date) -> Figure:
    confirmed = sum(bool(plain(m.confirmed_by)) for m in done)
    return Figure(
        what="Milestones reached",
        value=f"{len(done)} of {len(facts.milestones)}; {confirmed} confirmed",
        definition="Reached on or before the day of the review; confirmed where a person at the customer is named",
        period=f"to {day(as_of)}",
        source=f"Milestones, {counted(len(facts.milestones), 'row')}",
        rows=tuple(m.id for m in facts.milestones),
    )


def value_part(facts: Facts, period: Days) -> Listing | None:
    """Value delivered in the period: what is confirmed as fact, what is not as a question.

    None where all that was confirmed are steps on the way: they stand among the milestones.
    """
    told = [
        s for s in facts.signals if s.kind is SignalKind.VALUE_CONFIRMED and s.on in period and plain(s.note)
    ]
    done = [m for m in reached(facts) if m.achieved_on and m.achieved_on in period]
    confirmed = [m for m in done if plain(m.confirmed_by)]
    waiting = [m for m in done if not plain(m.confirmed_by)]
    if not told and not any(m.first_value for m in confirmed):
        return None
    lines = _value_lines(facts, told, confirmed)
    return Listing(
        title=_value_title(lines),
        heads=("", "Result", "Confirmed by", "Day"),
        lines=tuple(lines),
        after=_waiting(waiting),
        foot=f"Only what you confirmed is listed as a result. {span(period)}",
        figures=(_value_figure(told, confirmed, period),),
    )


def _value_lines(facts: Facts, told: list[Signal], confirmed: list[Milestone]) -> list[Line]:
    lines = [
        (s.on, Line(customer_words(s.note), who=facts.contact_name(s.contact) or "You", when=short_day(s.on)))
        for s in told
    ]
    for m in confirmed:
        on = m.achieved_on or date.min
        lines.append(
            (
                on,
                Line(
                    customer_words(m.milestone),
                    customer_words(m.evidence),
                    plain(m.confirmed_by),
                    short_day(on),
                ),
            )
        )
    return [line for _, line in sorted(lines, key=lambda pair: (pair[0], pair[1].what))]


def _value_title(lines: list[Line]) -> str:
    people = sorted({line.who for line in lines})
    by = name(people[0]) if len(people) == 1 and people[0] != "You" else "You"
    if len(lines) == 1:
        return f"{by} confirmed: {name(lines[0].what, 90)}"
    return f"{by} confirmed {small(len(lines))} results in this period"


def _waiting(waiting: list[Milestone]) -> str:
    if not waiting:
        return ""
    if len(waiting) == 1:
        return f"Yours to confirm: {name(customer_words(waiting[0].milestone), 80)}"
    return (
        f"Yours to confirm: {name(customer_words(waiting[0].milestone))} and {small(len(waiting) - 1)} more"
    )


def _value_figure(told: list[Signal], confirmed: list[Milestone], period: Days) -> Figure:
    return Figure(
        what="Results confirmed",
        value=f"{len(told) + len(confirmed)}",
        definition="Statements of value that were confirmed to us, and milestones that a named person confirmed",
        period=span(period),
        source=f"Signals, {counted(len(told), 'row')}; milestones, {counted(len(confirmed), 'row')}",
        rows=(*(s.id for s in told), *(m.id for m in confirmed)),
    )
