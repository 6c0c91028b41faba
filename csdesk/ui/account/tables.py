"""The tables of the Account page: what each says of a person, a contract, an invoice, a step of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk import wording
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.risks import RISK_POINTS, Risk
from csdesk.domain.subscriptions import NoticeCount, Step, Subscription
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account.dated import dated
from csdesk.ui.account.plan import amount, expected, milestone_state
from csdesk.ui.formats import ABSENT, day, money, near_day, percent
from csdesk.ui.kit.columns import Cell, Column

_SOON = 14


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with the day of our last talk."""

    contact: Contact
    talked_on: date | None


@dataclass(frozen=True, slots=True)
class SoldStep:
    """A contract, or one of its steps below it."""

    line: Subscription
    product: str
    step: Step | None
    live: bool = False

    @property
    def first(self) -> bool:
        """Whether this is the contract itself."""
        return self.step is None


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective with its newest reading."""

    objective: Objective
    reading: Reading | None


def people(portrait: Portrait) -> list[Person]:
    """The contacts: who is there first, then by name."""
    ordered = sorted(
        portrait.contacts,
        key=lambda c: (c.status is ContactStatus.LEFT, not c.roles, c.name.casefold(), c.id),
    )
    return [Person(c, portrait.last_talk(c)) for c in ordered]


def people_columns(today: date) -> list[Column[Person]]:
    """Name, roles, influence and sentiment, last talk."""
    return [
        Column("name", "Name", lambda p: p.contact.name, width=130, cell=Cell.NAME),
        Column("title", "Title", lambda p: p.contact.title or ABSENT, width=178, cell=Cell.SECOND),
        Column("roles", "Roles", lambda p: _listed(p.contact.roles), width=124),
        Column("influence", "Influence", lambda p: wording.choice(p.contact.influence), width=76),
        Column("sentiment", "Sentiment", lambda p: wording.choice(p.contact.sentiment), width=82,
               ink=lambda p: "bad.text" if p.contact.sentiment == "negative" else ""),
        Column("status", "Status", lambda p: _there(p, today), width=90,
               ink=lambda p: "bad.text" if p.contact.status is ContactStatus.LEFT
               else "watch.text" if away_text(p.contact, today) else ""),
        dated("talked", "Last talk", lambda p: p.talked_on, today, width=84),
        Column("email", "Email", lambda p: p.contact.email or ABSENT, width=190, cell=Cell.SECOND,
               grow=True),
    ]  # fmt: skip


def _there(person: Person, today: date) -> str:
    if person.contact.opted_out_on:
        return "Opted out"
    away = away_text(person.contact, today)
    return wording.choice(away or person.contact.status)


def away_text(contact: Contact, today: date) -> str:
    """Until when somebody is away, on that day or within two weeks of it; empty for who is there."""
    first, last = contact.away_from, contact.away_until
    if first is None or (last is not None and last < today) or (first - today).days > _SOON:
        return ""
    if first > today:
        return f"away from {near_day(first, today=today)}"
    return f"away to {near_day(last, today=today)}" if last else "away"


def _listed(roles: tuple[str, ...]) -> str:
    return wording.choice(", ".join(str(r) for r in roles)) if roles else ABSENT


def sold(portrait: Portrait) -> list[SoldStep]:
    """The contracts, the newest first, each with its steps by day."""
    lines = sorted(portrait.subscriptions, key=lambda s: (s[0].start or date.min, s[0].id), reverse=True)
    live = {line.subscription.id for line, _ in portrait.live_lines()}
    found = []
    for line, product, steps in lines:
        found.append(SoldStep(line, product.product, None, line.id in live))
        found += [SoldStep(line, product.product, step) for step in reversed(steps)]
    return found


def sold_columns(today: date) -> list[Column[SoldStep]]:
    """A contract with its term, state and notice; below it its steps with quantity and amount."""
    return [
        Column("product", "Product", lambda s: s.product if s.first else "", width=150, cell=Cell.NAME,
               grow=True, sortable=False),
        Column("term", "Term", lambda s: _term(s, today), width=204, sortable=False,
               ink=lambda s: "" if s.first else "text.secondary"),
        Column("state", "State", lambda s: _state(s, today) if s.first else "", width=88, cell=Cell.BADGE,
               value=lambda s: "info" if not s.line.term_confirmed and s.line.end else "", sortable=False),
        Column("renews", "Auto-renew", lambda s: _auto(s.line) if s.first else "", width=84, sortable=False),
        Column("notice", "Notice", lambda s: _notice(s.line) if s.first else "", width=112, sortable=False),
        Column("kind", "Order", lambda s: wording.choice(s.step.order_kind) if s.step else "", width=82,
               cell=Cell.SECOND, sortable=False),
        Column("quantity", "Quantity", _quantity, width=76, cell=Cell.NUMBER, sortable=False),
        Column("amount", "Amount", _amount, width=136, cell=Cell.NUMBER, sortable=False),
    ]  # fmt: skip


def _term(row: SoldStep, today: date) -> str:
    line = row.line
    if row.step is not None:
        assumed = ", assumed" if row.step.assumed else ""
        return f"from {day(row.step.from_, today=today, always_year=True)}{assumed}"
    if line.month_to_month:
        return f"{day(line.start, today=today)}, month to month"
    years = line.start is None or line.end is None or line.start.year != line.end.year
    return (
        f"{day(line.start, today=today, always_year=years)} to {day(line.end, today=today, always_year=True)}"
    )


def _state(row: SoldStep, today: date) -> str:
    line = row.line
    if not line.recurring:
        return "One-time"
    if not row.live and (line.start is None or line.start <= today):
        return "Over"
    if line.cancelled_on is not None:
        return "Notice given"
    if line.start is not None and line.start > today:
        return "Starts later"
    if line.end is not None and not line.term_confirmed:
        return "Assumed"
    if line.end is None or line.end >= today:
        return "Live"
    return "Renewed itself" if line.auto_renew else "Past its end"


def _auto(line: Subscription) -> str:
    if line.auto_renew is None:
        return "Not known"
    return "Yes" if line.auto_renew else "No"


def _notice(line: Subscription) -> str:
    if line.notice_days is None:
        return "Not known"
    working = line.notice_counted_in is NoticeCount.WORKING
    return wording.count(line.notice_days, "working day" if working else "day")


def _quantity(row: SoldStep) -> str:
    if row.step is None:
        return ""
    return f"{row.step.quantity:f}" if row.step.quantity is not None else ABSENT


def _amount(row: SoldStep) -> str:
    if row.step is None:
        return ""
    return f"{money(Fraction(row.step.amount), row.line.currency, cents=True)} a {row.line.period.value}"


def invoice_columns(today: date) -> list[Column[Invoice]]:
    """Number, days, amount, whether it was paid."""
    return [
        Column("number", "Invoice", lambda i: i.number or ABSENT, width=150, cell=Cell.NAME, grow=True),
        dated("issued", "Issued", lambda i: i.issued_on, today),
        dated("due", "Due", lambda i: i.due_on, today),
        Column("paid", "Paid", lambda i: _paid(i, today), sort_key=lambda i: i.paid_on, width=196,
               ink=lambda i: "bad.text" if i.is_late(today) else ""),
        Column("amount", "Amount", lambda i: money(i.amount, i.currency, cents=True),
               sort_key=lambda i: i.amount, width=110, cell=Cell.NUMBER),
    ]  # fmt: skip


def decision_columns(
    today: date, currencies: Mapping[str, str], new_arrs: Mapping[str, Fraction]
) -> list[Column[Renewal]]:
    """Term end, category, what became of it and when, the ARR after it, why; amounts by line's currency."""
    return [
        dated("due", "Term end", lambda r: r.due_on, today, width=110, cell=Cell.NAME, always_year=True),
        Column("outcome", "Outcome", lambda r: wording.choice(r.outcome), width=110,
               ink=lambda r: "bad.text" if r.outcome is Outcome.LOST else ""),
        dated("decided", "Decided", lambda r: r.decided_on, today),
        Column("category", "Category", lambda r: r.category.label, width=120),
        Column("arr", "ARR after it", lambda r: money(new_arrs.get(r.id), currencies.get(r.subscription)),
               sort_key=lambda r: new_arrs.get(r.id), width=110, cell=Cell.NUMBER),
        Column("reason", "Reason", lambda r: r.reason or ABSENT, width=220, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def _paid(invoice: Invoice, today: date) -> str:
    if invoice.paid_on is not None:
        return day(invoice.paid_on, today=today)
    if invoice.amount < 0:
        return "A credit"
    if invoice.due_on is not None and invoice.due_on < today:
        return f"{wording.count((today - invoice.due_on).days, 'day')} late"
    return "Not due yet" if invoice.due_on is not None else "Not paid; due day not known"


def aims(portrait: Portrait) -> list[Aim]:
    """The objectives with their newest readings."""
    return [Aim(o, readings[-1] if readings else None) for o, readings in portrait.objectives]


def aim_columns(today: date) -> list[Column[Aim]]:
    """Objective, from baseline to target, now, in what, and how far against the plan."""
    return [
        Column("objective", "Objective", lambda a: a.objective.objective, width=220, cell=Cell.NAME, grow=True),
        Column("baseline", "Baseline", lambda a: amount(a.objective.baseline, a.objective.unit or ""), width=80,
               cell=Cell.NUMBER),
        Column("now", "Now", lambda a: amount(a.reading.value if a.reading else None, a.objective.unit or ""),
               width=80, cell=Cell.NUMBER),
        Column("target", "Target", lambda a: amount(a.objective.target, a.objective.unit or ""), width=80,
               cell=Cell.NUMBER),
        Column("unit", "Unit", lambda a: a.objective.unit or ABSENT, width=120, cell=Cell.SECOND),
        Column("progress", "Progress", _progress, width=80, cell=Cell.NUMBER),
        Column("plan", "Plan", lambda a: percent(expected(a.objective, today)), width=70, cell=Cell.NUMBER,
               ink=lambda a: "text.secondary"),
        dated("due", "Due", lambda a: a.objective.due_on, today),
    ]  # fmt: skip


def _progress(aim: Aim) -> str:
    return percent(aim.objective.progress(aim.reading.value)) if aim.reading else ABSENT


def milestone_columns(today: date) -> list[Column[Milestone]]:
    """Milestone, target, how it stands, who confirmed it."""
    return [
        Column("milestone", "Milestone", lambda m: m.milestone, width=220, cell=Cell.NAME, grow=True),
        Column("first", "", lambda m: "First value" if m.first_value else "", width=86, cell=Cell.BADGE,
               sortable=False),
        dated("target", "Target", lambda m: m.target_on, today),
        Column("state", "State", lambda m: _stands(m, today), width=232, cell=Cell.DAY,
               sort_key=lambda m: m.achieved_on or m.forecast_on or m.target_on,
               ink=lambda m: "watch.text" if milestone_state(m, today)[2] == "watch" else ""),
        Column("party", "Who", lambda m: wording.choice(m.party), width=90, cell=Cell.SECOND),
        Column("by", "Confirmed by", lambda m: m.confirmed_by or ABSENT, width=140, cell=Cell.SECOND),
    ]  # fmt: skip


def _stands(milestone: Milestone, today: date) -> str:
    reached, target, forecast = milestone.achieved_on, milestone.target_on, milestone.forecast_on
    if reached is not None:
        late = (reached - target).days if target else 0
        return f"Reached {day(reached, today=today)}" + (f", {late} d late" if late > 0 else "")
    if milestone.achieved:
        return "Reached, day not known"
    due = forecast or target
    if due is not None and due < today:
        return f"{wording.count((today - due).days, 'day')} overdue"
    return f"Expected {day(forecast, today=today)}" if forecast and forecast != target else "Open"


def tasks(portrait: Portrait) -> list[Task]:
    """The tasks: what is open first, by due day; what is done after it, the newest first."""
    still = [t for t in portrait.tasks if t.status is TaskStatus.OPEN]
    over = [t for t in portrait.tasks if t.status is not TaskStatus.OPEN]
    still.sort(key=lambda t: (t.due_on or date.max, t.title, t.id))
    over.sort(key=lambda t: (t.done_on or date.min, t.title, t.id), reverse=True)
    return still + over


def task_columns(today: date) -> list[Column[Task]]:
    """Task, due day, who, how long, how it stands."""
    return [
        Column("title", "Task", lambda t: t.title, width=220, cell=Cell.NAME, grow=True),
        dated("due", "Due", lambda t: t.due_on, today,
              ink=lambda t: "bad.text" if _overdue(t, today) else ""),
        Column("status", "Status", lambda t: _task_state(t, today), width=120),
        Column("party", "Who", lambda t: wording.choice(t.party), width=90, cell=Cell.SECOND),
        Column("minutes", "Minutes", lambda t: str(t.minutes) if t.minutes else ABSENT,
               sort_key=lambda t: t.minutes, width=70, cell=Cell.NUMBER),
    ]  # fmt: skip


def _overdue(task: Task, today: date) -> bool:
    return task.status is TaskStatus.OPEN and task.due_on is not None and task.due_on < today


def _task_state(task: Task, today: date) -> str:
    if task.status is TaskStatus.DONE and task.done_on:
        return f"Done {day(task.done_on, today=today)}"
    return wording.choice(task.status)


def risk_columns(today: date) -> list[Column[Risk]]:
    """Cause, severity with its points, since when, what clears it."""
    return [
        Column("cause", "Risk", lambda r: wording.choice(r.cause), width=180, cell=Cell.NAME, grow=True),
        Column("severity", "Severity", _severity, width=130),
        dated("opened", "Opened", lambda r: r.opened_on, today),
        Column("closed", "Closed", lambda r: day(r.closed_on, today=today) if r.closed_on else "Open", width=100,
               sort_key=lambda r: r.closed_on, ink=lambda r: "" if r.closed_on else "watch.text", cell=Cell.DAY),
        Column("clears", "Clears when", lambda r: r.clears_when or ABSENT, width=240, cell=Cell.SECOND),
    ]  # fmt: skip


def _severity(risk: Risk) -> str:
    points = str(RISK_POINTS[risk.severity]).replace("-", "−")
    return f"{wording.choice(risk.severity)}, {points}"
