"""A line is a subscription with its steps and its decisions: what it costs on a day, as an exact fraction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.notice import DaysOff, Notice, notice_said
from csdesk.domain.revenue.prices import Priced
from csdesk.domain.revenue.terms import MONTHS, NEAR, Term, term_between, term_of
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Successor:
    """The start of another line of the account, which may follow this one."""

    start: date
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One contract line. `steps` stand by their day, then in order of entry; so do `decisions`."""

    subscription: Subscription
    steps: Sequence[Priced] = ()
    decisions: tuple[Renewal, ...] = ()
    successors: tuple[Successor, ...] = ()
    """The lines of the same product that begin after it."""
    new_products: tuple[Successor, ...] = ()
    """The first line of each other product that begins after it: into one of them a term may have been renewed."""
    known_on: date | None = None
    """The day from which the line is seen; None sees everything."""
    off: DaysOff | None = None
    """The days on which nobody works, as far as the book says them."""

    @property
    def first_day(self) -> date:
        """The line's start, else the day it was signed; `date.min` where it is live since nobody knows when."""
        return self.subscription.start or self.subscription.signed_on or date.min

    @property
    def term(self) -> Term | None:
        """The current term, from the day after the last renewal before its end; None for month to month."""
        whole = term_of(self.subscription)
        if whole is None or self.subscription.term_months:
            return whole
        renewed = self.renewed_on
        if not renewed:
            return whole
        return term_between(renewed[-1] + timedelta(days=1), whole.end, assumed=whole.assumed)

    @property
    def renewed_on(self) -> list[date]:
        """The earlier term ends at which the line was renewed in place, in order.

        They are recorded, or follow from the length of one term, where that was said: such days only count
        once they are over.
        """
        sub = self.subscription
        start, end = sub.start, sub.end
        if end is None or not (self.decisions or sub.term_months):
            return []
        whole = term_of(sub) if sub.term_months and start else None
        seen = self.known_on or date.max
        said = [d for d in whole.earlier_ends(start) if d < seen] if whole and start else []
        done = [r.due_on for r in self.decisions if r.outcome.renewed]
        done += [d for d in said if not any(abs(d - x) <= NEAR for x in done)]
        return sorted({d for d in done if d < end - NEAR and (start is None or d >= start)})

    def notice_at(self, due_on: date) -> Notice | None:
        """The notice deadline of the renewal due on a day; None where the notice is not known."""
        sub = self.subscription
        return notice_said(due_on, sub.notice_days, sub.notice_counted_in, self.off)

    def step_on(self, day: date) -> Priced | None:
        """The step that holds on a day; None before the first."""
        return next((s for s in reversed(self.steps) if s.from_ <= day), None)

    def mrr_on(self, day: date) -> Fraction | None:
        """Minor units a month, exact, whether or not the line is live; None where no amount is known yet."""
        step = self.step_on(day)
        months = self.months_paid(step.from_) if step else None
        return None if step is None or months is None else Fraction(step.amount, months)

    def months_paid(self, from_: date) -> int | None:
        """How many months one amount pays for: that of a whole term, the term in which its step begins.

        None where the length of the term is not known.
        """
        sub = self.subscription
        if sub.period is not Period.TERM:
            return MONTHS[sub.period]
        if sub.term_months and sub.start:
            return sub.term_months
        whole = term_of(sub)
        if whole is None or sub.start is None:
            return None
        starts = [sub.start, *(d + timedelta(days=1) for d in self.renewed_on)]
        ends = [*self.renewed_on, whole.end]
        at = max((i for i, start in enumerate(starts) if start <= from_), default=0)
        return term_between(starts[at], ends[at]).months

    def arr_on(self, day: date) -> Fraction | None:
        """Minor units a year: 12 × MRR."""
        mrr = self.mrr_on(day)
        return None if mrr is None else 12 * mrr


def known_by(line: Line, day: date) -> Line:
    """The line as it stood on a day: later decisions were open, notice not given, successors not signed.

    A term that was renewed in place later ends where it ended then. A month-to-month line keeps its
    cancellation day, which is the day of the loss and may lie ahead.
    """
    sub = line.subscription
    followed = line.successors or line.new_products
    if line.known_on == day and not (line.decisions or followed or sub.cancelled_on):
        return line
    ends = [r.due_on for r in line.decisions if _later(r, day) and r.outcome is not Outcome.LOST]
    if sub.end and ends and sub.end - NEAR > min(ends) and (sub.start is None or sub.start <= min(ends)):
        sub = replace(sub, end=min(ends))
    if sub.cancelled_on and sub.cancelled_on > day and not sub.month_to_month:
        sub = replace(sub, cancelled_on=None)
    decisions = tuple(_open_before(r, day) for r in line.decisions)
    known, new = (
        tuple(s for s in some if s.signed_on is None or s.signed_on <= day)
        for some in (line.successors, line.new_products)
    )
    stood = (sub, decisions, known, new, day)
    if stood == (line.subscription, line.decisions, line.successors, line.new_products, line.known_on):
        return line
    return replace(
        line, subscription=sub, decisions=decisions, successors=known, new_products=new, known_on=day
    )


def _later(renewal: Renewal, day: date) -> bool:
    since = renewal.decided_on or renewal.booked_on
    return renewal.outcome is not Outcome.OPEN and since is not None and since > day


def _open_before(renewal: Renewal, day: date) -> Renewal:
    if not _later(renewal, day):
        return renewal
    return replace(renewal, outcome=Outcome.OPEN, decided_on=None, booked_on=None, new_arr=None)
