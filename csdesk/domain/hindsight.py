"""Hindsight is what a row says today about later days; seen from an earlier day it is taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from csdesk.domain.accounts import Account, Status
from csdesk.domain.advocacy import Advocacy, AdvocacyOutcome
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.feedback import Feedback
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Reading
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.overrides import Override
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import Usage

_LATER: dict[type, dict[str, dict[str, Any]]] = {
    Account: {
        "judged_on": {"judgement": None, "judged_on": None, "judgement_reason": None},
    },
    Advocacy: {"given_on": {"given_on": None, "outcome": AdvocacyOutcome.ASKED}},
    Churn: {"called_on": {"called_on": None}},
    Contact: {"opted_out_on": {"opted_out_on": None}},
    Feedback: {"told_back_on": {"told_back_on": None}},
    Gap: {"bridged_on": {"bridged_on": None}},
    Invoice: {"paid_on": {"paid_on": None}, "failed_on": {"failed_on": None}},
    Milestone: {
        "achieved_on": {"achieved_on": None, "confirmed_by": None, "evidence": None, "achieved": None}
    },
    Opportunity: {"decided_on": {"decided_on": None, "stage": OpportunityStage.SEEN}},
    Promise: {"settled_on": {"settled_on": None, "status": PromiseStatus.OPEN}},
    Renewal: {
        "booked_on": {"booked_on": None},
        "decided_on": {"decided_on": None, "outcome": Outcome.OPEN, "new_arr": None},
    },
    Risk: {"closed_on": {"closed_on": None}},
    Subscription: {"cancelled_on": {"cancelled_on": None, "reason": None}},
    Survey: {"answered_on": {"answered_on": None, "score": None, "comment": None}},
    Task: {"done_on": {"done_on": None, "status": TaskStatus.OPEN}},
    Ticket: {"closed_at": {"closed_at": None}},
}
"""By noun, for each day on which something happened to a row: what the row says before that day."""


_FACTS: dict[type, str] = {
    Feedback: "on",
    File: "added_on",
    Gap: "found_on",
    Invoice: "issued_on",
    Opportunity: "seen_on",
    Override: "set_on",
    Promise: "promised_on",
    Rate: "on",
    Reading: "on",
    Risk: "opened_on",
    Signal: "on",
    Task: "created_on",
    Ticket: "opened_at",
    Touch: "on",
    Usage: "on",
}
_FIRST_OF: dict[type, tuple[str, str]] = {
    Advocacy: ("asked_on", "given_on"),
    Churn: ("known_on", "lost_on"),
    Survey: ("sent_on", "answered_on"),
}
"""Facts that are there from the earlier of two days on."""
_Row = TypeVar("_Row")


def began_by(row: object, day: date) -> bool:
    """Whether a fact was there at the end of a day; what has no day of its own, such as an account, always is."""
    began = began_on(row)
    return began is None or began <= day


def began_on(row: object) -> date | None:
    """The day from which on a fact was there; None where it has none of its own."""
    names = _FIRST_OF.get(type(row))
    if names is not None:
        return min((d for n in names if (d := _day(getattr(row, n))) is not None), default=None)
    name = _FACTS.get(type(row))
    return _day(getattr(row, name)) if name else None


def fact_days(noun: type) -> tuple[str, ...]:
    """The attributes of which the earliest day is the one from which on a fact of this noun was there."""
    return _FIRST_OF.get(noun) or ((_FACTS[noun],) if noun in _FACTS else ())


def said_later(noun: type) -> Mapping[str, Mapping[str, Any]]:
    """For each day on which something happens to a row, by attribute: what the row says before that day."""
    return _LATER.get(noun, {})


def happened_on(row: object) -> list[date]:
    """The days on which something happened to a row, such as that a ticket was closed; in their order."""
    names = [*_LATER.get(type(row), {}), *(["lost_on"] if isinstance(row, Account) else [])]
    return sorted(day for name in names if (day := _day(getattr(row, name))) is not None)


def as_it_was(row: _Row, day: date) -> _Row:
    """The row as it was at the end of a day: what happened to it later has not happened yet.

    The day of a loss that was notified stays, as it is known ahead; until then the account is a customer.
    """
    for name, before in _LATER.get(type(row), {}).items():
        happened = _day(getattr(row, name))
        if happened is not None and happened > day and not _ahead(row, name):
            row = cast("_Row", replace(cast(Any, row), **before))
    if isinstance(row, Account) and row.status is Status.LOST and row.lost_on and row.lost_on > day:
        return cast("_Row", replace(row, status=Status.CUSTOMER))
    return row


def as_they_were(rows: Iterable[_Row], day: date) -> list[_Row]:
    """The rows that were there at the end of a day, each as it was then."""
    return [as_it_was(row, day) for row in rows if began_by(row, day)]


def _ahead(row: object, name: str) -> bool:
    """Whether the day may be known before it comes: a line by the month is cancelled for a day ahead."""
    return isinstance(row, Subscription) and name == "cancelled_on" and row.end is None


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
