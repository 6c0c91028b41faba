"""A trend is the waterfalls of the months up to a day, with what was kept in each: the finding and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.day_words import month
from csdesk.domain.money import half_up
from csdesk.domain.periods import months_shown
from csdesk.domain.pictures import Trend
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.bars import Bars
from csdesk.domain.revenue.movements import GAINS, LOSSES
from csdesk.domain.revenue.unpriced import Unpriced
from csdesk.domain.revenue.waterfall import Shown, shown
from csdesk.services.numbers.numbers import Sold
from csdesk.services.numbers.waterfalls import waterfalls
from csdesk.wording import count

_FOOT = (
    "Each month by itself: closing MRR of its opening accounts ÷ their opening MRR; for GRR each at most at its "
    "opening. {which}, {whose}."
)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a trend; of `bars` there are none where nothing was ever sold."""

    first: date
    last: date
    bars: Bars | None
    archive: ArchiveAs

    @property
    def known(self) -> bool:
        """Whether all amounts at both ends are known, and there are some."""
        return self.bars is not None and not self.bars.unknown

    @property
    def shown(self) -> Shown | None:
        """The waterfall in whole minor units that add up; None where it is not known."""
        return shown(self.bars, self.archive) if self.bars is not None and self.known else None

    @property
    def nrr(self) -> Fraction | None:
        """What was kept of the opening MRR, with what it grew by."""
        return self.bars.nrr if self.bars else None

    @property
    def grr(self) -> Fraction | None:
        """What was kept of the opening MRR, without what it grew by."""
        return self.bars.grr if self.bars else None


@dataclass(frozen=True, slots=True)
class Trended:
    """The months in order, and the picture of them."""

    months: tuple[Month, ...]
    picture: Trend
    unpriced: tuple[Unpriced, ...] = ()
    """For want of whose amounts months are not known."""

    @property
    def unknown(self) -> list[tuple[date, date]]:
        """The months of which an amount is not known."""
        return [(m.first, m.last) for m in self.months if m.bars and m.bars.unknown]


def trend_of(sold: Sold, first: date, last: date) -> Trended:
    """The months of a period, and those before it up to twelve. Raises: PeriodBackwards, RateMissing."""
    days = months_shown(first, last)
    told = zip(days, waterfalls(sold, days), strict=True)
    months = tuple(Month(*period, bars, sold.archive) for period, bars in told)
    return Trended(months, _picture(months, sold))


def _picture(months: Sequence[Month], sold: Sold) -> Trend:
    return Trend(
        _title(months),
        tuple((m.first, m.last) for m in months),
        tuple(m.bars.total(GAINS) if m.bars and m.known else None for m in months),
        tuple(m.bars.total(LOSSES) if m.bars and m.known else None for m in months),
        tuple(m.nrr for m in months),
        tuple(m.grr for m in months),
        sold.currency,
        _FOOT.format(which=_which(sold), whose=_whose(sold)),
    )


def _which(sold: Sold) -> str:
    """The currency, and how many lines in others are left out."""
    out = count(sold.left_out, "line")
    return f"{sold.currency} alone, {out} left out" if sold.left_out else sold.currency


def _whose(sold: Sold) -> str:
    """Of which accounts it is."""
    return "this book" if sold.accounts is None else f"{count(len(sold.accounts), 'account')} of this book"


def _title(months: Sequence[Month]) -> str:
    """The finding: how often growth made up for what was lost, and where most was lost."""
    rates = [(m, nrr, grr) for m in months if (nrr := m.nrr) is not None and (grr := m.grr) is not None]
    if not rates:
        return "What was kept is not known of any of these months"
    grown = sum(nrr >= 1 for _, nrr, _ in rates)
    said = f"NRR at 100 % or above in {grown} of {count(len(rates), 'month')}"
    worst, _, grr = min(rates, key=lambda r: (r[2], r[0].first))
    if grr == 1:
        return f"{said}; nothing was lost in any"
    return f"{said}; most was lost in {month(worst.first)} {worst.first.year}: GRR {half_up(grr * 100, 2)} %"
