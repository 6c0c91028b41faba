"""What a contract is worth: a month, a year, and over its whole term."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from csdesk.domain.periods import add_months
from csdesk.domain.revenue.lines import Line
from csdesk.domain.subscriptions import Period
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Worth:
    """Exact minor units: MRR and ARR on the first day; TCV over the present term, None by the month and without end.

    A one-time line has neither MRR nor ARR; its TCV is its amount. `changes` are the later days on which MRR changes.
    """

    mrr: Fraction | None
    arr: Fraction | None
    tcv: Fraction | None
    months: int | None = None
    changes: tuple[tuple[date, Fraction], ...] = ()


def worth_of(line: Line) -> Worth | None:
    """What a line is worth from its first day on; None where no amount is known then."""
    sub, start = line.subscription, line.first_day
    step = line.step_on(start)
    if step is None:
        return None
    if not sub.recurring:
        return Worth(None, None, Fraction(sum(s.amount for s in line.steps)))
    mrr, term = line.mrr_on(start), line.term
    if mrr is None:
        return None
    months = term.months if term else None
    return Worth(mrr, 12 * mrr, _total(line) if term else None, months, tuple(_changes(line, start)))


def longer_than_a_year(line: Line) -> bool:
    """Whether an amount could be meant for the whole term or for a year of it."""
    return line.subscription.recurring and line.term is not None and line.term.months > _YEAR


def _total(line: Line) -> Fraction | None:
    """Each month at what it costs; one in which a price changes, or that is cut off at the end, by its days."""
    term = line.term
    assert term is not None
    if line.subscription.period is Period.TERM and len(line.steps) == 1:
        return Fraction(line.steps[0].amount)
    total, begin, number, after = Fraction(0), line.first_day, 0, term.end + _DAY
    while (first := add_months(begin, number)) < after:
        number += 1
        following = add_months(begin, number)
        for day, until in _stretches(line, first, min(following, after)):
            mrr = line.mrr_on(day)
            if mrr is None:
                return None
            total += mrr * Fraction((until - day).days, (following - first).days)
    return total


def _stretches(line: Line, first: date, after: date) -> Iterator[tuple[date, date]]:
    """The days from `first` on, up to `after`, in stretches of one price."""
    cuts = sorted({first, after, *(s.from_ for s in line.steps if first < s.from_ < after)})
    return pairwise(cuts)


def _changes(line: Line, start: date) -> Iterator[tuple[date, Fraction]]:
    end = line.term.end if line.term else date.max
    for step in line.steps:
        mrr = line.mrr_on(step.from_)
        if start < step.from_ <= end and mrr is not None:
            yield step.from_, mrr
