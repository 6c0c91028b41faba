"""A renewal falls due on the last day of a term; what became of it, and what it is about, is a `Due`."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.despite import renewed_despite_notice
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import Decision, decision_at, life_of, renewed_without_next
from csdesk.domain.revenue.notice import Notice
from csdesk.domain.revenue.terms import Term
from csdesk.domain.values import dataclass


class Leaving(StrEnum):
    """What the customer can still do about a renewal on a day."""

    CAN_LEAVE = "can leave until"
    RENEWS = "renews, can no longer leave"
    ENDS = "ends unless signed"
    NOT_KNOWN = "not known"
    DECIDED = "decided"


class Missing(StrEnum):
    """Why a line cannot be placed on the renewal board."""

    NO_END = "no end"
    NOTICE = "notice not known"
    AUTO_RENEW = "auto-renewal not known"
    PAST_END = "past its end, undecided"
    NO_NEXT = "renewed, next term not entered"
    DESPITE = "notice given, and renewed"


@dataclass(frozen=True, slots=True)
class Due:
    """One term end of a line on a day `as_of`. `amount` is minor units a year; None where it is not known.

    It is not known either while nobody knows what a line costs that runs already: what a later file will tell is no
    price that was agreed ahead.
    """

    line: Line
    due_on: date
    decision: Decision
    amount: Fraction | None
    notice: Notice | None
    leaving: Leaving
    assumed: bool

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        return self.decision.outcome

    @property
    def number(self) -> int:
        """Which term of its line ends, counted from its first day: a day that is corrected leaves it as it is."""
        first, term = self.line.first_day, self.line.term
        months = (self.due_on.year - first.year) * 12 + self.due_on.month - first.month
        return (2 * months + term.every) // (2 * term.every) if term else 0

    @property
    def category(self) -> Category:
        """How sure it is, as a person said; a decision is sure."""
        if self.outcome is Outcome.LOST:
            return Category.LOST
        row = self.decision.renewal
        return row.category if row else Category.UNKNOWN

    @property
    def id(self) -> str:
        """The id of the renewal's row, or the line's id and the due day, which stay the same until then."""
        row = self.decision.renewal
        return row.id if row else f"{self.line.subscription.id}:{self.due_on.isoformat()}"


def dues_of(line: Line, first: date, last: date, *, as_of: date) -> Iterator[Due]:
    """The term ends of a recurring line between two days, decided ones too, in order of their day.

    A line that does not renew itself has one, and those at which it was renewed in place; one that renews
    itself has one for every further term.
    """
    term = line.term
    ends = list(_ends(line, term, first, last)) if term else []
    life = life_of(line) if ends else None
    if term is None or life is None:
        return
    for due_on in ends:
        if life.last is None or due_on <= life.last:
            yield _due(line, term, due_on, as_of)


def next_due(line: Line, as_of: date) -> date | None:
    """The first term end on or after a day that is open or lost; None where there is none."""
    term, life = line.term, life_of(line)
    if term is None or life is None:
        return None
    due_on = _end_from(line, term, as_of)
    if due_on < as_of or (life.last is not None and due_on > life.last):
        return None
    open_or_lost = decision_at(line, due_on).outcome in {Outcome.OPEN, Outcome.LOST}
    return due_on if open_or_lost else None


def due_later(line: Line, first: date, last: date, *, as_of: date) -> Due | None:
    """The renewal due after the last day of whose notice the deadline lies between two days, and still ahead."""
    sub = line.subscription
    term = line.term if sub.notice_days is not None and sub.auto_renew is not False else None
    if term is None or last == date.max:
        return None
    after = last + timedelta(days=1)
    due_on = _end_from(line, term, after)
    notice = line.notice_at(due_on) if due_on >= after else None
    if notice is None or not (first <= notice.on <= last and notice.theirs >= as_of):
        return None
    due = _due(line, term, due_on, as_of) if next_due(line, after) == due_on else None
    return due if due and due.outcome is Outcome.OPEN else None


def missing_of(line: Line, as_of: date) -> tuple[Missing, ...]:
    """What keeps a live line from being placed on the board on a day; nothing for month to month.

    What was renewed though notice was given is not placed either until one of the two is taken back, live or not.
    """
    sub, life = line.subscription, life_of(line)
    if sub.cancelled_on and renewed_despite_notice(line):
        return (Missing.DESPITE,)
    if sub.month_to_month or life is None or as_of not in life:
        return ()
    found = [Missing.NO_END] if line.term is None else []
    if life.without_contract(as_of):
        found.append(Missing.NO_NEXT if renewed_without_next(line) else Missing.PAST_END)
    if life.last is None:
        found += unknown_of(sub.auto_renew, notice_known=sub.notice_days is not None)
    return tuple(found)


def unknown_of(auto_renew: bool | None, *, notice_known: bool) -> tuple[Missing, ...]:
    """What is not known of leaving at a renewal."""
    found = () if notice_known else (Missing.NOTICE,)
    return found if auto_renew is not None else (*found, Missing.AUTO_RENEW)


def _end_from(line: Line, term: Term, day: date) -> date:
    """The first end from a day on of a line that renews itself; any other has one end."""
    return term.end_on_or_after(day) if line.subscription.auto_renew else term.end


def _ends(line: Line, term: Term, first: date, last: date) -> Iterator[date]:
    yield from (day for day in line.renewed_on if first <= day <= last)
    if line.subscription.auto_renew is True:
        yield from term.ends(first, last)
    elif first <= term.end <= last:
        yield term.end


def decided_at(line: Line, due_on: date, as_of: date) -> Decision:
    """What was decided about a term end by a day: what nobody ended has renewed itself, where it does so."""
    decision = decision_at(line, due_on)
    if decision.outcome is Outcome.OPEN and due_on < as_of and line.subscription.auto_renew is True:
        return Decision(Outcome.AUTO, due_on, decision.renewal)
    return decision


def _due(line: Line, term: Term, due_on: date, as_of: date) -> Due:
    sub = line.subscription
    decision = decided_at(line, due_on, as_of)
    notice = line.notice_at(due_on)
    return Due(
        line=line,
        due_on=due_on,
        decision=decision,
        amount=_amount(line, due_on, as_of),
        notice=notice,
        leaving=_leaving(sub.auto_renew, notice, decision, as_of),
        assumed=term.assumed,
    )


def _amount(line: Line, due_on: date, as_of: date) -> Fraction | None:
    runs_unpriced = line.first_day <= as_of and line.arr_on(as_of) is None
    return None if runs_unpriced else line.arr_on(due_on)


def _leaving(auto_renew: bool | None, notice: Notice | None, decision: Decision, as_of: date) -> Leaving:
    if decision.outcome is not Outcome.OPEN:
        return Leaving.DECIDED
    if auto_renew is False:
        return Leaving.ENDS
    if auto_renew is None or notice is None:
        return Leaving.NOT_KNOWN
    return Leaving.RENEWS if notice.theirs < as_of else Leaving.CAN_LEAVE
