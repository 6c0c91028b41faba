"""The week on paper: the days with their hours and lines, what is not done and what that costs."""

import html
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from csdesk.domain.money import digits, half_up
from csdesk.domain.phrases import first_of, upper
from csdesk.domain.week.plan import DayPlan, NotDoing, Planned, Ranked, WeekPlan
from csdesk.domain.week.sentences import hours_text, weekday_text
from csdesk.printing.pages import Page

_MOST_NAMED = 60


def week_page(plan: WeekPlan, *, of: str = "", owner: str = "") -> Page:
    """A plan as a page to print, A4 across, `of` whom where it is not everybody's; nothing in it becomes markup."""
    first, last = plan.days[0].day, plan.days[-1].day
    title = f"Week of {weekday_text(first)} to {weekday_text(last)} {last.year}" + (f", {of}" if of else "")
    whose = f", {owner}" if owner else ""
    parts = [
        f"<h1>{_said(title)}</h1>",
        f"<p class='quiet'>{_said(_summary(plan))}</p>",
        _capacities(plan),
        _days(plan),
        _left(plan),
        _alone(plan),
    ]
    foot = f"Week planned from {weekday_text(plan.start)} {plan.start.year}{whose}"
    return Page("".join(parts), title, foot, landscape=True)


_DAY = re.compile(r"(?<=\d) (?=[A-Z][a-z]{2}\b)")


def _said(text: str) -> str:
    """A text on one line, without markup; a day is not broken before its month."""
    return html.escape(_DAY.sub("\u00a0", " ".join(text.split())))


def _summary(plan: WeekPlan) -> str:
    planned, capacity = hours_text(plan.planned_minutes), hours_text(plan.capacity_minutes)
    worked, left = _money(plan.arr_worked_on), _money(plan.arr_not_worked_on)
    parts = [f"{planned} of {capacity} hours planned"]
    parts += [f"{worked} ARR worked on"] if worked else []
    parts += [f"{left} ARR not worked on"] if left else []
    return "; ".join(parts)


def _capacities(plan: WeekPlan) -> str:
    """The hours of each day, side by side."""
    share = f"{100 // len(plan.days)}%"
    names = "".join(
        f"<td class='head' width='{share}'><b>{_said(weekday_text(d.day))}</b></td>" for d in plan.days
    )
    hours = "".join(f"<td class='head'>{_said(_hours(d))}</td>" for d in plan.days)
    look = "width='100%' cellspacing='0' cellpadding='0' style='margin-top: 8px'"
    return f"<table {look}><tr>{names}</tr><tr>{hours}</tr></table>"


def _hours(day: DayPlan) -> str:
    if day.off:
        return day.off
    filled = hours_text(day.planned_minutes)
    if day.past:
        return f"{filled} h done"
    over = f", {hours_text(day.over)} over" if day.over else ""
    return f"{filled} of {hours_text(day.capacity)} h{over}"


def _days(plan: WeekPlan) -> str:
    rows = [row for day in plan.days for row in _day(day)]
    if not rows:
        return "<h2>Planned</h2><p class='quiet'>Nothing is planned.</p>"
    return f"<h2>Planned</h2>{_table(('', 'h', 'Account', 'What', 'Why', 'ARR'), rows)}"


def _day(day: DayPlan) -> Iterator[str]:
    if not day.items:
        return
    named = f"{weekday_text(day.day)} &nbsp; <span class='quiet'>{_said(_hours(day))}</span>"
    yield f"<tr><td colspan='6' class='head'><b>{named}</b></td></tr>"
    yield from map(_line, day.by_account)


def _line(planned: Planned) -> str:
    candidate = planned.item.candidate
    mark = "✓" if planned.done else "!" if candidate.mandatory else ""
    why = f"{candidate.reason}{', over capacity' if planned.over else ''}"
    tone = "late" if candidate.mandatory and not planned.done else "quiet"
    return _row(mark, candidate.minutes, planned.item, f"<span class='{tone}'>{_said(why)}</span>")


def _left(plan: WeekPlan) -> str:
    if not plan.not_doing:
        return "<h2>Not doing</h2><p class='quiet'>Everything that is due fits.</p>"
    total = _money(plan.arr_not_worked_on)
    told = f", {total} ARR not worked on" if total else ""
    rows = [_left_line(left) for left in plan.not_doing]
    note = "Each account counts once, and not at all where something else is planned for it."
    told_once = next((m[0] for left in plan.not_doing if (m := _BACKLOG.match(left.reason))), "")
    note += f" {upper(told_once)}." if told_once else ""
    return (
        f"<h2>Not doing: {len(plan.not_doing):,}{_said(told)}</h2>"
        f"{_table(('', 'h', 'Account', 'What', 'Why not', 'ARR'), rows)}<p class='faint'>{note}</p>"
    )


_BACKLOG = re.compile(r"backlog of the first import: [^;]+")
"""Said once below the table, not again in each of a hundred lines."""


def _left_line(left: NotDoing) -> str:
    why = _BACKLOG.sub("backlog", left.reason.removeprefix("does not fit: "))
    return _row("", left.item.candidate.minutes, left.item, _said(upper(why)))


def _row(mark: str, minutes: int, item: Ranked, why: str) -> str:
    candidate, factors = item.candidate, item.factors
    stake = (
        {} if factors.at_stake is None or factors.currency is None else {factors.currency: factors.at_stake}
    )
    cells = (
        f"<td class='line' align='center'>{_said(mark)}</td>",
        f"<td class='number' align='right'>{hours_text(minutes)}</td>",
        f"<td class='line'><b>{_said(candidate.name)}</b></td>",
        f"<td class='line'>{_said(candidate.title)}</td>",
        f"<td class='line'>{why}</td>",
        f"<td class='number' align='right'>{_said(_money(stake) or '–')}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


_WIDTHS = ("3%", "5%", "20%", "30%", "30%", "12%")


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table whose head stands again on every sheet."""
    right = {"h", "ARR"}
    head = "".join(
        f"<th width='{wide}' align='{'right' if name in right else 'left'}'>{name}</th>"
        for name, wide in zip(heads, _WIDTHS, strict=True)
    )
    return (
        "<table width='100%' cellspacing='0' cellpadding='0'>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _alone(plan: WeekPlan) -> str:
    count = len(plan.leave_alone)
    if not count:
        return "<h2>Leave alone: nobody</h2>"
    names = [name for _, name in plan.leave_alone[:_MOST_NAMED]]
    return f"<h2>Leave alone: {count:,}, nothing due</h2><p class='quiet'>{_said(first_of(names, count))}</p>"


def _money(amounts: dict[str, Fraction]) -> str:
    return " + ".join(f"{half_up(a / 10 ** digits(c)):,} {c}" for c, a in amounts.items())
