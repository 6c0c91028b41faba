"""The verb `week`: what to do now, in the hours there are, and what is left out."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned, terminal_room, width_of
from csdesk.domain.phrases import upper

if TYPE_CHECKING:
    from datetime import date

    from csdesk.domain.week.plan import DayPlan, NotDoing, Planned, Ranked, WeekPlan
    from csdesk.exchange.calendar_in import ReadCalendar
    from csdesk.services.week.weeks_out import WrittenWeek
    from csdesk.store.book import Book

_SHOWN = 20
"""How much of what is not done is said under a plan: a first import leaves hundreds."""


@verb(as_of="--start", day="A day of the week to plan: 2025-11-24, today, monday, +7d.")
@click.option(
    "--hours",
    metavar="N",
    type=Range(0, 24, whole=False),
    help="Hours of planned work a day.",
)
@click.option(
    "--where", "condition", metavar="QUERY", help="Only these, as in `csdesk accounts`: csm = 'Ann'."
)
@click.option("--explain", is_flag=True, help="Show what each priority is made of.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your calendar: its busy times are not planned.",
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the week, too: as .pdf, .xlsx or .ics.",
)
@click.option("--drop-old", is_flag=True, help="Drop the tasks overdue before the first import, all at once.")
def week(
    session: Session, hours: float | None, condition: str | None, out: Path | None, **given: Any
) -> None:
    """Plan the week: whom to look after on which day, and why. What does not fit is listed.

    Without --hours a day has the hours of the book's settings; at first 7.5, of which 35 % go into other work
    and 15 % of the rest stay free. Meetings and days off of --ics are taken from them first.

    \b
    Example: csdesk week --start monday --hours 5
             csdesk week --ics calendar.ics -o week.pdf
             csdesk week --where "csm = 'Mary Harrison'"
             csdesk week --drop-old
    """
    from csdesk.cli.accounts import ids_where
    from csdesk.services.week.week import plan_week
    from csdesk.wording import count

    dropped = _drop_old(session, condition) if given["drop_old"] else None
    with session.reading() as book:
        start = session.day(book)
        busy = _busy(book, given["ics"], start) if given["ics"] else None
        only = ids_where(book, condition, start)
        plan = plan_week(book, start=start, hours=hours, busy=busy.taken if busy else None, only=only)
        written = _written(book, plan, out, condition or "") if out else None
    facts, lines = facts_of(plan), list(lines_of(plan, explain=given["explain"], room=terminal_room()))
    if only is not None:
        lines.insert(1, f"Only where {condition}: {count(len(only), 'account')}")
    if busy:
        lines.append(_calendar_line(busy))
    if written:
        facts["out"] = asdict(written)
        lines.append(f"Wrote {written.file}")
    if dropped:
        facts |= dropped.facts
        lines.insert(0, dropped.line)
    session.show(facts, lines)


class _Dropped(NamedTuple):
    """What became of the old tasks: as JSON, and for a person."""

    facts: dict[str, object]
    line: str


def _drop_old(session: Session, condition: str | None) -> _Dropped:
    """Drop the backlog's old tasks, of the accounts that are planned.

    Raises: click.UsageError where the book is looked at as it was known.
    """
    from csdesk.cli.accounts import ids_where
    from csdesk.services.week.week import drop, plan_week
    from csdesk.wording import count

    if session.known_on:
        raise click.UsageError("What was known once cannot be changed: leave out --known-on.")
    with session.writing() as book:
        today = session.today(book)
        old = plan_week(book, start=today, only=ids_where(book, condition, today)).old_tasks
        done = drop(book, old, today=today) if old else None
    facts: dict[str, object] = {"dropped": [task.title for task in old], "undo": done.n if done else None}
    if done is None:
        return _Dropped(facts, "There are no old tasks to drop.")
    said = f"Dropped: {count(len(old), 'old task')}. Undo: {session.command(f'undo {done.n}')}"
    return _Dropped(facts, said)


def _busy(book: "Book", path: Path, start: "date") -> "ReadCalendar":
    from csdesk.services.correspondence.busy import busy_in_week

    return busy_in_week(book, path, start)


def _written(book: "Book", plan: "WeekPlan", path: Path, condition: str) -> "WrittenWeek":
    from csdesk.services.week.weeks_out import write_plan

    return write_plan(book, plan, path, of=condition)


def _calendar_line(busy: "ReadCalendar") -> str:
    from csdesk.wording import count

    left = f"; {count(busy.left_out, 'event')} could not be read" if busy.left_out else ""
    return f"Calendar: {count(busy.events, 'event')} of these days counted{left}"


def facts_of(plan: "WeekPlan") -> dict[str, object]:
    """The plan as the JSON contract has it."""
    return {
        "start": plan.start.isoformat(),
        "capacity_minutes": plan.capacity_minutes,
        "planned_minutes": plan.planned_minutes,
        "plan": [_planned(item) for item in plan.plan],
        "not_doing": [_not_doing(left) for left in plan.not_doing],
        "leave_alone": len(plan.leave_alone),
    }


def _planned(planned: "Planned") -> dict[str, object]:
    candidate, factors = planned.item.candidate, planned.item.factors
    priority = factors.priority
    return {
        "day": planned.day.isoformat(),
        "account": candidate.name,
        "title": candidate.title,
        "minutes": candidate.minutes,
        "reason": candidate.reason,
        "priority": None if priority is None else float(priority),
        "factors": {
            "at_stake": _arr(planned.item),
            "weight": float(factors.weight),
            "urgency": float(factors.urgency),
            "minutes": factors.minutes,
        },
        "mandatory": candidate.mandatory,
        "source": candidate.source,
    }


def _not_doing(left: "NotDoing") -> dict[str, object]:
    candidate = left.item.candidate
    return {
        "account": candidate.name,
        "title": candidate.title,
        "minutes": candidate.minutes,
        "reason": left.reason,
        "arr": _arr(left.item),
    }


def _arr(item: "Ranked") -> str | None:
    from csdesk.domain.money import amount_text

    factors = item.factors
    if factors.at_stake is None or factors.currency is None:
        return None
    return amount_text(factors.at_stake, factors.currency)


def lines_of(plan: "WeekPlan", *, explain: bool = False, room: int | None = None) -> Iterator[str]:
    """The plan for a person: the days, what is not done, who is left alone; in a room of so many columns, if any."""
    from csdesk.domain.week.sentences import hours_text, weekday_text

    worked = _money(plan.arr_worked_on)
    first, last = plan.days[0].day, plan.days[-1].day
    yield f"Week of {weekday_text(first)} to {weekday_text(last)} {last.year}"
    planned, capacity = hours_text(plan.planned_minutes), hours_text(plan.capacity_minutes)
    yield f"{planned} of {capacity} hours planned{f', {worked} ARR worked on' if worked else ''}"
    table = _table(plan, room)
    for day in plan.days:
        yield from _day(day, table, plan.ranked, explain=explain)
    yield from _left(plan, room, explain=explain)
    yield ""
    yield f"Leave alone: {len(plan.leave_alone):,}, nothing due"


def _table(plan: "WeekPlan", room: int | None) -> dict[int, list[str]]:
    """The lines of all items, aligned across the days, by the identity of the item."""
    items = [item for day in plan.days for item in day.items]
    rows = _set_out([_row(item) for item in items], room)
    return {id(item): row for item, row in zip(items, rows, strict=True)}


def _set_out(rows: list[tuple[str, ...]], room: int | None) -> list[list[str]]:
    """The lines of each row, in columns, or folded where one of them is wider than the room.

    The last four cells of a row are the name, what, why, and its ARR.
    """
    last = len(rows[0]) - 1 if rows else 0
    lines = aligned(rows, right={0, last}, indent=2, room=sys.maxsize)
    if room is None or all(width_of(line) <= room for line in lines):
        return [[line] for line in lines]
    from csdesk.cli.folding import folded

    hours, names = (max(width_of(row[at]) for row in rows) for at in (0, last - 3))
    leads = ["  ".join(("", row[0].rjust(hours), *row[1 : last - 3], "")) for row in rows]
    at = len(leads[0]) + min(names, room // 3) + 2
    cells = [row[last - 3 :] for row in rows]
    return [
        folded(lead, (name, arr), (what, why), at=at, room=room)
        for lead, (name, what, why, arr) in zip(leads, cells, strict=True)
    ]


def _row(planned: "Planned") -> tuple[str, ...]:
    from csdesk.domain.week.sentences import hours_text

    candidate = planned.item.candidate
    mark = "✓" if planned.done else "!" if candidate.mandatory else " "
    over = "; over capacity" if planned.over else ""
    stake = _stake(planned.item)
    return (
        hours_text(candidate.minutes),
        mark,
        _short(candidate.name, 40),
        _short(candidate.title, 60),
        f"{candidate.reason}{over}",
        stake,
    )


def _day(day: "DayPlan", table: dict[int, list[str]], ranked: int, *, explain: bool) -> Iterator[str]:
    from csdesk.domain.week.sentences import hours_text, weekday_text

    if day.past and not day.items:
        return
    yield ""
    if day.off and not day.items:
        yield f"{weekday_text(day.day)}  {day.off}"
        return
    filled = hours_text(day.planned_minutes)
    capacity = "done" if day.past else f"of {hours_text(day.capacity)} h"
    over = f", {hours_text(day.over)} h over capacity" if day.over and not day.past else ""
    yield f"{weekday_text(day.day)}  {filled} {capacity}{over}"
    for item in day.by_account:
        yield from table[id(item)]
        if explain and not item.done:
            yield f"        {_factors(item.item, ranked)}"


def _factors(item: "Ranked", ranked: int) -> str:
    """The place, its class, which comes before the priority, and what the priority is made of."""
    factors = item.factors
    stake = _stake(item) or "ARR not known"
    place = f"{item.place:,} of {ranked:,}, {item.rank_text}"
    priority = "no priority" if factors.priority is None else f"{factors.priority}"
    return f"{stake} × {factors.weight} × {factors.urgency} ÷ {factors.minutes} min = {priority}; {place}"


def _left(plan: "WeekPlan", room: int | None, *, explain: bool) -> Iterator[str]:
    if not plan.not_doing:
        return
    total = _money(plan.arr_not_worked_on)
    yield ""
    yield f"Not doing: {len(plan.not_doing):,}{f'; {total} ARR not worked on' if total else ''}"
    shown = plan.not_doing if explain else plan.not_doing[:_SHOWN]
    rows = [_left_row(left) for left in shown]
    for left, lines in zip(shown, _set_out(rows, room), strict=True):
        yield from lines
        if explain:
            yield f"        {_factors(left.item, plan.ranked)}"
    if more := len(plan.not_doing) - len(shown):
        yield f"  and {more:,} more; --explain lists them all"


def _left_row(left: "NotDoing") -> tuple[str, ...]:
    from csdesk.domain.week.sentences import hours_text

    candidate = left.item.candidate
    reason = left.reason.removeprefix("does not fit: ")
    return (
        hours_text(candidate.minutes),
        _short(candidate.name, 40),
        _short(candidate.title, 60),
        upper(reason),
        _stake(left.item),
    )


def _short(text: str, length: int) -> str:
    """A text that leaves room for the others on its line; the JSON has all of it."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _stake(item: "Ranked") -> str:
    factors = item.factors
    if factors.at_stake is None or factors.currency is None:
        return ""
    return _money({factors.currency: factors.at_stake})


def _money(amounts: dict[str, Fraction]) -> str:
    """Whole amounts with their currencies: "29,000 USD"."""
    return " + ".join(_whole(amount, currency) for currency, amount in amounts.items())


def _whole(amount: Fraction, currency: str) -> str:
    from csdesk.domain.money import digits, half_up

    return f"{half_up(amount / 10 ** digits(currency)):,} {currency}"
