"""The week: what to do now, in the hours there are, and what a person decides about it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import NotADay
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import Days, monday_of
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.lines import Line
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.week.cadences import RENEWAL_BRIEFS
from csdesk.domain.week.candidates import PROMISE, TASK, Candidate
from csdesk.domain.week.capacity import Calendar, WorkingTime, days_of_week, together
from csdesk.domain.week.facts import Standing, TermEnd
from csdesk.domain.week.plan import Planned, Ranked, WeekPlan
from csdesk.domain.week.preferred import calendar_of, minutes_chosen, rules_of, working_time
from csdesk.domain.week.priority import Stake, factors_of
from csdesk.domain.week.proposing import propose
from csdesk.domain.week.rules import in_first_year
from csdesk.domain.week.schedule import Frame, schedule
from csdesk.services.book.loss_calls import told_of_call
from csdesk.store.book import Book
from csdesk.store.preferences import preferences
from csdesk.store.week import accounts_of, lines_ending, week_facts
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.domain.health.score import Score

_YEARS = range(1900, 9000)
_FURTHEST_BRIEF = timedelta(days=max(max(briefs, default=0) for briefs in RENEWAL_BRIEFS.values()))


def plan_week(
    book: Book,
    *,
    start: date,
    hours: float | None = None,
    busy: Calendar | None = None,
    only: Collection[AccountId] | None = None,
) -> WeekPlan:
    """The plan of the week that `start` is in, from that day on, as the book stood on it.

    `hours` of planned work a day, the book's preferences, or the default capacity; less what `busy` and the
    book's own calendar take; of `only` these accounts, where some are given.
    Raises: NotADay for a year that no week is planned in.
    """
    if start.year not in _YEARS:
        raise NotADay(text=start.isoformat())
    kept = preferences(book)
    time = working_time(kept, hours)
    days = days_of_week(start, weekdays=time.weekdays)
    frame = _frame(start, days, time, together(calendar_of(kept), busy or {}))
    facts = week_facts(book, start=start, last=days[-1], monday=monday_of(days[0]))
    lines = lines_ending(book, by=days[-1] + _FURTHEST_BRIEF, as_of=start)
    if only is not None:
        facts = replace(facts, standings=tuple(s for s in facts.standings if s.account in only))
    facts = replace(
        facts,
        term_ends=tuple(_term_ends(lines, start, days[-1] + _FURTHEST_BRIEF)),
        minutes_chosen=tuple(minutes_chosen(kept).items()),
    )
    week = Days(monday_of(days[0]), days[-1])
    found = propose(facts, frame.open_days, week=week, rules=rules_of(kept))
    stakes = _stakes(book, facts.standings, start)
    return schedule(
        frame,
        [_ranked(c, stakes[c.account], start) for c in found.open],
        customers=tuple((s.account, s.name) for s in facts.standings if s.customer),
        done=tuple(Planned(day, _ranked(c, stakes[c.account], start), done=True) for day, c in found.done),
        waiting=found.waiting,
        backlog_done=found.backlog_done,
    )


def whose(book: Book, csm: str) -> frozenset[AccountId] | None:
    """The accounts of a CSM; None, which is all, where nobody was chosen."""
    return accounts_of(book, csm) if csm else None


def _frame(start: date, days: tuple[date, ...], time: WorkingTime, calendar: Calendar) -> Frame:
    taken = {day: calendar[day] for day in days if day in calendar}
    return Frame(
        start,
        days,
        time.minutes(),
        own={day: time.minutes(t.minutes) for day, t in taken.items() if not t.off},
        off={day: t.off for day, t in taken.items() if t.off},
    )


def _term_ends(lines: list[Line], start: date, by: date) -> list[TermEnd]:
    """The ends of terms that still have to be decided: long past ones too, where nothing renews itself."""
    ends = []
    for line in lines:
        first = start if line.subscription.auto_renew else date.min
        ends += [_term_end(d) for d in dues_of(line, first, by, as_of=start) if d.outcome is Outcome.OPEN]
    return ends


def _term_end(due: Due) -> TermEnd:
    sub = due.line.subscription
    return TermEnd(
        account=sub.account,
        subscription=sub.id,
        due_on=due.due_on,
        notice_on=due.notice.on if due.notice else None,
        auto_renew=sub.auto_renew,
        category=due.category,
        assumed=due.assumed,
    )


def _stakes(book: Book, standings: tuple[Standing, ...], start: date) -> dict[AccountId, Stake]:
    from csdesk.services.health.health import scores

    scored, at_stake = scores(book, as_of=start), _at_stake(book, start)
    return {s.account: _stake(s, scored.get(s.account), at_stake.get(s.account), start) for s in standings}


def _at_stake(book: Book, start: date) -> dict[AccountId, tuple[Fraction, str]]:
    """What each account brings a year, in one currency where its rate is known: it is compared with the others."""
    from csdesk.store.revenue import arr_by_account

    revenue = arr_by_account(book, start)
    own = book.preference(CURRENCY) or "USD"
    found = {a: (Fraction(m.arr), m.currency or own) for a, m in revenue.items() if m.arr is not None}
    if len({currency for _, currency in found.values()}) < 2:
        return found
    from csdesk.store.reporting import rates_known, reporting_currency

    rates = rates_known(book, reporting_currency(book), as_of=start)
    return {
        account: (arr * rates.factor(currency, start), rates.currency)
        if rates.known(currency, start)
        else (arr, currency)
        for account, (arr, currency) in found.items()
    }


def _stake(
    standing: Standing, score: "Score | None", at_stake: tuple[Fraction, str] | None, start: date
) -> Stake:
    arr, currency = at_stake or (None, None)
    return Stake(
        arr=arr,
        currency=currency,
        band=(score.band or score.yours) if score else None,
        first_year=in_first_year(standing, start),
        first_value_open=standing.first_value_open,
    )


def _ranked(candidate: Candidate, stake: Stake, today: date) -> Ranked:
    factors = factors_of(stake, edge=candidate.edge, minutes=candidate.minutes, today=today)
    return Ranked(candidate, factors, pressing=stake.pressing)


def finish(book: Book, item: Candidate, *, today: date) -> ChangeSet:
    """Mark an item done today, in one change; a promise of ours is kept by that."""
    return _keep(book, Verb.DONE, item, finished(book, item, today), today)


def finished(book: Book, item: Candidate, today: date) -> list[object]:
    """The rows that say of an item that it was done today."""
    task = replace(_task(book, item, today), status=TaskStatus.DONE, done_on=today)
    return [*_told(book, task), *_kept_promise(book, item, today)]


def _kept_promise(book: Book, item: Candidate, today: date) -> list[Promise]:
    promise = book.find(Promise, item.cause.partition(":")[2]) if item.source == PROMISE else None
    return [replace(promise, status=PromiseStatus.KEPT, settled_on=today)] if promise else []


def snooze(book: Book, item: Candidate, until: date, *, today: date) -> ChangeSet:
    """Propose an item again from a day on, and not before it."""
    task = replace(_task(book, item, today), not_before=until, planned_on=None)
    return _keep(book, Verb.SNOOZE, item, _told(book, task), today)


def drop(book: Book, items: Sequence[Candidate], *, today: date) -> ChangeSet:
    """Do the tasks of these items no more, in one change; what was done meanwhile stays done."""
    kept = [task for item in items if item.task and (task := book.find(Task, item.task))]
    dropped = [replace(t, status=TaskStatus.DROPPED) for t in kept if t.status is TaskStatus.OPEN]
    calls = [record for task in dropped for record in told_of_call(book, task, task)]
    with book.change(Verb.DROP, label=count(len(dropped), "task"), today=today) as change:
        book.put_all([*dropped, *calls])
    return change.done


def move(book: Book, item: Candidate, day: date, *, today: date) -> ChangeSet:
    """Put an item on a day, whatever the capacity of that day."""
    task = replace(_task(book, item, today), planned_on=day, not_before=None)
    return _keep(book, Verb.PLAN, item, _told(book, task), today)


def _task(book: Book, item: Candidate, today: date) -> Task:
    """The task that keeps what is decided about an item: its own, or a new one of the same cause."""
    if item.task and (kept := book.find(Task, item.task)):
        return kept
    return Task(
        id=book.new_id(),
        account=item.account,
        title=item.title,
        due_on=item.edge,
        minutes=item.minutes,
        cause=None if item.source == TASK else item.cause,
        created_on=today,
    )


def _told(book: Book, task: Task) -> list[object]:
    """A task, and the loss whose call it is, if it is one."""
    return [task, *told_of_call(book, book.find(Task, task.id), task)]


def _keep(book: Book, verb: Verb, item: Candidate, rows: list[object], today: date) -> ChangeSet:
    with book.change(verb, label=f"{item.title}, {item.name}", today=today) as change:
        book.put_all(rows)
    return change.done
