"""Renewal work: a brief while there is time, a call before the notice day, a decision once a term is over."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.periods import Days
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.noticing import unknown_text
from csdesk.domain.touches import TouchKind
from csdesk.domain.values import dataclass
from csdesk.domain.week.cadences import NOTICE_LEAD, RENEWAL_BRIEFS
from csdesk.domain.week.candidates import Candidate, Rule
from csdesk.domain.week.facts import Standing, TermEnd
from csdesk.domain.week.rules import LEAD, Desk, Proposals
from csdesk.domain.week.sentences import ahead_text, day_text

_DAY = timedelta(days=1)
_LAST_BRIEF = 30
"""From so many days before the end, a renewal is talked about with the customer and not only prepared."""
_MUST_BE_KNOWN = 90
"""Inside so many days, a renewal's category may not be unknown."""


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    first: date
    edge: date


def renewals(desk: Desk) -> Proposals:
    """One proposal for each account and end of term that is not decided: notice, brief, or what is overdue."""
    for (_, due_on), ends in sorted(_together(desk).items()):
        standing = desk.customers[ends[0].account]
        deadline = _deadline(ends, desk.today)
        if deadline and deadline - NOTICE_LEAD * _DAY <= desk.last:
            yield replace(_notice(desk, standing, ends, deadline), ends_on=due_on)
        elif due_on < desk.today:
            if any(end.auto_renew is not True for end in ends):
                yield _ended(desk, standing, ends)
        elif (step := _brief(standing, due_on, desk.last)) is not None:
            yield replace(_prepare(desk, standing, ends, step), ends_on=due_on)


def _together(desk: Desk) -> dict[tuple[str, date], list[TermEnd]]:
    together: dict[tuple[str, date], list[TermEnd]] = defaultdict(list)
    for end in desk.facts.term_ends:
        if end.account in desk.customers and end.category is not Category.LOST:
            together[end.account, end.due_on].append(end)
    return together


def _deadline(ends: list[TermEnd], today: date) -> date | None:
    """The next notice day of lines that end together; a passed one can no longer be met."""
    return min((e.notice_on for e in ends if e.notice_on and e.notice_on >= today), default=None)


def _brief(standing: Standing, due_on: date, last: date) -> _Step | None:
    """The newest brief that has begun by the week's last day.

    Its edge is the day before the next one begins; of the last one, 14 days before the term ends.
    """
    steps = RENEWAL_BRIEFS[standing.touch_model]
    begun = [
        (n, after)
        for n, after in zip(steps, (*steps[1:], LEAD - 1), strict=False)
        if due_on - n * _DAY <= last
    ]
    if not begun:
        return None
    days, after = begun[-1]
    return _Step(str(days), due_on - days * _DAY, due_on - (after + 1) * _DAY)


def _cause(standing: Standing, due_on: date, step: str) -> str:
    return f"{Rule.RENEWAL}:{standing.account}:{due_on.isoformat()}:{step}"


def _notice(desk: Desk, standing: Standing, ends: list[TermEnd], deadline: date) -> Candidate:
    person, due_on = desk.person(standing), ends[0].due_on
    meant = [e for e in ends if e.notice_on == deadline]
    held = {e.auto_renew for e in meant}
    more = f"; {unknown_text(None, notice_known=True)}" if None in held else ""
    if held == {False}:
        more = f"; ends on {day_text(due_on, desk.today)} unless signed"
    return desk.candidate(
        standing,
        f"Confirm intent with {person.name} before notice" if person else "Confirm intent before notice",
        f"Notice {ahead_text(deadline, desk.today)}{_assumed(meant)}{more}",
        Days(deadline - NOTICE_LEAD * _DAY, deadline),
        source=f"rule: {Rule.NOTICE}",
        cause=_cause(standing, due_on, "notice"),
        kind=TouchKind.CALL,
        person=person,
        mandatory=True,
    )


def _ended(desk: Desk, standing: Standing, ends: list[TermEnd]) -> Candidate:
    person, due_on = desk.person(standing), ends[0].due_on
    return desk.candidate(
        standing,
        f"Settle the renewal with {person.name}" if person else "Settle the renewal",
        f"Term ended {day_text(due_on, desk.today)}{_assumed(ends)}, nothing decided",
        Days(due_on, due_on),
        source=f"rule: {Rule.RENEWAL}",
        cause=_cause(standing, due_on, "ended"),
        kind=TouchKind.CALL,
        person=person,
    )


def _prepare(desk: Desk, standing: Standing, ends: list[TermEnd], step: _Step) -> Candidate:
    due_on = ends[0].due_on
    calls = step.name == str(_LAST_BRIEF)
    person = desk.person(standing) if calls else None
    title = f"Renewal call with {person.name}" if person else "Renewal call" if calls else "Renewal brief"
    return desk.candidate(
        standing,
        title,
        _renewal_reason(ends, desk.today),
        Days(step.first, step.edge),
        source=f"rule: {Rule.RENEWAL}",
        cause=_cause(standing, due_on, step.name),
        kind=TouchKind.CALL if calls else TouchKind.OTHER,
        person=person,
    )


def _renewal_reason(ends: list[TermEnd], today: date) -> str:
    due_on = ends[0].due_on
    far = (due_on - today).days
    text = f"Renewal {ahead_text(due_on, today)}" if far <= 60 else f"Renewal {day_text(due_on, today)}"
    unknown = far <= _MUST_BE_KNOWN and any(e.category is Category.UNKNOWN for e in ends)
    return f"{text}{_assumed(ends)}{', category not known' if unknown else ''}"


def _assumed(ends: list[TermEnd]) -> str:
    """What stands after a day that nobody confirmed for any line that ends on it."""
    return " (assumed)" if all(end.assumed for end in ends) else ""
