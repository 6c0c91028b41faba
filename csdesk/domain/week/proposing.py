"""What the week proposes: all that the rules found, less what a person did, dropped, snoozed or moved."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.periods import Days
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.touches import TouchKind
from csdesk.domain.values import dataclass
from csdesk.domain.week.candidates import (
    MILESTONE,
    ON_AT_FIRST,
    PROMISE,
    PROMISED_US,
    TASK,
    Candidate,
    Rule,
)
from csdesk.domain.week.facts import Standing, WeekFacts
from csdesk.domain.week.relating import detractors, silence, sponsors
from csdesk.domain.week.renewing import renewals
from csdesk.domain.week.rules import LEAD, Desk, Proposals, before, desk_of
from csdesk.domain.week.sentences import day_text, days_text, weekday_text
from csdesk.domain.week.unblocking import billing, milestones, severe_tickets
from csdesk.domain.week.undertaken import promises

_RULES: tuple[tuple[Callable[[Desk], Proposals], frozenset[Rule]], ...] = (
    (renewals, frozenset({Rule.NOTICE, Rule.RENEWAL})),
    (sponsors, frozenset({Rule.SPONSOR})),
    (detractors, frozenset({Rule.DETRACTOR})),
    (billing, frozenset({Rule.BILLING})),
    (severe_tickets, frozenset({Rule.SEVERE})),
    (silence, frozenset({Rule.SILENCE})),
)
_ASK_AGAIN_AFTER = 30
_LASTING: dict[str, int] = {
    **dict.fromkeys((Rule.SILENCE, Rule.BILLING, Rule.SEVERE, MILESTONE), _ASK_AGAIN_AFTER),
    PROMISED_US: 7,
}
"""Days after which something done is proposed again, where what caused it still lasts."""
_ALWAYS = (MILESTONE, PROMISE, PROMISED_US)
"""What is proposed whatever the rules."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """`open` is to be planned; `waiting` was snoozed or moved past the week; `done` was finished in it."""

    open: tuple[Candidate, ...]
    waiting: tuple[Candidate, ...] = ()
    done: tuple[tuple[date, Candidate], ...] = ()
    backlog_done: int = 0


def propose(
    facts: WeekFacts, days: tuple[date, ...], *, week: Days, rules: Collection[Rule] = ON_AT_FIRST
) -> Proposed:
    """All candidates of a week. `days` are those to be planned; `week` is the whole one, for what is done."""
    desk = desk_of(facts, days)
    found = [c for c in _found(desk, rules) if c.first <= desk.last]
    kept = _Kept(facts.tasks, facts.today)
    asked = [kept.on(c) for c in _once(found) if not kept.settled(c) or kept.lately(c)]
    live = [c for c in _folded(asked, desk.last) if not kept.settled(c)]
    causes = {c.cause for c in found}
    live += [c for t in facts.tasks if (c := _of_task(t, desk, rules, causes)) is not None]
    marked = [_in_backlog(c, facts) for c in live]
    done = _done(facts, week, desk.minutes[TouchKind.OTHER])
    return Proposed(
        open=tuple(c for c in marked if not _later(c, desk.last)),
        waiting=tuple(c for c in marked if _later(c, desk.last)),
        done=done,
        backlog_done=sum(_in_backlog(c, facts).backlog for _, c in done),
    )


def _found(desk: Desk, rules: Collection[Rule]) -> Iterable[Candidate]:
    for rule, names in _RULES:
        if names & set(rules):
            yield from (c for c in rule(desk) if c.source.removeprefix("rule: ") in set(rules))
    yield from milestones(desk)
    yield from promises(desk)


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    """One per cause: the first that was found."""
    seen: dict[str, Candidate] = {}
    for candidate in found:
        seen.setdefault(candidate.cause, candidate)
    return list(seen.values())


def _folded(asked: list[Candidate], last: date) -> list[Candidate]:
    """A silent account that is called for another reason is called once; that call keeps the cadence too."""
    silent = {c.account: c for c in asked if c.breaks and c.task is None}
    calls: dict[str, Candidate] = {}
    for candidate in asked:
        if candidate.kind is TouchKind.CALL and not candidate.breaks and not _later(candidate, last):
            known = calls.setdefault(candidate.account, candidate)
            calls[candidate.account] = min(known, candidate, key=lambda c: (c.edge, c.cause))
    folded = []
    for candidate in asked:
        silence = silent.get(candidate.account)
        if silence is None or candidate.account not in calls:
            folded.append(candidate)
        elif candidate is calls[candidate.account]:
            folded.append(_with_silence(candidate, silence))
        elif candidate is not silence:
            folded.append(candidate)
    return folded


def _with_silence(candidate: Candidate, silence: Candidate) -> Candidate:
    reason = f"{candidate.reason}; {silence.reason[0].lower()}{silence.reason[1:]}"
    return replace(candidate, reason=reason, breaks=silence.breaks)


class _Kept:
    """What a person decided about causes, as their tasks say it on the first day of the week."""

    def __init__(self, tasks: Iterable[Task], today: date) -> None:
        self._today = today
        self._open: dict[str, Task] = {}
        self._closed: dict[str, list[Task]] = defaultdict(list)
        for task in tasks:
            if task.cause and open_on(task, today):
                self._open[task.cause] = task
            elif task.cause:
                self._closed[_family(task.cause)].append(task)

    def settled(self, candidate: Candidate) -> bool:
        """Whether it was done or dropped, and is not to be asked again."""
        return any(self._settles(t, candidate) for t in self._closed[_family(candidate.cause)])

    def lately(self, candidate: Candidate) -> bool:
        """Whether it was done so lately that it still counts as a call."""
        closed = self._closed[_family(candidate.cause)]
        return any(_still_fresh(t, self._today) for t in closed)

    def _settles(self, task: Task, candidate: Candidate) -> bool:
        if task.status is TaskStatus.DROPPED:
            return task.cause == candidate.cause
        if candidate.cause.split(":")[0] in _LASTING and task.done_on:
            return task.cause == candidate.cause and _still_fresh(task, self._today)
        same = task.cause == candidate.cause
        return same or (task.done_on is not None and task.done_on >= candidate.first)

    def on(self, candidate: Candidate) -> Candidate:
        """The candidate with the day and the snooze that its open task keeps."""
        task = self._open.get(candidate.cause)
        return _decided(candidate, task, self._today) if task else candidate


def _family(cause: str) -> str:
    """The cause without its step: all steps of one renewal are about the same decision."""
    return cause.rsplit(":", 1)[0] if cause.startswith(f"{Rule.RENEWAL}:") else cause


def _still_fresh(task: Task, today: date) -> bool:
    """Whether a task was done so lately that it is not asked for again."""
    days = _LASTING.get((task.cause or "").split(":")[0], _ASK_AGAIN_AFTER)
    return task.done_on is not None and today < task.done_on + timedelta(days=days)


def open_on(task: Task, today: date) -> bool:
    """Whether a task was still to do at the end of the day before `today`'s plan; done today is done."""
    if task.status is TaskStatus.DONE:
        return task.done_on is not None and task.done_on > today
    return task.status is TaskStatus.OPEN


def _decided(candidate: Candidate, task: Task, today: date) -> Candidate:
    planned = task.planned_on if task.planned_on and task.planned_on >= today else None
    snoozed = task.not_before if task.not_before and task.not_before > today else None
    return replace(candidate, task=task.id, planned_on=planned, not_before=snoozed)


def _of_task(task: Task, desk: Desk, rules: Collection[Rule], causes: Collection[str]) -> Candidate | None:
    """An open task of ours; a proposal that was moved or snoozed ends with its cause."""
    standing = desk.accounts.get(task.account)
    watched = {r.value for r in rules} | set(_ALWAYS)
    proposed = task.cause is not None and (task.cause in causes or task.cause.split(":")[0] in watched)
    if standing is None or proposed or task.party is not Party.US or not open_on(task, desk.today):
        return None
    candidate = _task_candidate(task, standing, desk.today, desk.minutes[TouchKind.OTHER])
    return _decided(candidate, task, desk.today) if candidate.first <= desk.last else None


def _task_candidate(task: Task, standing: Standing, today: date, usual: int) -> Candidate:
    window = before(task.due_on) if task.due_on else Days(today, today + timedelta(days=LEAD))
    return Candidate(
        account=standing.account,
        name=standing.name,
        title=task.title,
        kind=TouchKind.OTHER,
        minutes=task.minutes if task.minutes and task.minutes > 0 else usual,
        first=min(window.first, task.planned_on or window.first),
        edge=window.last,
        reason=_task_reason(task, today),
        source=TASK,
        cause=f"{TASK}:{task.id}",
        task=task.id,
    )


def _task_reason(task: Task, today: date) -> str:
    if task.due_on is None:
        return "Open task"
    late = (today - task.due_on).days
    if late > 0:
        return f"{days_text(late)} overdue"
    return "Due today" if late == 0 else f"Due {weekday_text(task.due_on)}"


def _in_backlog(candidate: Candidate, facts: WeekFacts) -> Candidate:
    """Marked where it was due before the book's first import, and nobody chose a day for it.

    So are answers as of that day that have no more than a score: a list of customers tells the scores that it has, and
    not when they were given.
    """
    if facts.first_import_on is None or candidate.planned_on:
        return candidate
    due, first = candidate.ends_on or candidate.edge, min(facts.first_import_on, facts.today)
    listed = due == facts.first_import_on and any(
        candidate.cause == f"{Rule.DETRACTOR}:{a.id}" for a in facts.detractors if _is_score_alone(a)
    )
    if due >= first and not listed:
        return candidate
    reason = candidate.reason
    if candidate.source == TASK:  # the days that it is overdue would only shout
        reason = f"Backlog: due {day_text(candidate.edge, facts.today)}"
    return replace(candidate, backlog=True, mandatory=False, reason=reason)


def _is_score_alone(answer: Survey) -> bool:
    """Whether nobody knows who gave an answer, to which question of which day, and in which words."""
    return not (answer.contact or answer.sent_on or answer.comment)


def _later(candidate: Candidate, last: date) -> bool:
    planned, snoozed = candidate.planned_on, candidate.not_before
    return (planned or snoozed or last) > last


def _done(facts: WeekFacts, week: Days, usual: int) -> tuple[tuple[date, Candidate], ...]:
    standings = {s.account: s for s in facts.standings}
    done = [
        (t.done_on, _done_candidate(t, standings[t.account], t.done_on, usual))
        for t in facts.tasks
        if t.status is TaskStatus.DONE
        and t.done_on is not None
        and t.done_on in week
        and t.done_on <= facts.today
        and t.account in standings
    ]
    return tuple(sorted(done, key=lambda d: (d[0], d[1].name.casefold(), d[1].account, d[1].cause)))


def _done_candidate(task: Task, standing: Standing, done_on: date, usual: int) -> Candidate:
    source = task.cause.split(":")[0] if task.cause else TASK
    plain = _task_candidate(task, standing, done_on, usual)
    return replace(
        plain,
        reason=f"Done {weekday_text(done_on)}",
        source=source if source in {TASK, *_ALWAYS} else f"rule: {source}",
        cause=task.cause or plain.cause,
    )
