"""What was decided is a day on which an account stayed or was lost: at a term's end, or by leaving a monthly line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.renewed import paid_after, paid_in
from csdesk.domain.revenue.standing import Lived, standing_on
from csdesk.domain.values import dataclass

_FIRST, _DAY = date(1900, 1, 1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Decided:
    """One account on one day. `change` is what the year's amount changed by, as a share, None where not known.

    Lines that end on one day are one decision; it is a loss where nothing of the account goes on: a product that
    was given up is a smaller renewal.
    """

    on: date
    lost: bool
    change: Fraction | None = None


def renewals_decided(lines: Sequence[Lived], *, as_of: date) -> list[Decided]:
    """The decided term ends of one account's lines up to a day, in order of the day on which they were due."""
    days: dict[date, list[Due]] = defaultdict(list)
    for x in lines:
        for due in dues_of(x.line, _FIRST, as_of, as_of=as_of):
            if due.outcome is not Outcome.OPEN:
                days[due.due_on].append(due)
    return [_decided(lines, days[day], day) for day in sorted(days)]


def monthly_left(lines: Sequence[Lived], *, as_of: date) -> Iterator[Decided]:
    """The days up to a day on which an account left altogether by cancelling a line that has no term."""
    days = {x.line.subscription.cancelled_on for x in lines if x.line.term is None}
    for day in sorted(d for d in days if d is not None and d <= as_of):
        if not standing_on(lines, day).has_revenue:
            yield Decided(day, lost=True)


def _decided(lines: Sequence[Lived], dues: Sequence[Due], due_on: date) -> Decided:
    on = max(d.decision.decided_on or due_on for d in dues)
    gone = all(d.outcome is Outcome.LOST for d in dues)
    if gone and not standing_on(lines, due_on + _DAY).has_revenue:
        return Decided(on, lost=True)
    before, after = [d.amount for d in dues], [_after(d, lines) for d in dues]
    if not all(before) or any(a is None for a in after):
        return Decided(on, lost=False)
    total = sum((b for b in before if b), Fraction(0))
    return Decided(on, lost=False, change=sum((a for a in after if a is not None), Fraction(0)) / total - 1)


def _after(due: Due, lines: Sequence[Lived]) -> Fraction | None:
    """What is paid a year after it, in the currency of what was due; None where that is not known."""
    if due.outcome is Outcome.LOST:
        return Fraction(0)
    return paid_in(due.line.subscription.currency, paid_after(due, lines))
