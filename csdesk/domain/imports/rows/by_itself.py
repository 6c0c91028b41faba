"""What a row of a noun says by itself, beside its cells: a task with a day on which it was done is done."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from csdesk.domain.imports.cells.special import CLOSED
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.lost import loss_as_signal
from csdesk.domain.imports.rows.sales import as_opportunity
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Signal
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.usage import Usage


def as_known(found: Any, told: dict[str, Any], record: Record, place: Place) -> None:
    """Change what a row tells of one that the book has: a day that no cell says is the one that the book knows."""
    if isinstance(found, Ticket) and "closed_at" in told and not record.get("ticket.closed_at"):
        told["closed_at"] = _closed(found, record.get("ticket.last_changed_at"), place)
    if isinstance(found, Risk) and found.closed_on is not None and not record.get("risk.closed_on"):
        told.pop("closed_on", None)
    if isinstance(found, Invoice) and "paid_on" in told and record.get("invoice.paid_on") is None:
        told["paid_on"] = found.paid_on or max(found.issued_on, place.terms.day)
    if isinstance(found, Milestone) and found.reached and told.get("achieved_on") is None:
        told.pop("achieved", None)


def _closed(found: Ticket, changed: datetime | None, place: Place) -> datetime:
    """When a ticket was closed of which a list says no more than that it is, and when it last changed."""
    days = [day for day in (found.closed_at, changed) if day]
    return min(days) if days else max(found.opened_at, datetime.combine(place.terms.day, time(), UTC))


def _as_touch(record: Record, facts: dict[str, Any], place: Place) -> None:
    if (kind := record.get("touch.kind")) is not None:
        facts.setdefault("kind", kind)
    text = str(facts.get("summary") or "")
    one_way = "voicemail" in text.lower() or facts.get("kind") in _ONE_WAY
    if "direction" not in facts and one_way:
        facts["direction"] = Direction.OUTBOUND


def _as_ticket(record: Record, facts: dict[str, Any], place: Place) -> None:
    if facts.get("closed_at") is None and record.get("ticket.status") == CLOSED:
        facts["closed_at"] = record.get("ticket.last_changed_at") or facts.get("opened_at")


def _as_risk(record: Record, facts: dict[str, Any], place: Place) -> None:
    if facts.get("closed_on") is None and record.get("risk.status") == CLOSED:
        facts["closed_on"] = max(facts.get("opened_on") or date.min, place.terms.day)


def _as_survey(record: Record, facts: dict[str, Any], place: Place) -> None:
    if facts.get("score") is not None:
        facts.setdefault("answered_on", facts.get("sent_on"))
        for key in ("kind", "scale_min", "scale_max"):
            if (said := record.get(f"survey.{key}")) is not None:
                facts.setdefault(key, said)


def _as_usage(record: Record, facts: dict[str, Any], place: Place) -> None:
    facts.setdefault("measure", place.measure)


def _as_invoice(record: Record, facts: dict[str, Any], place: Place) -> None:
    left, asked = record.get("invoice.open"), record.get("invoice.amount")
    nothing_left = left is not None and not left.number and asked is not None and asked.number
    if record.get("invoice.paid") or nothing_left:
        facts.setdefault("paid_on", facts.get("issued_on"))


def _as_task(record: Record, facts: dict[str, Any], place: Place) -> None:
    if facts.get("done_on") is not None:
        facts.setdefault("status", TaskStatus.DONE)


def _as_milestone(record: Record, facts: dict[str, Any], place: Place) -> None:
    if record.get("milestone.done") and facts.get("achieved_on") is None:
        facts["achieved"] = True


_ONE_WAY = {TouchKind.MAIL, TouchKind.NEWSLETTER, TouchKind.GIFT}
UNDERSTOOD: dict[type, Callable[[Record, dict[str, Any], Place], None]] = {
    Task: _as_task,
    Milestone: _as_milestone,
    Touch: _as_touch,
    Ticket: _as_ticket,
    Survey: _as_survey,
    Signal: loss_as_signal,
    Usage: _as_usage,
    Invoice: _as_invoice,
    Opportunity: as_opportunity,
    Risk: _as_risk,
}
"""What a row of a noun says by itself, beside its cells."""
