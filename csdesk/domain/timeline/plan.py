"""A timeline is everything that happened with one account, and what is planned, as dated entries in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.risks import RISK_POINTS, Risk
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch
from csdesk.domain.values import dataclass

DETRACTOR = 6
"""The highest NPS answer of a detractor."""


class EntryKind(StrEnum):
    """What an entry tells of; a timeline can be narrowed to some of them."""

    TOUCH = "touch"
    SIGNAL = "signal"
    TICKET = "ticket"
    SURVEY = "survey"
    RISK = "risk"
    MILESTONE = "milestone"
    INVOICE = "invoice"
    CONTRACT = "contract"
    TASK = "task"


class Tone(StrEnum):
    """Whether an entry is good, soon or weak, or bad news; most are none of it."""

    PLAIN = ""
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. `how` is the kind inside the kind: call, mail, NPS.

    `amount` are minor units of `currency`, written after the title where there are any. `planned` entries
    are not done yet: their day is when they are due, and may be past; None is without a day.
    """

    on: date | None
    kind: EntryKind
    id: str
    title: str
    detail: str = ""
    how: str = ""
    tone: Tone = Tone.PLAIN
    planned: bool = False
    amount: int | None = None
    currency: str = ""


Names = Mapping[str, str]
"""What ids are called: contacts and products."""


def timeline(facts: Iterable[Any], names: Names, *, as_of: date) -> list[Entry]:
    """The entries of an account's facts: what is planned by due day, then what happened, the newest first."""
    made = [entry for fact in facts for entry in _ENTRIES[type(fact)](fact, names, as_of)]
    planned = [e for e in made if e.planned]
    past = [e for e in made if not e.planned and e.on is not None and e.on <= as_of]
    planned.sort(key=lambda e: (e.on or date.max, e.title, e.id))
    past.sort(key=lambda e: (e.on, e.id), reverse=True)
    return planned + past


def _touch(touch: Touch, names: Names, as_of: date) -> list[Entry]:
    del as_of
    people = _listed([names[c] for c in touch.contacts if c in names])
    kind = touch.kind.value.capitalize()
    title = f"{kind} with {people}" if people else kind
    if touch.minutes:
        title += f", {touch.minutes} min"
    one_way = "" if touch.direction is Direction.TWO_WAY else touch.direction.value.capitalize()
    detail = "; ".join(part for part in (one_way, touch.summary) if part)
    return [Entry(touch.on, EntryKind.TOUCH, touch.id, title, detail, touch.kind.value)]


def _signal(signal: Signal, names: Names, as_of: date) -> list[Entry]:
    del as_of
    who = names.get(signal.contact or "", "")
    note = signal.note or ""
    other = signal.kind is SignalKind.OTHER and note
    title = note if other else signal.kind.value.capitalize() + (f": {who}" if who else "")
    detail = "Signal" if other else note
    tone = {Effect.GOOD: Tone.GOOD, Effect.BAD: Tone.BAD, Effect.NEUTRAL: Tone.PLAIN}[signal.effect]
    return [Entry(signal.on, EntryKind.SIGNAL, signal.id, title, detail, signal.kind.value, tone)]


def _ticket(ticket: Ticket, names: Names, as_of: date) -> list[Entry]:
    del names
    opened = ticket.opened_at.date()
    closed = _by(ticket.closed_at, as_of)
    parts = ["Ticket" if ticket.severity is None else f"Severity {ticket.severity}"]
    parts += ["escalated"] if ticket.escalated else []
    state = f"open {_days(as_of - opened)}"
    if closed:
        state = f"closed after {_days(closed - opened)}" if closed > opened else "closed the same day"
    detail = f"{', '.join(parts)}; {state}"
    title = ticket.subject or f"Ticket {ticket.external_id or ''}".strip()
    tone = Tone.BAD if closed is None and ticket.severity == 1 else Tone.PLAIN
    return [Entry(opened, EntryKind.TICKET, ticket.id, title, detail, "", tone)]


def _survey(survey: Survey, names: Names, as_of: date) -> list[Entry]:
    answered = survey.answered_on if survey.answered_on and survey.answered_on <= as_of else None
    who = names.get(survey.contact or "", "")
    word = survey.kind.value if survey.kind.value.isupper() else f"{survey.kind.value.capitalize()} survey"
    if answered is None:
        detail = f"{who}; not answered yet" if who else "Not answered yet"
        return [Entry(survey.sent_on, EntryKind.SURVEY, survey.id, f"{word} sent", detail, survey.kind.value)]
    top = f" of {survey.scale_max:g}" if survey.scale_max is not None else ""
    said = f"{survey.score:g}{top}" if survey.score is not None else "answered"
    weak = survey.kind is SurveyKind.NPS and survey.score is not None and survey.score <= DETRACTOR
    detail = "; ".join(p for p in (who, "detractor" if weak else "", survey.comment or "") if p)
    tone = Tone.WATCH if weak else Tone.PLAIN
    return [
        Entry(
            answered, EntryKind.SURVEY, survey.id, f"{word}: {said}", _upper(detail), survey.kind.value, tone
        )
    ]


def _risk(risk: Risk, names: Names, as_of: date) -> list[Entry]:
    del names
    points = f"{RISK_POINTS[risk.severity]} points".replace("-", "−")
    closed = risk.closed_on if risk.closed_on and risk.closed_on <= as_of else None
    clears = f"Clears when: {risk.clears_when}" if risk.clears_when else "No clear condition yet"
    opened = Entry(
        risk.opened_on,
        EntryKind.RISK,
        risk.id,
        f"Risk opened: {risk.cause.value}, {points}",
        clears,
        tone=Tone.PLAIN if closed else Tone.WATCH,
    )
    if closed is None:
        return [opened]
    detail = f"After {_days(closed - risk.opened_on)}"
    over = Entry(
        closed, EntryKind.RISK, risk.id, f"Risk closed: {risk.cause.value}", detail, "closed", Tone.GOOD
    )
    return [opened, over]


def _milestone(milestone: Milestone, names: Names, as_of: date) -> list[Entry]:
    del names
    reached = milestone.achieved_on if milestone.achieved_on and milestone.achieved_on <= as_of else None
    first = "First value" if milestone.first_value else ""
    if reached:
        late = _late(reached, milestone.target_on)
        by = f"confirmed by {milestone.confirmed_by}" if milestone.confirmed_by else ""
        detail = "; ".join(p for p in (first, late, by) if p)
        return [
            Entry(
                reached,
                EntryKind.MILESTONE,
                milestone.id,
                milestone.milestone,
                _upper(detail),
                "reached",
                Tone.GOOD,
            )
        ]
    due = milestone.forecast_on or milestone.target_on
    overdue = due is not None and due < as_of
    detail = "; ".join(p for p in (first or "Milestone", _overdue(due, as_of)) if p)
    tone = Tone.WATCH if overdue else Tone.PLAIN
    return [
        Entry(
            due,
            EntryKind.MILESTONE,
            milestone.id,
            milestone.milestone,
            detail,
            "first value" if first else "",
            tone,
            True,
        )
    ]


def _invoice(invoice: Invoice, names: Names, as_of: date) -> list[Entry]:
    del names
    title = f"Invoice {invoice.number or ''}".strip()
    paid = invoice.paid_on if invoice.paid_on and invoice.paid_on <= as_of else None
    late = invoice.due_on is not None and invoice.due_on < as_of and paid is None
    if paid:
        detail = f"Paid {_late(paid, invoice.due_on) or 'on time'}"
    elif late and invoice.due_on:
        detail = f"Not paid, {_days(as_of - invoice.due_on)} late"
    else:
        detail = "Not due yet"
    tone = Tone.BAD if late else Tone.PLAIN
    return [
        Entry(
            invoice.issued_on,
            EntryKind.INVOICE,
            invoice.id,
            title,
            detail,
            "",
            tone,
            amount=invoice.amount,
            currency=invoice.currency,
        )
    ]


def _subscription(line: Subscription, names: Names, as_of: date) -> list[Entry]:
    day = line.signed_on or line.start
    what = names.get(line.product, "Subscription")
    made = [Entry(day, EntryKind.CONTRACT, line.id, f"Signed: {what}", _term(line), "signed")]
    given = line.cancelled_on
    if given and given <= as_of:
        made.append(
            Entry(
                given,
                EntryKind.CONTRACT,
                line.id,
                f"Notice given: {what}",
                line.reason or "",
                "left",
                Tone.BAD,
            )
        )
    return made


def _term(line: Subscription) -> str:
    if line.month_to_month:
        return "Month to month"
    return "Term confirmed" if line.term_confirmed else "Term assumed, not confirmed"


def _renewal(renewal: Renewal, names: Names, as_of: date) -> list[Entry]:
    del names
    decided = renewal.decided_on or renewal.booked_on
    if renewal.outcome is not Outcome.OPEN and decided and decided <= as_of:
        tone = Tone.BAD if renewal.outcome is Outcome.LOST else Tone.GOOD
        title = f"Renewal: {renewal.outcome.value}"
        return [
            Entry(
                decided,
                EntryKind.CONTRACT,
                renewal.id,
                title,
                renewal.reason or "",
                renewal.outcome.value,
                tone,
            )
        ]
    detail = f"{renewal.category.value.capitalize()}; {renewal.reason}" if renewal.reason else ""
    detail = detail or f"Category: {renewal.category.value}"
    return [
        Entry(
            renewal.due_on,
            EntryKind.CONTRACT,
            renewal.id,
            "Renewal due",
            detail,
            "due",
            planned=renewal.due_on >= as_of,
        )
    ]


def _task(task: Task, names: Names, as_of: date) -> list[Entry]:
    del names
    who = "" if task.party is Party.US else f"by the {task.party.value}"
    done = task.done_on if task.done_on and task.done_on <= as_of else None
    if task.status is TaskStatus.DONE and done:
        return [
            Entry(
                done,
                EntryKind.TASK,
                task.id,
                task.title,
                f"Task done{', ' + who if who else ''}",
                "done",
                Tone.GOOD,
            )
        ]
    if task.status is not TaskStatus.OPEN:
        return []
    due = task.planned_on or task.due_on
    parts = [who, f"{task.minutes} min" if task.minutes else "", _overdue(due, as_of)]
    detail = ", ".join(["Task", *(p for p in parts if p)])
    tone = Tone.WATCH if due is not None and due < as_of else Tone.PLAIN
    return [Entry(due, EntryKind.TASK, task.id, task.title, detail, "", tone, True)]


_ENTRIES: dict[type, Callable[[Any, Names, date], list[Entry]]] = {
    Touch: _touch,
    Signal: _signal,
    Ticket: _ticket,
    Survey: _survey,
    Risk: _risk,
    Milestone: _milestone,
    Invoice: _invoice,
    Subscription: _subscription,
    Renewal: _renewal,
    Task: _task,
}


def _by(moment: datetime | None, as_of: date) -> date | None:
    return moment.date() if moment is not None and moment.date() <= as_of else None


def _days(span: Any) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"


def _late(day: date, due: date | None) -> str:
    if due is None or day <= due:
        return ""
    return f"{_days(day - due)} late"


def _overdue(due: date | None, as_of: date) -> str:
    return f"{_days(as_of - due)} overdue" if due is not None and due < as_of else ""


def _listed(people: list[str]) -> str:
    if len(people) <= 2:
        return " and ".join(people)
    return f"{people[0]} and {len(people) - 1} others"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
