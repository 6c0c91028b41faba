"""The stream puts the entries of all facts into one order: what is planned, then what happened, newest first."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from csdesk.domain.advocacy import Advocacy
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.feedback import Feedback
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Reading
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.overrides import Override
from csdesk.domain.promises import Promise
from csdesk.domain.renewals import Renewal
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.timeline import beyond, contracts, plan, talk, undertaken, use
from csdesk.domain.timeline.entries import Entry, Names
from csdesk.domain.touches import Touch

_ENTRIES: dict[type, Callable[[Any, Names, date], list[Entry]]] = {
    Touch: talk.touch_entries,
    Signal: talk.signal_entries,
    Ticket: talk.ticket_entries,
    Survey: talk.survey_entries,
    Contact: talk.absence_entries,
    Risk: plan.risk_entries,
    Override: plan.override_entries,
    Milestone: plan.milestone_entries,
    Task: plan.task_entries,
    Reading: plan.reading_entries,
    Invoice: contracts.invoice_entries,
    Subscription: contracts.contract_entries,
    Renewal: contracts.renewal_entries,
    Promise: undertaken.promise_entries,
    Gap: undertaken.gap_entries,
    Opportunity: beyond.opportunity_entries,
    Advocacy: beyond.advocacy_entries,
    Feedback: beyond.feedback_entries,
    Churn: beyond.churn_entries,
    File: beyond.file_entries,
    use.MonthOfUse: use.use_entries,
}


def timeline(facts: Iterable[Any], names: Names, *, as_of: date) -> list[Entry]:
    """The entries of an account's facts: what is planned by due day, then what happened, the newest first."""
    return woven((entry for fact in facts for entry in _ENTRIES[type(fact)](fact, names, as_of)), as_of=as_of)


def woven(entries: Iterable[Entry], *, as_of: date) -> list[Entry]:
    """Entries of several sources in one order; nothing from after the day but what is planned."""
    made = list(entries)
    planned = [e for e in made if e.planned]
    past = [e for e in made if not e.planned and e.on is not None and e.on <= as_of]
    planned.sort(key=lambda e: (e.on or date.max, e.title, e.id))
    past.sort(key=lambda e: (e.on, e.id, e.title), reverse=True)
    return planned + past
