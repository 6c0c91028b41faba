"""Retention is what became of the accounts that had recurring revenue at the opening: the cohort."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.live import decision_at
from csdesk.domain.revenue.standing import Lived, Standing, standing_on
from csdesk.domain.revenue.sums import added
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.revenue.waterfall import Waterfall
from csdesk.domain.values import dataclass


def ratio(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """A share, exact; None where there is nothing to share."""
    return Fraction(part) / Fraction(whole) if whole else None


def nrr(w: Waterfall) -> Fraction | None:
    """The cohort's closing MRR ÷ its opening MRR; None where amounts are not known, or there is no cohort.

    What rates alone did to it is left out, here and in GRR: it is told apart, as fx.
    """
    if w.unknown:
        return None
    return ratio(added(a.kept_share for a in w.cohort), added(a.opening.share for a in w.cohort))


def grr(w: Waterfall) -> Fraction | None:
    """Σ over the cohort of min(closing, opening) ÷ opening: no account's growth offsets another's loss."""
    if w.unknown:
        return None
    return ratio(added(a.least_share for a in w.cohort), added(a.opening.share for a in w.cohort))


def logo_churn(w: Waterfall) -> Fraction | None:
    """Cohort accounts gone at the closing ÷ cohort, by account identity."""
    cohort = w.cohort
    return ratio(sum(not a.closing.has_revenue for a in cohort), len(cohort))


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who could leave in a period, and who of them did; amounts are opening MRR, None where not known.

    `at_the_end` of those who left did so at the end of the last day: their loss is churn of the next period.
    """

    could_leave: int
    left: int
    could_amount: Fraction | None
    left_amount: Fraction | None
    at_the_end: int = 0

    @property
    def churn_count(self) -> Fraction | None:
        """Left ÷ could leave, by count."""
        return ratio(self.left, self.could_leave)

    @property
    def churn_amount(self) -> Fraction | None:
        """Left ÷ could leave, by amount."""
        if self.could_amount is None or self.left_amount is None:
            return None
        return ratio(self.left_amount, self.could_amount)


def eligible(w: Waterfall, lines: Mapping[AccountId, Timeline], first: date, last: date) -> Eligible:
    """The cohort accounts that could leave in a period, and those that left altogether.

    An account could leave where a line of it was by the month in the period, or went on without a contract, or had a
    term end in it, those that began in the period among them: most terms of a year are followed by the next one. It
    left where nothing goes on beyond the last day: a term that ends on that day and is lost counts here already, what
    runs by the month and is cancelled to the day after it does not yet.
    """
    before = first - timedelta(days=1)
    could = [a for a in w.cohort if any(_could_end(x, before, last) for x in lines[a.account])]
    left = [a for a in could if not _going_on(lines[a.account], last).has_revenue]
    known = not any(a.opening.unknown for a in could)
    return Eligible(
        len(could),
        len(left),
        added(a.opening.share for a in could) if known else None,
        added(a.opening.share for a in left) if known else None,
        sum(a.closing.has_revenue for a in left),
    )


def _could_end(x: Lived, before: date, last: date) -> bool:
    if x.life.first > last or (x.life.last is not None and x.life.last < before):
        return False
    term = x.line.term
    if term is None or x.life.without_contract(before):
        return True
    first = before + timedelta(days=1)
    if any(first <= day <= last for day in x.line.renewed_on):
        return True
    if x.line.subscription.auto_renew is True:
        end = next(term.ends(first, last), None)
    else:
        end = term.end if first <= term.end <= last else None
    return end is not None and (x.life.last is None or end <= x.life.last)


def _going_on(lines: Timeline, last: date) -> Standing:
    """What an account has on the last day of a period without the terms that are lost on it."""
    staying = [x for x in lines.lines if not _lost_on(x, last)]
    return lines.on(last) if len(staying) == len(lines) else standing_on(staying, last)


def _lost_on(x: Lived, last: date) -> bool:
    if x.life.last != last or x.line.term is None:
        return False
    return decision_at(x.line, last).outcome is Outcome.LOST
