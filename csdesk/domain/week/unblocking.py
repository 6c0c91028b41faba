"""What stands in a customer's way: unpaid invoices, severe tickets, milestones that are due."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from csdesk.domain.contacts import Role
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import name_key
from csdesk.domain.periods import Days
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.candidates import MILESTONE, Candidate, Rule
from csdesk.domain.week.facts import Person, Standing
from csdesk.domain.week.rules import Desk, Proposals, before, same_day
from csdesk.domain.week.sentences import ahead_text, day_text, days_text

OVERDUE_FROM, OVERDUE_TO = 7, 30
"""An invoice is brought up when it is more than 7 days overdue, by its 30th day at the latest."""
SEVERE_TO, OPEN_LONGER_THAN = 2, 10
"""Tickets of severity 1 and 2 that are open for more than 10 days."""
BILLING_SIGNALS = frozenset({SignalKind.PAYMENT_FAILED, SignalKind.CARD_EXPIRING})


def billing(desk: Desk) -> Proposals:
    """One proposal for each account with overdue invoices or failed payments, and for each billing signal."""
    unpaid: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in desk.facts.invoices:
        if invoice.account in desk.customers and _troubled(invoice, desk):
            unpaid[invoice.account].append(invoice)
    for invoices in unpaid.values():
        yield _unblock(desk, desk.customers[invoices[0].account], invoices)
    for signal in desk.facts.signals:
        standing = desk.customers.get(signal.account)
        if standing and signal.kind in BILLING_SIGNALS and signal.account not in unpaid:
            yield _payment(desk, standing, signal)


def _known_to(through: date | None, today: date) -> date:
    """The last day for which the book knows what is still open: its file's, where a file brought the rows."""
    return min(through, today) if through else today


def _days_overdue(invoice: Invoice, desk: Desk) -> int:
    known = _known_to(desk.facts.invoices_through, desk.today)
    return (known - invoice.due_on).days if invoice.due_on else 0


def _troubled(invoice: Invoice, desk: Desk) -> bool:
    failed = invoice.failed_on is not None and invoice.failed_on <= desk.today
    return failed or _days_overdue(invoice, desk) > OVERDUE_FROM


def _unblock(desk: Desk, standing: Standing, invoices: list[Invoice]) -> Candidate:
    oldest = min(invoices, key=lambda i: (i.due_on or i.issued_on, i.id))
    person = desk.person(standing, first=Role.BILLING)
    number = f"invoice {oldest.number}" if oldest.number and len(invoices) == 1 else "billing"
    return desk.candidate(
        standing,
        f"Unblock {number} with {person.name}" if person else f"Unblock {number}",
        _overdue_reason(invoices, oldest, desk),
        _overdue_window(oldest),
        source=f"rule: {Rule.BILLING}",
        cause=f"{Rule.BILLING}:{oldest.id}",
        person=person,
    )


def _overdue_window(oldest: Invoice) -> Days:
    if oldest.failed_on or oldest.due_on is None:
        return same_day(oldest.failed_on or oldest.issued_on)
    return Days(*(oldest.due_on + timedelta(days=d) for d in (OVERDUE_FROM + 1, OVERDUE_TO)))


def _overdue_reason(invoices: list[Invoice], oldest: Invoice, desk: Desk) -> str:
    days = _days_overdue(oldest, desk)
    if days <= OVERDUE_FROM and oldest.failed_on:
        return f"Payment failed {day_text(oldest.failed_on, desk.today)}"
    if len(invoices) == 1:
        return f"Invoice {days_text(days)} overdue"
    return f"{len(invoices):,} invoices overdue, the oldest {days_text(days)}"


def _payment(desk: Desk, standing: Standing, signal: Signal) -> Candidate:
    person = desk.person(standing, first=Role.BILLING)
    failed = signal.kind is SignalKind.PAYMENT_FAILED
    what = "the failed payment" if failed else "the expiring card"
    told = "Payment failed" if failed else "Card expires, seen"
    return desk.candidate(
        standing,
        f"Clear up {what} with {person.name}" if person else f"Clear up {what}",
        f"{told} {day_text(signal.on, desk.today)}",
        Days(signal.on, signal.on + timedelta(days=OVERDUE_TO)),
        source=f"rule: {Rule.BILLING}",
        cause=f"{Rule.BILLING}:{signal.id}",
        kind=TouchKind.MAIL,
        person=person,
    )


def severe_tickets(desk: Desk) -> Proposals:
    """One proposal for each account with a ticket of severity 1 or 2 that is open too long."""
    known = _known_to(desk.facts.tickets_through, desk.today)
    severe: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in desk.facts.tickets:
        worst = ticket.severity is not None and ticket.severity <= SEVERE_TO
        if worst and (known - ticket.opened_at.date()).days > OPEN_LONGER_THAN:
            severe[ticket.account].append(ticket)
    for tickets in _of_customers(severe.values(), desk):
        yield _close_the_loop(desk, desk.customers[tickets[0].account], tickets, known)


def _of_customers(grouped: Iterable[list[Ticket]], desk: Desk) -> Iterable[list[Ticket]]:
    return (tickets for tickets in grouped if tickets[0].account in desk.customers)


def _close_the_loop(desk: Desk, standing: Standing, tickets: list[Ticket], known: date) -> Candidate:
    oldest = min(tickets, key=lambda t: (t.opened_at, t.id))
    opened = oldest.opened_at.date()
    about = f"“{oldest.subject}”" if oldest.subject and len(tickets) == 1 else _tickets(len(tickets))
    return desk.candidate(
        standing,
        f"Close the loop on {about}",
        f"Severity {min(t.severity or SEVERE_TO for t in tickets)}, open {days_text((known - opened).days)}",
        before(opened + timedelta(days=OPEN_LONGER_THAN + 1)),
        source=f"rule: {Rule.SEVERE}",
        cause=f"{Rule.SEVERE}:{oldest.id}",
        kind=TouchKind.CALL,
        person=desk.person(standing),
    )


def _tickets(count: int) -> str:
    return "a ticket" if count == 1 else f"{count:,} tickets"


def milestones(desk: Desk) -> Proposals:
    """Every milestone that is due and not achieved; an open first value asks who confirms it."""
    for milestone in desk.facts.milestones:
        standing = desk.customers.get(milestone.account)
        due = milestone.forecast_on or milestone.target_on
        if standing and due and before(due).first <= desk.last:
            yield _reach(desk, standing, milestone, due)


def _reach(desk: Desk, standing: Standing, milestone: Milestone, due: date) -> Candidate:
    when = f"due {day_text(due, desk.today)}"
    if due < desk.today:
        when = f"due {ahead_text(due, desk.today)}"
    first_value = milestone.first_value
    kind = "First value" if first_value else "Milestone"
    named = milestone.milestone.casefold().startswith(kind.casefold())
    return desk.candidate(
        standing,
        milestone.milestone if named else f"{kind}: {milestone.milestone}",
        f"First value still open, {when}" if first_value else f"Milestone {when}",
        before(due),
        source=MILESTONE,
        cause=f"{MILESTONE}:{milestone.id}",
        person=_who_reaches(desk, standing, milestone),
    )


def _who_reaches(desk: Desk, standing: Standing, milestone: Milestone) -> Person | None:
    """With whom a milestone is worked on: who confirms it, where that is a contact, else its sponsor first.

    While they are away nothing can be planned with them, unless somebody else there can be asked.
    """
    confirms = name_key(milestone.confirmed_by or "")
    named = next((p for p in standing.people if confirms and name_key(p.name) == confirms), None)
    return named or desk.person(standing)
