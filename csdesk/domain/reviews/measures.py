"""A measure is an objective on a day: how far it is, and where the plan expects it to be."""

from datetime import date

from csdesk.domain.objectives import Better, Objective, Reading
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Figure, Measure, Objectives
from csdesk.domain.reviews.words import (
    TIMES,
    counted,
    day,
    is_share,
    measured,
    name,
    number,
    percent,
    plain,
    short_day,
    unit_of,
)

ON_THE_OUTCOME = 3
"""So many measures stand as large figures on the page of the outcome."""
PROGRESS = "(now − baseline) ÷ (target − baseline)"


def measures_of(facts: Facts, on: date) -> tuple[Measure, ...]:
    """Every objective as it stands on that day, in the order in which they were agreed on."""
    return tuple(_measure(o, last_reading(facts, o), on) for o in facts.objectives)


def last_reading(facts: Facts, objective: Objective) -> Reading | None:
    """The newest reading of an objective."""
    own = [r for r in facts.readings if r.objective == objective.id]
    return max(own, key=lambda r: (r.on, r.id), default=None)


def expected(objective: Objective, on: date) -> float | None:
    """Where a straight line from the day of the baseline to the due day stands, a ratio from 0 to 1."""
    first, last = objective.agreed_on, objective.due_on
    if first is None or last is None or last <= first:
        return None
    return min(1.0, max(0.0, (on - first).days / (last - first).days))


def _measure(objective: Objective, reading: Reading | None, on: date) -> Measure:
    now = reading.value if reading else None
    return Measure(
        name=plain(objective.objective),
        unit=plain(objective.unit),
        baseline=objective.baseline,
        now=now,
        target=objective.target,
        read_on=reading.on if reading else None,
        confirmed_by=plain(reading.confirmed_by) if reading else "",
        progress=None if now is None else objective.progress(now),
        expected=expected(objective, on),
        due_on=objective.due_on,
        origin=_origin(objective),
        gained=_gained(objective, now),
    )


def _origin(objective: Objective) -> str:
    unit = plain(objective.unit)
    parts = []
    if objective.baseline is not None:
        parts.append(f"from {measured(objective.baseline, unit)}")
    if objective.target is not None:
        word = "" if is_share(unit) else f" {unit_of(objective.target, name(unit, 16))}"
        parts.append(f"target {measured(objective.target, unit)}{word}".rstrip())
    return ", ".join(parts) or "no target yet"


def _gained(objective: Objective, now: float | None) -> str:
    if now is None:
        return "not measured yet"
    progress = objective.progress(now)
    if progress is None or objective.baseline is None or objective.target is None:
        return "no baseline to compare with" if objective.baseline is None else ""
    if progress >= 1:
        return "target reached"
    unit = "points" if is_share(objective.unit) else _noun(name(objective.unit, 16))
    if progress < 0:
        away = abs(now - objective.baseline)
        return f"{number(away)} {unit_of(away, unit)} further away".replace("  ", " ")
    fewer = objective.direction is Better.LOWER or objective.target < objective.baseline
    done, way = abs(now - objective.baseline), abs(objective.target - objective.baseline)
    gained = f"{unit_of(way, unit)} gained" if unit else "more"
    word = f"{unit} fewer".lstrip() if fewer and unit.casefold() not in TIMES else gained
    return f"{number(done)} of {number(way)} {word}"


def _noun(unit: str) -> str:
    """The unit where it can be gained: not `a week`, not `/ day`."""
    return "" if unit.startswith(("a ", "per ", "/", "an ")) else unit


def objectives_part(facts: Facts, measures: tuple[Measure, ...], on: date) -> Objectives | None:
    """The table of objectives; None where it would only repeat what the page of the outcome asks."""
    if all(m.now is None for m in measures) and len(measures) <= ON_THE_OUTCOME:
        return None
    return Objectives(
        title=_title(measures),
        measures=measures,
        foot=f"Progress = {PROGRESS}. {readings_foot(measures, on)}",
        figures=tuple(_figure(facts, m, i) for i, m in enumerate(measures)) + _mean_figure(measures),
    )


def _title(measures: tuple[Measure, ...]) -> str:
    known = [m.progress for m in measures if m.progress is not None]
    subject = name(measures[0].name) if len(measures) == 1 else "The objectives"
    verb = "is" if len(measures) == 1 else "are"
    if not known:
        return _unread(measures)
    if len(known) == len(measures) and min(known) >= 1:
        reached = "has reached its target" if len(measures) == 1 else "have all reached their targets"
        return f"{subject} {reached}"
    pairs = [(m.progress, m.expected) for m in measures if m.progress is not None and m.expected is not None]
    if not pairs:
        return f"{subject} {verb} {_way(_mean([_within(p) for p in known]), len(measures))}"
    now = _mean([_within(p) for p, _ in pairs])
    planned = percent(_mean([e for _, e in pairs]))
    return f"{subject} {verb} {_way(now, len(measures))}; the plan expected {planned} by now"


def _unread(measures: tuple[Measure, ...]) -> str:
    if any(m.now is not None for m in measures):
        return "The objectives have readings; a baseline or a target is still missing"
    if len(measures) == 1:
        return f"{name(measures[0].name)}: not measured yet"
    return f"None of the {len(measures)} objectives has been measured yet"


def _way(share: float, count: int) -> str:
    if 0.45 <= share <= 0.55:
        return "about half way"
    return f"where {'it' if count == 1 else 'they'} started" if share == 0 else f"{percent(share)} of the way"


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def readings_foot(measures: tuple[Measure, ...], on: date) -> str:
    """Which day the readings are of and who confirmed them, in one sentence."""
    read = [m for m in measures if m.read_on is not None]
    if not read:
        return f"No readings by {day(on)}"
    days = sorted({m.read_on for m in read if m.read_on is not None})
    when = day(days[0]) if len(days) == 1 else f"{day(days[0])} to {day(days[-1])}"
    people = {m.confirmed_by for m in read}
    if people == {""}:
        return f"Readings of {when}, not confirmed yet"
    if len(people) == 1:
        return f"Readings of {when}, confirmed by {name(people.pop())}"
    open_ones = sum(not m.confirmed_by for m in read)
    return f"Readings of {when}" + (f"; {open_ones} not confirmed yet" if open_ones else "")


def _figure(facts: Facts, measure: Measure, index: int) -> Figure:
    objective = facts.objectives[index]
    own = [r for r in facts.readings if r.objective == objective.id]
    value = (
        "no reading" if measure.now is None else f"{measured(measure.now, measure.unit)}, {measure.origin}"
    )
    way = "" if measure.progress is None else f"; {percent(measure.progress)} of the way"
    plan = "" if measure.expected is None else f"; the plan expects {percent(measure.expected)}"
    read = f"reading of {short_day(measure.read_on)}" if measure.read_on else "no reading yet"
    return Figure(
        what=name(measure.name, 90),
        value=value + way + plan,
        definition=f"Progress = {PROGRESS}; the plan is a straight line from the day of the baseline to the due day",
        period=read + (f", due {short_day(measure.due_on)}" if measure.due_on else ""),
        source=f"Objectives, 1 row; readings, {counted(len(own), 'row')}",
        rows=(objective.id, *(r.id for r in own)),
    )


def _mean_figure(measures: tuple[Measure, ...]) -> tuple[Figure, ...]:
    known = [m for m in measures if m.progress is not None]
    if len(known) < 2:
        return ()
    mean = _mean([_within(m.progress) for m in known if m.progress is not None])
    return (
        Figure(
            what="All objectives together",
            value=f"{percent(mean)} of the way, over {counted(len(known), 'objective')}",
            definition="The plain mean of the progress of those that can be measured, each between 0 and 100\u00a0%",
            period="the newest reading of each",
            source="Objectives and readings above",
        ),
    )
