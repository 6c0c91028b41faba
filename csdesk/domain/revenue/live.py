"""A line is live on a day when it brings recurring revenue then: from its start until it is lost."""

from datetime import date, timedelta

from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.lines import Line, Successor
from csdesk.domain.revenue.terms import NEAR, Term
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which a line is live: `last` is the last of them, None while nothing ends it.

    `contract_end` is the last day under contract where the line goes on without one for good: undecided, or renewed on
    terms that nobody entered.
    """

    first: date
    last: date | None
    contract_end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def without_contract(self, day: date) -> bool:
        """Whether the line is live on a day, past its end, with nothing decided."""
        return day in self and self.contract_end is not None and day > self.contract_end


def life_of(line: Line) -> Life | None:
    """When a line is live; None for one-time lines, and for lines that never were live.

    A line that nobody knows the start of is live since `date.min`: it never is new, and before its first
    step its amount is not known.

    A term line lives past its end unless a decision ends it: while it renews itself, is undecided, or was renewed
    and the next term is not in the book: nobody left, so nothing is lost.
    Notice makes the next renewal lost and never shortens the term; past the end the line goes on until notice is given.
    A line of the same account and product that starts as a term ends is that renewal's decision: the older line ends
    there. One that starts later takes over on its first day from what ended by its own words and did not renew itself;
    nobody pays for both. A term that was renewed ends where another product of the account begins as it ends: that is
    what it was renewed into.
    """
    first = line.first_day
    if not line.subscription.recurring:
        return None
    term = line.term
    last = _last_of_term(line, term) if term else _last_of_month_to_month(line)
    if last is not None and last < first:
        return None
    loose = term is not None and last is None and line.subscription.auto_renew is not True
    return Life(first, last, term.end if term and loose else None)


def _last_of_month_to_month(line: Line) -> date | None:
    cancelled = line.subscription.cancelled_on
    return cancelled - _DAY if cancelled else None


def _last_of_term(line: Line, term: Term) -> date | None:
    rolls = line.subscription.auto_renew is True
    told = (decided_end(r.due_on, term, rolls=rolls) for r in line.decisions if r.outcome is Outcome.LOST)
    ends: list[date | None] = [end for end in told if end and _stands(line, end)]
    if line.subscription.cancelled_on:
        ends.append(notified_end(line.subscription.cancelled_on, term, rolls=rolls))
    ends += [followed_end(s.start, term, rolls=rolls) for s in line.successors]
    if not rolls and (late := _late(line, term)):
        ends.append(late.start - _DAY)
    renewed = (decided_end(r.due_on, term, rolls=rolls) for r in line.decisions if r.outcome.renewed)
    ends += [e for e in renewed if e and any(s.start in {e, e + _DAY} for s in line.new_products)]
    return min((e for e in ends if e is not None), default=None)


def _stands(line: Line, lost_on: date) -> bool:
    """Whether a loss that was told of a term's end is what was decided about it: it may have been renewed after all."""
    row = _row_at(line, lost_on)
    return row is not None and row.outcome is Outcome.LOST


def _late(line: Line, term: Term) -> Successor | None:
    """The next line where it begins only after a term has been over for days; an end that nobody wrote is no such."""
    if line.subscription.end is None:
        return None
    return min((s for s in line.successors if s.start > term.end + _DAY), default=None)


def renewed_without_next(line: Line) -> bool:
    """Whether a line was recorded as renewed at its end, and nothing in the book says on which terms it goes on."""
    term, life = line.term, life_of(line)
    loose = life is not None and life.contract_end is not None
    return loose and term is not None and decision_at(line, term.end).outcome.renewed


def decided_end(due_on: date, term: Term, *, rolls: bool) -> date | None:
    """The term end that a decision dated on a day is about; None where that day is inside the term."""
    if due_on <= term.end + NEAR:
        return term.end if due_on >= term.end - NEAR else None
    return _nearest(due_on, term) if rolls else due_on


def _nearest(day: date, term: Term) -> date:
    end = term.end_on_or_after(day - NEAR)
    return end if end <= day + NEAR else day


def notified_end(cancelled_on: date, term: Term, *, rolls: bool) -> date:
    """The last day of what notice given on a day makes lost: of its term; that day, where the term had been over."""
    if rolls:
        return term.end_on_or_after(cancelled_on)
    return term.end if cancelled_on <= term.end + NEAR else cancelled_on


def followed_end(start: date, term: Term, *, rolls: bool) -> date | None:
    """The term end that a line starting on a day follows: the day before it, or that day itself."""
    if not rolls or start <= term.end + _DAY:
        return term.end if start in {term.end, term.end + _DAY} else None
    end = term.end_on_or_after(start - _DAY)
    return end if end <= start else None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided at one term end, and since when; `renewal` is the book's own row, if there is one."""

    outcome: Outcome
    decided_on: date | None = None
    renewal: Renewal | None = None


def decision_at(line: Line, due_on: date) -> Decision:
    """The decision about the term end on a day: a recorded one, notice, a line that follows, else open.

    A row dated within a week of the end is about it: the nearest one, of two as near the last entered. What went on
    without a contract and was lost later was lost at the end at which it was not renewed. A line that follows and of
    which nobody says when it was signed was agreed when it was due. Before its written end a line is under contract:
    at the end of an earlier term it went on, whatever begins beside it.
    """
    row = _row_at(line, due_on)
    if row and row.outcome is not Outcome.OPEN:
        return Decision(row.outcome, row.booked_on or row.decided_on, row)
    term, cancelled = line.term, line.subscription.cancelled_on
    rolls = line.subscription.auto_renew is True
    if term and cancelled and notified_end(cancelled, term, rolls=rolls) == due_on:
        return Decision(Outcome.LOST, cancelled, row)
    if term and line.subscription.end and due_on < term.end - NEAR:
        return Decision(Outcome.AUTO if rolls else Outcome.RENEWED, due_on, row)
    for successor in line.successors:
        if successor.start in {due_on, due_on + _DAY}:
            return Decision(Outcome.RENEWED, successor.signed_on or due_on, row)
    if term and due_on == term.end and not rolls:
        late, lost_on = _late(line, term), _lost_late(line, term)
        if lost_on and (late is None or lost_on < late.start):
            return decision_at(line, lost_on)
        if late:
            return Decision(Outcome.RENEWED, late.signed_on or late.start, row)
    return Decision(Outcome.OPEN, None, row)


def _lost_late(line: Line, term: Term) -> date | None:
    """The last day of what went on without a contract, until it was lost or notice was given."""
    told = [r.due_on for r in line.decisions if r.outcome is Outcome.LOST and _stands(line, r.due_on)]
    notice = [line.subscription.cancelled_on] if line.subscription.cancelled_on else []
    return min((day for day in (*told, *notice) if day > term.end + NEAR), default=None)


def _row_at(line: Line, due_on: date) -> Renewal | None:
    """The row about a term's end; what was decided stands before what is open still."""
    near = [(r.outcome is Outcome.OPEN, abs(r.due_on - due_on), -i, r) for i, r in enumerate(line.decisions)]
    near = [n for n in near if n[1] <= NEAR]
    return min(near, key=lambda n: n[:3])[3] if near else None
