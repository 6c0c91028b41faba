"""The rules of editing: what must be true of a row that was typed; only what changes is asked about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import AccountExists, FieldRefused, PeriodBackwards
from csdesk.domain.gaps import Gap
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import name_key
from csdesk.domain.objectives import Objective
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.overrides import Override
from csdesk.domain.promises import Promise
from csdesk.domain.rates import Rate, wrong_rate
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.despite import noticed_end, renewed_despite_notice
from csdesk.domain.revenue.following import begun_of, successors_of
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.notice import NOTICE_ALLOWED, possible_notice
from csdesk.domain.revenue.terms import NEAR
from csdesk.domain.risks import Risk
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.book.neighbours import Neighbours


def _account_rule(rows: Neighbours, before: Account | None, after: Account, today: date) -> None:
    del today
    moved = after.parent is not None and (before is None or before.parent != after.parent)
    if after.parent is not None and moved and _above(rows, after.parent, after.id):
        found = rows.find(Account, after.parent)
        name = found.account if found else after.parent
        raise FieldRefused(field="Parent", text=name, wanted="an account that can stand above this one")
    if before is not None and name_key(before.account) == name_key(after.account):
        return
    if any(uid != after.id for uid in rows.called(after.account)):
        raise AccountExists(name=after.account)


def _above(rows: Neighbours, parent: str, account: str) -> bool:
    """Whether an account would stand above itself."""
    seen: set[str] = set()
    step: str | None = parent
    while step is not None and step not in seen:
        if step == account:
            return True
        seen.add(step)
        found = rows.find(Account, step)
        step = found.parent if found else None
    return False


def _milestone_rule(rows: Neighbours, before: Milestone | None, after: Milestone, today: date) -> None:
    del today
    if before is not None and before.first_value:
        return
    others = [m for m in rows.of(Milestone, "account", after.account) if m.first_value and m.id != after.id]
    if after.first_value and others:
        raise FieldRefused(
            field="First value", text="yes", wanted=f"free: “{others[0].milestone}” is first value already"
        )


def _span_rule(rows: Neighbours, before: Any, after: Any, today: date) -> None:
    """What lasts does not end before it begins."""
    del rows, today
    names = _SPANS[type(after)]
    first, last = (_day(getattr(after, name)) for name in names)
    same = before is not None and all(getattr(before, n) == getattr(after, n) for n in names)
    if not same and first and last and last < first:
        raise PeriodBackwards(first=first, last=last)


def _line_rule(rows: Neighbours, before: Subscription | None, after: Subscription, today: date) -> None:
    """No step begins before its contract."""
    _span_rule(rows, before, after, today)
    _refuse_cancelled_and_renewed(rows, before, after)
    same = before is not None and before.notice_days == after.notice_days
    if not same and not possible_notice(after.notice_days):
        raise FieldRefused(field="Notice days", text=str(after.notice_days), wanted=NOTICE_ALLOWED)
    if before is None or after.start is None or before.start == after.start:
        return
    first = min((s.from_ for s in rows.of(Step, "subscription", after.id)), default=None)
    if first is not None and first < after.start:
        wanted = f"a day up to {spelled(first)}, from which its first step holds"
        raise FieldRefused(field="Start", text=spelled(after.start), wanted=wanted)


def _refuse_cancelled_and_renewed(rows: Neighbours, before: Subscription | None, after: Subscription) -> None:
    """Notice loses the renewal at the next term end: where that was renewed, both cannot be so."""
    if after.cancelled_on is None:
        return
    line = _line(rows, after)
    end = renewed_despite_notice(line) or (_followed_end(line) if before else None)
    if end is None or (before and before.cancelled_on and _same_end(line, before)):
        return
    wanted = f"so: its renewal on {spelled(end)} is decided as renewed. Take that decision back first, "
    raise FieldRefused(
        field="Cancelled on", text=spelled(after.cancelled_on), wanted=f"{wanted}or correct the day"
    )


def _same_end(line: Line, before: Subscription) -> bool:
    """Whether notice was about that end before already: what came so can still be edited elsewhere."""
    return noticed_end(replace(line, subscription=before)) == noticed_end(line)


def _followed_end(line: Line) -> date | None:
    """The end that notice is about, where the next line of the product begins there."""
    end = noticed_end(line)
    return (
        end if end and any(s.start - end in (timedelta(0), timedelta(1)) for s in line.successors) else None
    )


def _line(rows: Neighbours, sub: Subscription) -> Line:
    """A contract with its decisions and what follows it, without its steps."""
    begun = begun_of(rows.of(Subscription, "account", sub.account))
    return Line(sub, (), tuple(rows.of(Renewal, "subscription", sub.id)), successors_of(sub, begun))


def _renewal_rule(rows: Neighbours, before: Renewal | None, after: Renewal, today: date) -> None:
    """A term's end is decided once, and not as renewed where notice was given for it."""
    del today
    beside = rows.of(Renewal, "subscription", after.subscription)
    others = [r for r in beside if r.id != after.id]
    there = next((r for r in others if r.due_on == after.due_on), None)
    if there and (before is None or before.due_on != after.due_on):
        wanted = f"free: {there.id} is that contract's renewal of the day"
        raise FieldRefused(field="Due on", text=spelled(after.due_on), wanted=wanted)
    same = before is not None and (before.outcome, before.due_on) == (after.outcome, after.due_on)
    sub = rows.find(Subscription, after.subscription)
    if same or sub is None or not after.outcome.renewed:
        return
    end = renewed_despite_notice(Line(sub, (), (*others, after)))
    if sub.cancelled_on and end and abs(after.due_on - end) <= NEAR:
        wanted = (
            f"so: notice was given on {spelled(sub.cancelled_on)}. Take that back first, or correct the day"
        )
        raise FieldRefused(field="Outcome", text=after.outcome.value, wanted=wanted)


def _step_rule(rows: Neighbours, before: Step | None, after: Step, today: date) -> None:
    del today
    _refuse_negative("Quantity", after.quantity, before.quantity if before else None)
    _refuse_negative("Amount", after.amount, before.amount if before else None)
    line = rows.find(Subscription, after.subscription)
    same = before is not None and (before.from_, before.subscription) == (after.from_, after.subscription)
    if not same and line is not None and line.start is not None and after.from_ < line.start:
        wanted = f"a day from {spelled(line.start)} on, the start of its contract"
        raise FieldRefused(field="From", text=spelled(after.from_), wanted=wanted)


def _refuse_negative(field: str, now: Decimal | int | None, then: Decimal | int | None) -> None:
    if now is not None and now < 0 and now != then:
        raise FieldRefused(field=field, text=str(now), wanted="0 or more")


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _touch_rule(rows: Neighbours, before: Touch | None, after: Touch, today: date) -> None:
    del rows
    if before is None or (before.on, before.summary) != (after.on, after.summary):
        after.accepted(today=today)


def _churn_rule(rows: Neighbours, before: Churn | None, after: Churn, today: date) -> None:
    """What nobody could have avoided needs evidence."""
    _span_rule(rows, before, after, today)
    same = before is not None and (before.avoidable, before.evidence) == (after.avoidable, after.evidence)
    if not same and after.avoidable is False and not (after.evidence or "").strip():
        raise FieldRefused(
            field="Avoidable", text="no", wanted="accepted without evidence: say how it is known"
        )


def _survey_rule(rows: Neighbours, before: Survey | None, after: Survey, today: date) -> None:
    """No NPS survey goes to who was lost; one that was sent is a fact."""
    _span_rule(rows, before, after, today)
    if before is not None and before.sent_on == after.sent_on:
        return
    account = rows.find(Account, after.account)
    lost = account is not None and account.status is Status.LOST
    planned = after.kind is SurveyKind.NPS and after.answered_on is None and after.sent_on is not None
    if account is None or not lost or not planned or after.sent_on is None or after.sent_on < today:
        return
    if account.lost_on is None or after.sent_on >= account.lost_on:
        raise FieldRefused(
            field="Sent on",
            text=spelled(after.sent_on),
            wanted="a day before the loss: who was lost gets a call, and no NPS survey",
        )


def _override_rule(rows: Neighbours, before: Override | None, after: Override, today: date) -> None:
    """A score lies within 0 and 100, and has an end."""
    _span_rule(rows, before, after, today)
    if not 0 <= after.score <= 100:
        raise FieldRefused(field="Score", text=str(after.score), wanted="a whole number from 0 to 100")


def _rate_rule(rows: Neighbours, before: Rate | None, after: Rate, today: date) -> None:
    """A rate leads from one currency to another, and there is one of a day."""
    del today
    wrong = wrong_rate(after)
    if wrong:
        raise FieldRefused(field=wrong.field, text=wrong.said, wanted=wrong.wanted)
    others = [r for r in rows.all(Rate) if r.of_day == after.of_day and r.id != after.id]
    if others and (before is None or before.of_day != after.of_day):
        raise FieldRefused(
            field="On", text=spelled(after.on), wanted=f"free: that day has the rate {others[0].rate}"
        )


_SPANS: dict[type, tuple[str, str]] = {
    Subscription: ("start", "end"),
    Ticket: ("opened_at", "closed_at"),
    Risk: ("opened_on", "closed_on"),
    Promise: ("promised_on", "settled_on"),
    Gap: ("found_on", "bridged_on"),
    Opportunity: ("seen_on", "decided_on"),
    Churn: ("lost_on", "called_on"),
    Survey: ("sent_on", "answered_on"),
    Contact: ("away_from", "away_until"),
    Objective: ("agreed_on", "due_on"),
    Override: ("set_on", "expires_on"),
}
"""The first and the last day of what lasts."""

RULES: dict[type, Callable[[Neighbours, Any, Any, date], None]] = {
    **dict.fromkeys(_SPANS, _span_rule),
    Account: _account_rule,
    Churn: _churn_rule,
    Milestone: _milestone_rule,
    Override: _override_rule,
    Rate: _rate_rule,
    Renewal: _renewal_rule,
    Subscription: _line_rule,
    Step: _step_rule,
    Survey: _survey_rule,
    Touch: _touch_rule,
}
"""What each noun's rows must be beside the others, given the row before or None, and the day."""
