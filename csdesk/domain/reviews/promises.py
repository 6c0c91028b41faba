"""The promises of a review: what we, they or a partner undertook to do, and what became of it."""

import re
from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, customer_words, day, day_of, plain, short_day, small, span
from csdesk.domain.tasks import Party, Task, TaskStatus

_INSIDE = re.compile(
    r"\b(health( |-)?scores?|at[- ]risk|churn\w*|up-?sell\w*|cross-?sell\w*|forecast\w*|arr|mrr|nrr|grr"
    r"|renewals?|discounts?|margins?|price increase|detractors?|who gave \d+|escape plan|expansion|competitors?"
    r"|internal(ly)?|qbr|ebr|nps|csat|drafts?|chase|nudge|close the loop|escalat\w+"
    r"|(save|saving|rescue|retention) (call|offer|plan|play)s?|win[ -]?backs?)\b",
    re.IGNORECASE,
)
"""Words that a person uses for work on the account, not with the customer."""


def shared(facts: Facts) -> list[Task]:
    """The tasks that a customer may see: written by a person, without words for inside use."""
    return [t for t in facts.tasks if not t.cause and not _INSIDE.search(t.title) and plain(t.title)]


def held_back(facts: Facts) -> tuple[str, ...]:
    """The titles of the tasks that a person wrote and that are left out for their words."""
    inside = [t for t in facts.tasks if not t.cause and _INSIDE.search(t.title)]
    return tuple(sorted(plain(t.title) for t in inside if t.status is not TaskStatus.DROPPED))


def whose(facts: Facts, party: Party) -> str:
    """Who has to do it, by name where one is known."""
    if party is Party.CUSTOMER:
        return plain(facts.account.account)
    if party is Party.PARTNER:
        return "Partner"
    return facts.ours or plain(facts.vendor) or "Us"


def promises_part(facts: Facts, period: Days, as_of: date) -> Listing | None:
    """What was done in the period or was due by its end; None where there is nothing."""
    due = [t for t in shared(facts) if _belongs(t, period, as_of)]
    if not due:
        return None
    order = {Party.US: 0, Party.CUSTOMER: 1, Party.PARTNER: 2}
    due.sort(
        key=lambda t: (order[t.party], t.done_on or date.max, t.due_on or date.max, plain(t.title), t.id)
    )
    return Listing(
        title=_title(due),
        heads=("", "Promise", "Who", "Due"),
        lines=tuple(_line(facts, t, as_of) for t in due),
        foot=f"Done in the period, or due by {day(as_of)}. Source: tasks, {span(period)}",
        figures=tuple(_figure(due, party, period) for party in Party if any(t.party is party for t in due)),
    )


def _belongs(task: Task, period: Days, as_of: date) -> bool:
    if task.status is TaskStatus.DONE:
        return task.done_on is not None and task.done_on in period
    return task.status is TaskStatus.OPEN and task.due_on is not None and task.due_on <= as_of


def _line(facts: Facts, task: Task, as_of: date) -> Line:
    return Line(
        group={Party.US: "Ours", Party.CUSTOMER: "Yours", Party.PARTNER: "Partner"}[task.party],
        what=customer_words(task.title),
        detail=_state(task, as_of),
        who=whose(facts, task.party),
        when=short_day(task.due_on) if task.due_on else "",
    )


def _state(task: Task, as_of: date) -> str:
    if task.done_on is None:
        late = (as_of - task.due_on).days if task.due_on else 0
        return f"Open, {counted(late, 'day')} over its day" if late else "Open, due today"
    if task.due_on and task.done_on > task.due_on:
        return (
            f"Done on {day_of(task.done_on, as_of)}, {counted((task.done_on - task.due_on).days, 'day')} late"
        )
    return f"Done on {day_of(task.done_on, as_of)}"


def _title(due: list[Task]) -> str:
    ours, yours = ([t for t in due if t.party is p] for p in (Party.US, Party.CUSTOMER))
    left = sum(t.done_on is None for t in yours)
    parts = []
    if ours:
        late = sum(bool(t.done_on and t.due_on and t.done_on > t.due_on) for t in ours)
        tail = f", {small(late)} of them late" if late and len(ours) > 1 else ", but late" if late else ""
        parts.append(_kept(len(ours), sum(t.done_on is not None for t in ours)) + tail)
    if yours:
        tail = f"{small(left)} of yours {'is' if left == 1 else 'are'} open" if left else "yours are all done"
        parts.append(tail)
    if not parts:
        done = sum(t.done_on is not None for t in due)
        return f"The partner did {done} of {counted(len(due), 'thing')} that were due"
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _kept(total: int, done: int) -> str:
    if done == total:
        all_of_them = "both" if total == 2 else f"all {small(total)}"
        return "we did what we promised" if total == 1 else f"we did {all_of_them} things we promised"
    return f"we did {done} of the {counted(total, 'thing')} we promised"


def _figure(due: list[Task], party: Party, period: Days) -> Figure:
    own = [t for t in due if t.party is party]
    words = {
        Party.US: "Our promises",
        Party.CUSTOMER: "Your promises",
        Party.PARTNER: "The partner's promises",
    }
    return Figure(
        what=words[party],
        value=f"{sum(t.done_on is not None for t in own)} done of {len(own)}",
        definition="Tasks done in the period, and tasks due by its end that are still open",
        period=span(period),
        source=f"Tasks, {counted(len(own), 'row')}",
        rows=tuple(t.id for t in own),
    )
