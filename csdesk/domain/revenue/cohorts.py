"""A cohort is the accounts that began in one quarter, and what is kept of it so many months after each began."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.standing import rated_on, standing_on
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)
MONTHS = (3, 6, 9, 12, 18, 24, 36, 48, 60)
"""After so many months it is looked what is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a cohort so many months after each account began: of those who are that old, and their MRR."""

    months: int
    accounts: int
    of: int
    mrr: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The accounts that are still there; None where nobody is that old."""
        return Fraction(self.accounts, self.of) if self.of else None


def unrated_text(unrated: Sequence[str], currency: str) -> str:
    """For want of which rates the MRR of some cohorts is not told; empty where none is missing."""
    pair = f"{' or '.join(unrated)} to {currency}"
    return f"There is no rate from {pair}: MRR with such contracts is not told." if unrated else ""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The accounts that began in one quarter of the fiscal year.

    `mrr` of a column is a share of what the same accounts began with.
    """

    quarter: str
    accounts: int
    kept: tuple[Kept, ...]


def kept_of(
    accounts: Sequence[AccountId],
    lines: Mapping[AccountId, Timeline],
    began: Mapping[AccountId, date],
    months: int,
    as_of: date,
    worth: Rates,
) -> Kept:
    """What is kept of some accounts, each so many months after it began, at the rates of one day."""
    days = {a: add_months(began[a], months) for a in accounts}
    old = [a for a in accounts if days[a] <= as_of]
    rated = all(rated_on(lines[a], day, worth, as_of) for a in old for day in (began[a], days[a]))
    into = worth if rated else None
    now = {a: standing_on(lines[a], days[a], into, as_of) for a in old}
    first = {a: standing_on(lines[a], began[a], into, as_of) for a in old}
    known = rated and not any(s.unknown for s in (*now.values(), *first.values()))
    start = sum((s.mrr for s in first.values()), Fraction(0))
    end = sum((s.mrr for s in now.values()), Fraction(0))
    there = sum(s.has_revenue for s in now.values())
    return Kept(months, there, len(old), end / start if known and start else None)


def kept_by(
    account: AccountId,
    lines: Mapping[AccountId, Timeline],
    began: Mapping[AccountId, date],
    as_of: date,
    worth: Rates,
) -> Fraction | None:
    """The MRR of one account on a day ÷ what it began with, at the rates of that day; None where one is not known."""
    mine, first = lines[account], began[account]
    if not all(rated_on(mine, day, worth, as_of) for day in (first, as_of)):
        return None
    then, now = (standing_on(mine, day, worth, as_of) for day in (first, as_of))
    return now.mrr / then.mrr if then.mrr and not (then.unknown or now.unknown) else None


def stays_of(
    lines: Mapping[AccountId, Timeline], began: Mapping[AccountId, date], as_of: date
) -> dict[AccountId, tuple[Fraction, bool]]:
    """How many months each account was a customer by a day, and whether it was lost then.

    The first day without revenue is the day of the loss. Who came back by that day was never lost.
    """
    found = {}
    for account, day in began.items():
        last = max(x.life.last or date.max for x in lines[account] if x.life.first <= as_of)
        gone = last < as_of
        found[account] = _months(day, last + _DAY if gone else as_of), gone
    return found


def began_of(lines: Mapping[AccountId, Timeline], as_of: date) -> dict[AccountId, date]:
    """The first day of every account's first recurring line, up to a day; not where nobody knows it."""
    began = {a: min(x.life.first for x in some) for a, some in lines.items()}
    return {a: day for a, day in began.items() if day <= as_of and day > date.min}


def _months(first: date, last: date) -> Fraction:
    """The months from one day to another: whole ones, and of the last one the share that is over."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    whole -= add_months(first, whole) > last
    begun, ends = add_months(first, whole), add_months(first, whole + 1)
    return whole + Fraction((last - begun).days, (ends - begun).days)
