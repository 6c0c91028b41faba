"""Retention is what became of the accounts that had recurring revenue at the opening: the cohort."""

from fractions import Fraction

from csdesk.domain.revenue.sums import added
from csdesk.domain.revenue.waterfall import Waterfall


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
