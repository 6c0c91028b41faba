"""Numbers: what a period brought and lost, from accounts and their lines, each figure with its definition."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.ids import AccountId
from csdesk.domain.preferences import ARCHIVE_AS
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.bars import NOTHING, Bars
from csdesk.domain.revenue.committed import Committed, agreed
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.eligible import Eligible, leavers
from csdesk.domain.revenue.ledger import Dimension, Lives, Periods, Values
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.movements import GAINS, LOSSES, Movement
from csdesk.domain.revenue.renewing import RenewalRate, dues_in, renewal_rate
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.series import series
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
    where a person asked for one alone.
    """

    first: date
    last: date
    currency: str
    waterfall: Bars
    shown: Shown
    eligible: Eligible
    renewals: RenewalRate
    cmrr: Committed | None
    left_out: int = 0

    @property
    def unknown(self) -> int:
        """Accounts without known amounts at one end of the period."""
        return self.waterfall.unknown

    @property
    def converted(self) -> bool:
        """Whether some lines are sold in another currency, and counted at their rates."""
        return self.waterfall.converted

    @property
    def opening_accounts(self) -> int:
        """Accounts with recurring revenue on the day before the period."""
        return self.waterfall.opening_accounts

    @property
    def closing_accounts(self) -> int:
        """Accounts with recurring revenue on the last day."""
        return self.waterfall.closing_accounts

    def came_or_gone(self, kind: Movement) -> int:
        """Accounts that are new, were won back, or left."""
        return self.waterfall.turns.get(kind, 0)

    @property
    def opening(self) -> Fraction | None:
        """MRR on the day before the period; None where an amount is not known."""
        return self.waterfall.known_opening

    @property
    def closing(self) -> Fraction | None:
        """MRR on the last day; None where an amount is not known."""
        return self.waterfall.known_closing

    @property
    def nrr(self) -> Fraction | None:
        """Net revenue retention."""
        return self.waterfall.nrr

    @property
    def grr(self) -> Fraction | None:
        """Gross revenue retention."""
        return self.waterfall.grr

    @property
    def logo_churn(self) -> Fraction | None:
        """Accounts that left ÷ accounts at the opening."""
        return self.waterfall.logo_churn

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
    archive: ArchiveAs = ArchiveAs.CONTRACTION
    accounts: frozenset[AccountId] | None = None
    """Whose lines they are; None for all that the book has."""

    @property
    def currency(self) -> str:
        """The currency that figures are told in."""
        return self.worth.currency

    @cached_property
    def by_account(self) -> Mapping[AccountId, Timeline]:
        """The lines that ever are live."""
        return lived(self.lines)

    @cached_property
    def strays(self) -> frozenset[AccountId]:
        """The accounts whose lines never are live."""
        return frozenset(line.subscription.account for line in self.lines) - self.by_account.keys()

    def waterfall(self, first: date, last: date) -> Waterfall:
        """The waterfall of a period, account by account. Raises: RateMissing."""
        return waterfall(self.by_account, first, last, self.worth)

    def numbers(self, periods: Periods) -> list[Numbers]:
        """The figures of each period. Raises: PeriodBackwards, RateMissing."""
        told = Told(self, self.by_account, periods)
        return [told.whole(at) for at in range(len(periods))]


def everybody(periods: Periods) -> Dimension:
    """One value for all accounts."""
    nobody: Values = {}
    return [nobody] * len(periods)


class Told:
    """The figures of some lines in periods: of all, and by the values of dimensions.

    Raises: PeriodBackwards, RateMissing.
    """

    def __init__(self, sold: Sold, lines: Lives, periods: Periods, by: Sequence[Dimension] = ()) -> None:
        for first, last in periods:
            refuse_backwards(first, last)
        self._sold, self._periods = sold, periods
        dimensions = [everybody(periods), *by]
        self._bars = series(lines, periods, dimensions, sold.worth)
        self._leavers = leavers(lines, periods, dimensions, sold.worth)
        self._dues = dues_in(lines, periods, dimensions, sold.as_of)
        self._agreed = agreed(lines, [last for _, last in periods], dimensions, sold.worth)

    def whole(self, at: int) -> Numbers:
        """The figures of all in a period."""
        return replace(self._numbers(0, at, None), left_out=self._sold.left_out)

    def values(self, dimension: int, at: int) -> Set[str | None]:
        """The values that accounts have in a period."""
        return self._bars[dimension + 1][at].keys()

    def part(self, dimension: int, at: int, value: str | None) -> Numbers:
        """The figures of a value in a period."""
        return self._numbers(dimension + 1, at, value)

    def _numbers(self, dimension: int, at: int, value: str | None) -> Numbers:
        (first, last), worth = self._periods[at], self._sold.worth
        bars = self._bars[dimension][at].get(value, NOTHING)
        live = bars.known_closing
        return Numbers(
            first=first,
            last=last,
            currency=worth.currency,
            waterfall=bars,
            shown=shown(bars, self._sold.archive),
            eligible=self._leavers.told(dimension, at, value).told,
            renewals=renewal_rate(self._dues.told(dimension, at, value), last, worth),
            cmrr=None if live is None else self._agreed.told(dimension, at, value).beside(live),
        )


def refuse_backwards(first: date, last: date) -> None:
    """Refuse a period that ends before it begins. Raises: PeriodBackwards."""
    if last < first:
        raise PeriodBackwards(first=first, last=last)


def sold_by(
    book: Book,
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
    accounts: frozenset[AccountId] | None = None,
) -> Sold:
    """The recurring lines of a book, or of some of its accounts, as known on `as_of`.

    The currency is the one asked for, else the only one there is, else the book's. A line in another one counts
    at the rate in force on the day; with `only` such lines are left out, and counted.
    """
    lines = recurring_lines(book, as_of=as_of)
    if accounts is not None:
        lines = [line for line in lines if line.subscription.account in accounts]
    chosen = currency or reporting_currency(book)
    kept = [line for line in lines if not only or line.subscription.currency == chosen]
    worth = rates_known(book, chosen, as_of=as_of)
    archive = ArchiveAs(book.preference(ARCHIVE_AS) or ArchiveAs.CONTRACTION)
    return Sold(tuple(kept), worth, as_of, len(lines) - len(kept), archive, accounts)
