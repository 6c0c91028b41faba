"""Numbers: what a period brought and lost, from accounts and their lines, each figure with its definition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.due import dues_of
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.movements import GAINS, LOSSES, Movement
from csdesk.domain.revenue.renewing import Committed, RenewalRate, committed, renewal_rate
from csdesk.domain.revenue.retention import Eligible, eligible, grr, logo_churn, nrr, ratio
from csdesk.domain.revenue.standing import Lived
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.domain.revenue.waterfall import Shown, Waterfall, shown, waterfall
from csdesk.store.book import Book
from csdesk.store.lines import recurring_lines
from csdesk.store.reporting import rates_known, reporting_currency


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of one closed period in one currency. Ratios are exact, None where they cannot be formed.

    `unknown` accounts have an amount that is not known at one end of the period: then the waterfall, NRR and
    GRR are not known either, while counts of accounts are. `left_out` lines are sold in other currencies,
    where a person asked for one alone; `converted` says that some are, and counted at their rates.
    """

    first: date
    last: date
    currency: str
    waterfall: Waterfall
    shown: Shown
    nrr: Fraction | None
    grr: Fraction | None
    logo_churn: Fraction | None
    eligible: Eligible
    renewals: RenewalRate
    cmrr: Committed | None
    left_out: int = 0
    converted: bool = False

    @property
    def unknown(self) -> int:
        """Accounts without known amounts at one end of the period."""
        return self.waterfall.unknown

    @property
    def opening_accounts(self) -> int:
        """Accounts with recurring revenue on the day before the period."""
        return len(self.waterfall.cohort)

    @property
    def closing_accounts(self) -> int:
        """Accounts with recurring revenue on the last day."""
        return sum(a.closing.has_revenue for a in self.waterfall.accounts)

    def came_or_gone(self, kind: Movement) -> int:
        """Accounts that are new, were won back, or left."""
        return self.waterfall.count(kind)

    @property
    def opening(self) -> Fraction | None:
        """MRR on the day before the period; None where an amount is not known."""
        known = not any(a.opening.unknown for a in self.waterfall.accounts)
        return self.waterfall.opening if known else None

    @property
    def closing(self) -> Fraction | None:
        """MRR on the last day; None where an amount is not known."""
        known = not any(a.closing.unknown for a in self.waterfall.accounts)
        return self.waterfall.closing if known else None

    @property
    def logo_retention(self) -> Fraction | None:
        """1 − logo churn."""
        return None if self.logo_churn is None else 1 - self.logo_churn

    @property
    def quick_ratio(self) -> Fraction | None:
        """(New + won back + expansion) ÷ (contraction + churn); None without losses."""
        gains = self.waterfall.total(GAINS)
        return None if self.unknown else ratio(gains, self.waterfall.total(LOSSES))


@dataclass(frozen=True)
class Sold:
    """The recurring lines that figures are computed from, and the rates into their currency, as known on a day."""

    lines: tuple[Line, ...]
    worth: Rates
    as_of: date
    left_out: int = 0

    @property
    def currency(self) -> str:
        """The currency that figures are told in."""
        return self.worth.currency

    @cached_property
    def by_account(self) -> Mapping[AccountId, Timeline]:
        """The lines that ever are live."""
        return lived(self.lines)

    def numbers(self, first: date, last: date) -> Numbers:
        """The figures of a period. Raises: PeriodBackwards, RateMissing."""
        refuse_backwards(first, last)
        w = waterfall(self.by_account, first, last, self.worth)
        return figures(w, self.by_account, first, last, self.as_of, self)


def numbers_series(
    book: Book,
    periods: Iterable[tuple[date, date]],
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
) -> list[Numbers]:
    """The figures of each period, from the start of its first to the end of its last day, as known on `as_of`.

    The currency is the one asked for, else the only one there is, else the book's. A line in another one counts
    at the rate in force on the day; with `only` such lines are left out, and counted.
    Raises: PeriodBackwards, RateMissing.
    """
    sold = sold_by(book, as_of=as_of, currency=currency, only=only)
    return [sold.numbers(first, last) for first, last in periods]


def numbers(
    book: Book, first: date, last: date, *, as_of: date, currency: str | None = None, only: bool = False
) -> Numbers:
    """The figures of one period, as those of a series. Raises: as `numbers_series`."""
    (found,) = numbers_series(book, [(first, last)], as_of=as_of, currency=currency, only=only)
    return found


def refuse_backwards(first: date, last: date) -> None:
    """Refuse a period that ends before it begins. Raises: PeriodBackwards."""
    if last < first:
        raise PeriodBackwards(first=first, last=last)


def sold_by(book: Book, *, as_of: date, currency: str | None = None, only: bool = False) -> Sold:
    """The recurring lines of a book; with `only` those in the currency."""
    lines = recurring_lines(book, as_of=as_of)
    chosen = currency or reporting_currency(book)
    kept = [line for line in lines if not only or line.subscription.currency == chosen]
    return Sold(tuple(kept), rates_known(book, chosen, as_of=as_of), as_of, len(lines) - len(kept))


def figures(
    w: Waterfall, by_account: Mapping[AccountId, Timeline], first: date, last: date, as_of: date, sold: Sold
) -> Numbers:
    """The figures of these accounts alone, with their waterfall, in the currency of `sold`. Raises: RateMissing."""
    worth = sold.worth
    every = [x for lines in by_account.values() for x in lines]
    ends = first - timedelta(days=1), last
    there = [x for x in every if x.life.last is None or x.life.last >= first]
    dues = [d for x in there for d in dues_of(x.line, first, last, as_of=as_of)]
    return Numbers(
        first=first,
        last=last,
        currency=worth.currency,
        waterfall=w,
        shown=shown(w),
        nrr=nrr(w),
        grr=grr(w),
        logo_churn=logo_churn(w),
        eligible=eligible(w, by_account, first, last),
        renewals=renewal_rate(dues, last, worth),
        cmrr=committed(every, last, worth),
        left_out=sold.left_out,
        converted=any(_converted(x, worth.currency, ends) for x in every),
    )


def _converted(x: Lived, currency: str, ends: tuple[date, date]) -> bool:
    """Whether a line in another currency counts at one end of the period."""
    return x.line.subscription.currency != currency and any(day in x.life for day in ends)
