"""A line is a subscription with its steps and its decisions: what it costs on a day, as an exact fraction."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.terms import MONTHS, term_of
from csdesk.domain.subscriptions import Period, Step, Subscription


@dataclass(frozen=True, slots=True, order=True)
class Successor:
    """The start of another line of the same account and product, which may follow this one."""

    start: date
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One contract line. `steps` stand by their day, then in order of entry; so do `decisions`."""

    subscription: Subscription
    steps: tuple[Step, ...] = ()
    decisions: tuple[Renewal, ...] = ()
    successors: tuple[Successor, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The line's start, else the first day for which an amount is known."""
        if self.subscription.start or not self.steps:
            return self.subscription.start
        return self.steps[0].from_

    def step_on(self, day: date) -> Step | None:
        """The step that holds on a day; None before the first."""
        held = [s for s in self.steps if s.from_ <= day]
        return held[-1] if held else None

    def mrr_on(self, day: date) -> Fraction | None:
        """Minor units a month, exact, whether or not the line is live; None where no amount is known yet."""
        step = self.step_on(day)
        months = months_paid(self.subscription)
        return None if step is None or months is None else Fraction(step.amount, months)

    def arr_on(self, day: date) -> Fraction | None:
        """Minor units a year: 12 × MRR."""
        mrr = self.mrr_on(day)
        return None if mrr is None else 12 * mrr

    def quantity_on(self, day: date) -> Decimal | None:
        """How many are sold on a day; None where nobody said so."""
        step = self.step_on(day)
        return step.quantity if step else None


def months_paid(subscription: Subscription) -> int | None:
    """How many months one amount pays for; None for a whole term of unknown length."""
    if subscription.period is not Period.TERM:
        return MONTHS[subscription.period]
    term = term_of(subscription)
    return term.months if term and subscription.start else None


def known_by(line: Line, day: date) -> Line:
    """The line as it stood on a day: later decisions were open, notice not given, successors not signed.

    A month-to-month line keeps its cancellation day, which is the day of the loss and may lie ahead.
    """
    sub = line.subscription
    if sub.cancelled_on and sub.cancelled_on > day and not sub.month_to_month:
        sub = replace(sub, cancelled_on=None)
    decisions = tuple(_open_before(r, day) for r in line.decisions)
    known = tuple(s for s in line.successors if s.signed_on is None or s.signed_on <= day)
    return replace(line, subscription=sub, decisions=decisions, successors=known)


def _open_before(renewal: Renewal, day: date) -> Renewal:
    if renewal.outcome is Outcome.OPEN or renewal.decided_on is None or renewal.decided_on <= day:
        return renewal
    return replace(renewal, outcome=Outcome.OPEN, decided_on=None, booked_on=None, new_arr=None)
