"""An attribute is what a row says without a day of its own, such as a stage: the journal knows how it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.feedback import Feedback
from csdesk.domain.gaps import Gap
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.promises import Promise
from csdesk.domain.renewals import Renewal
from csdesk.domain.risks import Risk
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket

_Row = TypeVar("_Row")

_ATTRIBUTES: dict[type, tuple[str, ...]] = {
    Account: (
        "segment", "touch_model", "industry", "region", "employees", "channel", "csm", "stage", "status",
        "required_outcome", "appropriate_experience", "tags", "notes", "score_from",
    ),
    Contact: (
        "title", "roles", "influence", "sentiment", "status", "away_from", "away_until", "time_zone",
        "language", "notes",
    ),
    Subscription: ("auto_renew", "notice_days", "notice_counted_in", "term_confirmed"),
    Renewal: ("category", "forecast"),
    Ticket: ("severity", "escalated"),
    Task: ("title", "due_on", "minutes", "party", "status", "not_before", "planned_on"),
    Milestone: ("milestone", "first_value", "target_on", "forecast_on", "party"),
    Objective: ("objective", "unit", "baseline", "target", "direction", "due_on"),
    Risk: ("severity", "clears_when", "owner"),
    Promise: ("promise", "due_on", "status", "note"),
    Gap: ("gap", "bridge", "due_on", "note"),
    Opportunity: ("opportunity", "kind", "stage", "expected_on", "note"),
    Advocacy: ("outcome", "note"),
    Feedback: ("status",),
    Churn: (
        "reason", "detail", "ground", "evidence", "avoidable", "involuntary", "knowable_at_sale", "criterion",
        "call_on", "learned",
    ),
}  # fmt: skip
"""By noun, what changes without a day. Names, ids, amounts and days of facts are as the book has them now."""

_DATED: dict[type, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Account: (
        ("judged_on", ("judgement", "judged_on", "judgement_reason")),
        ("lost_on", ("status", "lost_on", "lost_reason")),
    ),
    Contact: (("opted_out_on", ("opted_out_on",)),),
    Milestone: (("achieved_on", ("achieved_on", "confirmed_by", "evidence", "achieved")),),
    Risk: (("closed_on", ("closed_on",)),),
    Task: (("done_on", ("done_on", "status")),),
    Promise: (("settled_on", ("settled_on", "status")),),
    Gap: (("bridged_on", ("bridged_on",)),),
    Opportunity: (("decided_on", ("decided_on", "stage")),),
    Advocacy: (("given_on", ("given_on", "outcome")),),
    Feedback: (("told_back_on", ("told_back_on",)),),
    Churn: (("called_on", ("called_on",)),),
}
"""By noun, what has one day together: as the book has it now, unless that happened only after the day."""

_ALWAYS_TRUE = frozenset({Account, Contact, Subscription})
"""Nouns of which an attribute that was learned late is taken to have been so before; others had none yet."""

CHANGING = frozenset(_ATTRIBUTES)
"""The nouns that have attributes."""


def otherwise(noun: type, then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a row said something else of itself, given by its plain cells.

    What happened to it only later is left to `hindsight`, which takes it away again.
    """
    dated = _DATED.get(noun, ())
    apart = {name for _, together in dated for name in together}
    if any(then.get(n) != now.get(n) for n in _ATTRIBUTES[noun] if n not in apart):
        return True
    return any(
        any(then.get(n) != now.get(n) for n in together)
        for own, together in dated
        if then.get(own) is not None or now.get(own) is None
    )


def as_of_then(now: _Row, then: _Row, later: Iterable[_Row], day: date) -> _Row:
    """A row with the attributes of the end of a day.

    `now` is the row as the book has it, `then` what the journal says of the end of the day (before its first
    entry: its first), `later` the row's images since, in their order: an attribute that was not known then
    takes the first value that became known.
    """
    names = _ATTRIBUTES.get(type(now), ())
    said: dict[str, Any] = {name: getattr(then, name) for name in names}
    if type(now) in _ALWAYS_TRUE:
        later = list(later)
        for name in (n for n in names if said[n] in (None, ())):
            said[name] = next((v for row in later if (v := getattr(row, name)) not in (None, ())), said[name])
    for own, together in _DATED.get(type(now), ()):
        keeps = _by(getattr(now, own), day) or not (
            getattr(then, own) is None or _by(getattr(then, own), day)
        )
        said |= {name: getattr(now if keeps else then, name) for name in together}
    changed = {name: value for name, value in said.items() if getattr(now, name) != value}
    return cast("_Row", replace(cast(Any, now), **changed)) if changed else now


def _by(value: date | datetime | None, day: date) -> bool:
    return value is not None and (value.date() if isinstance(value, datetime) else value) <= day
