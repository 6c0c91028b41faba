"""What comes: the next 90 days with owners and days, and the decisions that are needed for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from csdesk.domain.day_words import month
from csdesk.domain.imports.cells.days_in_text import without_day
from csdesk.domain.milestones import Milestone
from csdesk.domain.periods import Days, workday_on_or_after
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.milestones import ahead, expected_on, moved, reached, who
from csdesk.domain.reviews.undertakings import Undertaking, own_work, shared, whose
from csdesk.domain.reviews.values import Figure, Line, Listing, Measure
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

HORIZON = 90
"""Days that the plan of a review looks ahead."""


@dataclass(frozen=True, slots=True)
class _Step:
    on: date
    title: str
    line: Line
    milestone: bool
    row: str


def ahead_part(facts: Facts, as_of: date) -> Listing | None:
    """What is due in the next 90 days; an account without a plan or a measure gets a proposed one."""
    steps = [_milestone(facts, m, as_of) for m in ahead(facts) if _is_near(expected_on(m), as_of, late=True)]
    steps += [_undertaken(facts, u) for u in shared(facts) if u.is_open and _is_near(u.due_on, as_of)]
    if not steps:
        return None if facts.objectives else _proposed(facts, as_of)
    steps.sort(key=lambda s: (s.on, not s.milestone, s.title, s.row))
    period = Days(as_of + timedelta(days=1), as_of + timedelta(days=HORIZON))
    return Listing(
        title=_title(steps, as_of),
        heads=("", "Step", "Owner", "Day"),
        lines=tuple(s.line for s in steps),
        foot=f"The plan as it stands on {day(as_of)}",
        figures=(_figure(steps, period),),
    )


def own_steps(facts: Facts, as_of: date) -> list[Undertaking]:
    """The open tasks of ours and of a partner in the next 90 days: no customer reads them."""
    near = [u for u in own_work(facts) if u.is_open and _is_near(u.due_on, as_of)]
    return sorted(near, key=lambda u: (u.due_on or date.max, plain(u.title), u.row))


def _is_near(on: date | None, as_of: date, *, late: bool = False) -> bool:
    return on is not None and (late or on > as_of) and on <= as_of + timedelta(days=HORIZON)


def _milestone(facts: Facts, m: Milestone, as_of: date) -> _Step:
    on = expected_on(m) or date.max
    detail = moved(m, as_of)
    line = Line(
        customer_words(m.milestone),
        detail,
        who(facts, m.party) or "to agree",
        short_day(on),
        _month(on, as_of),
    )
    return _Step(on, customer_words(m.milestone), line, True, m.id)


def _undertaken(facts: Facts, t: Undertaking) -> _Step:
    on, title = t.due_on or date.max, customer_words(without_day(t.title) or t.title)
    line = Line(title, "", whose(facts, t.party), short_day(on), month(on), strong=False)
    return _Step(on, title, line, False, t.row)


def _month(on: date, as_of: date) -> str:
    return "Late" if on < as_of else month(on)


def _title(steps: list[_Step], as_of: date) -> str:
    big = [s for s in steps if s.milestone and s.on >= as_of] or [s for s in steps if s.on >= as_of] or steps
    first = f"{name(big[0].title, 48)}"
    if big[0].on >= as_of:
        first += f" by {day_of(big[0].on, as_of)}"
    if len(big) == 1:
        return f"Next {HORIZON} days: {first}"
    if len(big) == 2:
        return f"Next {HORIZON} days: {first}, then {name(big[1].title, 48)}"
    return f"Next {HORIZON} days: {first}, then {small(len(big) - 1)} more steps"


def _figure(steps: list[_Step], period: Days) -> Figure:
    milestones = sum(s.milestone for s in steps)
    return Figure(
        what="Next 90 days",
        value=f"{counted(milestones, 'milestone')}, {counted(len(steps) - milestones, 'other step')}",
        definition="Milestones expected, tasks and promises due in these days; late milestones come first",
        period=span(period),
        source=f"Milestones, tasks and promises, {counted(len(steps), 'row')}",
        rows=tuple(s.row for s in steps),
    )


def _proposed(facts: Facts, as_of: date) -> Listing:
    ours, theirs = facts.ours or plain(facts.vendor) or "Us", facts.theirs or "to agree"
    steps = (
        (14, "Agree on what you want to achieve and how we measure it", "", theirs),
        (30, "Take the first reading", "The value on the day we start from", theirs),
        (HORIZON, "Second reading, and the next review", "What moved, and what is next", ours),
    )
    days = [workday_on_or_after(as_of + timedelta(days=after)) for after, *_ in steps]
    return Listing(
        title="We propose: agree on a measure, take a first reading, review it in 90 days",
        heads=("", "Step", "Owner", "Day"),
        lines=tuple(
            Line(what, detail, owner, short_day(on), month(on))
            for (_, what, detail, owner), on in zip(steps, days, strict=True)
        ),
        foot="A proposal for today's talk; nothing of it is agreed yet",
        figures=(),
    )


def decisions_part(facts: Facts, measures: tuple[Measure, ...], period: Days, as_of: date) -> Listing | None:
    """What only the customer can decide, each with its reason; None where nothing is needed."""
    lines = [*_confirmations(facts), *_days(facts, as_of), *_targets(measures), *_over(measures, as_of)]
    lines += _readings(measures, period)
    if not lines:
        return None
    title = "One decision we need from you today"
    if len(lines) > 1:
        title = f"We need {small(len(lines))} decisions from you today"
    return Listing(title=title, heads=("", "Decision", "", ""), lines=tuple(lines), foot="")


def _confirmations(facts: Facts) -> list[Line]:
    open_ones = [m for m in reached(facts) if not plain(m.confirmed_by)]
    return [
        Line(
            f"Do you confirm that “{name(customer_words(m.milestone))}” is reached?",
            f"{_noted(m)}; it counts as a result when you say so",
        )
        for m in open_ones
    ]


def _noted(m: Milestone) -> str:
    return f"We noted it on {short_day(m.achieved_on)}" if m.achieved_on else "We noted it without a day"


def _days(facts: Facts, as_of: date) -> list[Line]:
    lines = []
    if facts.milestones and not ahead(facts):
        lines.append(Line("Which milestone comes next, and by when?", "All that we agreed on is reached"))
    for m in ahead(facts):
        when = expected_on(m)
        if when is None or when < as_of:
            passed = f"It was expected by {day_of(when, as_of)}" if when else "The plan has no day for it yet"
            lines.append(Line(f"By when do we reach “{name(customer_words(m.milestone))}”?", passed))
    return lines


def _targets(measures: tuple[Measure, ...]) -> list[Line]:
    missing = [m for m in measures if m.target is None or m.baseline is None or m.due_on is None]
    return [
        Line(f"{_wanted(m)} for “{name(m.name)}”?", "Without it nobody can say how far we are")
        for m in missing
    ]


def _over(measures: tuple[Measure, ...], as_of: date) -> list[Line]:
    over = [
        m for m in measures if m.due_on and m.due_on < as_of and m.target is not None and m.now is not None
    ]
    return [
        Line(
            f"What is the next target for “{name(m.name)}”?",
            f"It was due on {short_day(m.due_on)}; {m.gained}",
        )
        for m in over
        if m.due_on
    ]


def _wanted(m: Measure) -> str:
    if m.target is None:
        return "Which target do we agree on"
    return "Which value do we start from" if m.baseline is None else "Which day do we agree on"


def _readings(measures: tuple[Measure, ...], period: Days) -> list[Line]:
    old = [m for m in measures if m.read_on is None or m.read_on < period.first]
    return [Line(f"Who sends us the next reading of “{name(m.name)}”?", _last(m)) for m in old]


def _last(m: Measure) -> str:
    return f"The last one is of {short_day(m.read_on)}" if m.read_on else "There is no reading yet"
