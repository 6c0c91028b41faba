"""Converting brings an amount into one currency, with the rate in force on its day: the last one on or before it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol

from csdesk.domain.errors import RateMissing
from csdesk.domain.money import digits
from csdesk.domain.rates import Rate
from csdesk.domain.values import dataclass

_Dated = tuple[date, Fraction]


class Conversion(Protocol):
    """What amounts are brought into one currency by."""

    @property
    def currency(self) -> str:
        """The currency in which they are told."""

    def factor(self, currency: str, day: date) -> Fraction:
        """Minor units for one minor unit of another currency on a day. Raises: RateMissing."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates into one currency, by the other one, in order of their days.

    A pair that is only told the other way round is turned: 1 ÷ rate. Nothing leads over a third currency.
    """

    currency: str
    dated: dict[str, tuple[_Dated, ...]]

    def factor(self, currency: str, day: date) -> Fraction:
        """Minor units of the one currency for a minor unit of another on a day. Raises: RateMissing."""
        if currency == self.currency:
            return Fraction(1)
        dated = self.dated.get(currency, ())
        at = bisect_right(dated, day, key=lambda d: d[0])
        if not at:
            pair, on = f"{currency}/{self.currency}", day.isoformat()
            raise RateMissing(pair=pair, day=day, on=on, to=self.currency, of=currency, with_book="")
        return dated[at - 1][1]

    def known(self, currency: str, day: date) -> bool:
        """Whether a rate is in force on a day."""
        if currency == self.currency:
            return True
        dated = self.dated.get(currency, ())
        return bool(dated) and dated[0][0] <= day


def brought(amount: Fraction, currency: str, day: date, worth: Conversion | None) -> Fraction:
    """An amount of one currency in that of `worth`, at the rate of a day; as it is without one. Raises: RateMissing."""
    if worth is None or currency == worth.currency:
        return amount
    return amount * worth.factor(currency, day)


def rates_into(currency: str, rates: Iterable[Rate]) -> Rates:
    """The rates into a currency; of two of one day, the one told in that direction counts, else the last given."""
    found: dict[str, dict[date, Fraction]] = defaultdict(dict)
    straight: set[tuple[str, date]] = set()
    for rate in rates:
        given = Fraction(rate.rate)
        if rate.to_currency == currency:
            other, units = rate.from_currency, given
            straight.add((other, rate.on))
        elif rate.from_currency == currency and (rate.to_currency, rate.on) not in straight:
            other, units = rate.to_currency, 1 / given
        else:
            continue
        found[other][rate.on] = units * Fraction(10) ** (digits(currency) - digits(other))
    return Rates(currency, {other: tuple(sorted(days.items())) for other, days in found.items()})
