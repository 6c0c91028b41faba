"""What was agreed and what threatens it: milestones, tasks, readings of objectives, risks."""

from datetime import date

from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Reading
from csdesk.domain.overrides import Override
from csdesk.domain.risks import RISK_POINTS, Risk
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.words import days, joined, late, overdue


def risk_entries(risk: Risk, names: Names, as_of: date) -> list[Entry]:
    """A risk is opened, and closed where its condition was met."""
    del names
    points = f"{RISK_POINTS[risk.severity]} points".replace("-", "−")
    closed = risk.closed_on if risk.closed_on and risk.closed_on <= as_of else None
    opened = Entry(
        on=risk.opened_on,
        kind=EntryKind.RISK,
        id=risk.id,
        title=f"Risk opened: {risk.cause.value}, {points}",
        detail=f"Clears when: {risk.clears_when}" if risk.clears_when else "No clear condition yet",
        tone=Tone.PLAIN if closed else Tone.WATCH,
        until=closed,
        still=closed is None,
    )
    if closed is None:
        return [opened]
    over = Entry(
        on=closed,
        kind=EntryKind.RISK,
        id=risk.id,
        title=f"Risk closed: {risk.cause.value}",
        detail=f"After {days(closed - risk.opened_on)}",
        how="closed",
        tone=Tone.GOOD,
    )
    return [opened, over]


def override_entries(override: Override, names: Names, as_of: date) -> list[Entry]:
    """A score that a person set, on its day, with its end."""
    del names
    holds = override.expires_on >= as_of
    by = f" by {override.set_by}" if override.set_by else ""
    until = override.expires_on.isoformat()
    return [
        Entry(
            on=override.set_on,
            kind=EntryKind.RISK,
            id=override.id,
            title=f"Health set to {override.score}{by}",
            detail=joined(override.reason, f"to {until}" if holds else f"reverted after {until}"),
            tone=Tone.WATCH if holds else Tone.PLAIN,
            until=None if holds else override.expires_on,
            still=holds,
        )
    ]


def milestone_entries(milestone: Milestone, names: Names, as_of: date) -> list[Entry]:
    """A milestone stands on the day it was reached, else it is planned; one reached on no known day is not told."""
    del names
    reached = milestone.achieved_on if milestone.achieved_on and milestone.achieved_on <= as_of else None
    first = "First value" if milestone.first_value else ""
    kind, title = EntryKind.MILESTONE, milestone.milestone
    if reached:
        confirmed = f"confirmed by {milestone.confirmed_by}" if milestone.confirmed_by else ""
        detail = joined(first, late(reached, milestone.target_on), confirmed)
        how, tone = "reached", Tone.GOOD
        return [Entry(on=reached, kind=kind, id=milestone.id, title=title, detail=detail, how=how, tone=tone)]
    if milestone.achieved and milestone.achieved_on is None:
        return []
    due = milestone.forecast_on or milestone.target_on
    return [
        Entry(
            on=due,
            kind=kind,
            id=milestone.id,
            title=title,
            detail="; ".join(p for p in (first or "Milestone", overdue(due, as_of)) if p),
            how="first value" if first else "",
            tone=Tone.WATCH if due is not None and due < as_of else Tone.PLAIN,
            planned=True,
        )
    ]


def task_entries(task: Task, names: Names, as_of: date) -> list[Entry]:
    """A task stands on the day it was done, else it is planned; a dropped one is not told."""
    del names
    who = "" if task.party is Party.US else f"by the {task.party.value}"
    done = task.done_on if task.done_on and task.done_on <= as_of else None
    kind, title = EntryKind.TASK, task.title
    if task.status is TaskStatus.DONE and done:
        detail = f"Task done{', ' + who if who else ''}"
        return [Entry(on=done, kind=kind, id=task.id, title=title, detail=detail, how="done", tone=Tone.GOOD)]
    if task.status is not TaskStatus.OPEN:
        return []
    due = task.planned_on or task.due_on
    parts = [who, f"{task.minutes} min" if task.minutes else "", overdue(due, as_of)]
    detail = ", ".join(["Task", *(p for p in parts if p)])
    tone = Tone.WATCH if due is not None and due < as_of else Tone.PLAIN
    return [Entry(on=due, kind=kind, id=task.id, title=title, detail=detail, tone=tone, planned=True)]


def reading_entries(reading: Reading, names: Names, as_of: date) -> list[Entry]:
    """A reading says what was measured, and who confirmed it."""
    del as_of
    what = names.get(reading.objective, "Objective")
    confirmed = f"confirmed by {reading.confirmed_by}" if reading.confirmed_by else ""
    detail = joined("reading of an objective", confirmed)
    title = f"{what}: {reading.value:,.10g}"
    return [Entry(on=reading.on, kind=EntryKind.READING, id=reading.id, title=title, detail=detail)]
