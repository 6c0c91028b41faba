"""A forecast says what the renewals of some days will bring: their categories, by the book's own history."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.calls import RATED, Call
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.values import dataclass

ENOUGH = 20
"""From so many decisions of each category, the book's own rates are used."""


class Standing(StrEnum):
    """Where a renewal stands: in one category, or decided. Each is in exactly one."""

    UNKNOWN = "unknown"
    AT_RISK = "at risk"
    LIKELY = "likely"
    COMMITTED = "committed"
    LOST = "lost"
    RENEWED = "renewed"

    @property
    def label(self) -> str:
        """It as a label, that of its category where it has one."""
        category = CATEGORIES.get(self)
        return category.label if category else self.value.capitalize()


_OPEN = {
    Category.UNKNOWN: Standing.UNKNOWN,
    Category.AT_RISK: Standing.AT_RISK,
    Category.LIKELY: Standing.LIKELY,
    Category.COMMITTED: Standing.COMMITTED,
    Category.LOST: Standing.LOST,
}
CATEGORIES = {standing: category for category, standing in _OPEN.items()}
"""The category that a person gives a renewal by moving it there; nobody moves one to *renewed*."""


def standing_of(category: Category, outcome: Outcome) -> Standing:
    """Where a renewal stands."""
    if outcome is Outcome.LOST:
        return Standing.LOST
    return _OPEN[category] if outcome is Outcome.OPEN else Standing.RENEWED


@dataclass(frozen=True, slots=True)
class Expected:
    """One renewal as a forecast counts it: minor units a year, None where no amount is known.

    `amount` is what is due, `kept` what of it will stay or did, `more` what is expected above it.
    """

    standing: Standing
    currency: str
    amount: Fraction | None
    kept: Fraction | None
    more: Fraction


def expected(
    standing: Standing, currency: str, amount: Fraction | None, said: int | None, new_arr: Fraction | None
) -> Expected:
    """A renewal with the forecast that a person `said`, or the amount it was renewed at.

    What is above the amount due is expansion, and is counted apart. Where nobody said, all of it is expected; what it
    was renewed at is not guessed.
    """
    renewed = standing is Standing.RENEWED
    named = new_arr if renewed else said
    if named is None:
        return Expected(standing, currency, amount, None if renewed else amount, Fraction(0))
    kept = Fraction(named) if amount is None else min(amount, Fraction(named))
    return Expected(standing, currency, amount, kept, Fraction(named) - kept)


def told_in(e: Expected, worth: Conversion, day: date) -> Expected:
    """The same renewal in another currency, at the rate of a day. Raises: RateMissing."""
    rate = worth.factor(e.currency, day)
    amount, kept = (None if x is None else x * rate for x in (e.amount, e.kept))
    return Expected(e.standing, worth.currency, amount, kept, e.more * rate)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many renewals of one category were decided, and how many of those were renewed."""

    renewed: int
    decided: int

    @property
    def share(self) -> Fraction:
        """Renewed ÷ decided."""
        return Fraction(self.renewed, self.decided)


Rates = Mapping[Category, Rate]


def rates_of(calls: Iterable[Call]) -> Rates:
    """What became of each category, from the decisions on what had been called so.

    Empty while nobody had called most losses anything: every rate would be too good.
    """
    decided: Counter[Category | None] = Counter()
    lost: Counter[Category | None] = Counter()
    for call in calls:
        decided[call.category] += 1
        lost[call.category] += call.lost
    if 2 * lost[None] > lost.total():
        return {}
    return {c: Rate(decided[c] - lost[c], decided[c]) for c in RATED if decided[c]}


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is due in one currency, exact minor units a year: by standing, and added up.

    `due` is the sum over all standings of what is due; `not_known` counts renewals without
    an amount, or renewed at one that is not known.
    """

    currency: str
    due: Fraction
    amounts: Mapping[Standing, Fraction]
    kept: Mapping[Standing, Fraction]
    more: Fraction
    counts: Mapping[Standing, int]
    not_known: int
    rates: Rates = field(default_factory=dict)

    @property
    def worst(self) -> Fraction:
        """What is signed, and what is committed."""
        return self.kept[Standing.RENEWED] + self.kept[Standing.COMMITTED]

    @property
    def likely(self) -> Fraction:
        """The worst, and what is likely."""
        return self.worst + self.kept[Standing.LIKELY]

    @property
    def best(self) -> Fraction:
        """All that is not lost."""
        return self.likely + self.kept[Standing.AT_RISK] + self.kept[Standing.UNKNOWN]

    @property
    def by_rates(self) -> Fraction | None:
        """Each category × the book's own rate, with what is signed; None without enough history.

        What has no category is in no category's rate, and counts nothing.
        """
        if any(c not in self.rates or self.rates[c].decided < ENOUGH for c in RATED):
            return None
        parts = (self.kept[_OPEN[c]] * self.rates[c].share for c in RATED)
        return self.kept[Standing.RENEWED] + sum(parts, Fraction(0))


def forecast(renewals: Iterable[Expected], currency: str, rates: Rates | None = None) -> Forecast:
    """The forecast of all renewals in one currency; the others are left aside."""
    mine = [r for r in renewals if r.currency == currency]

    def total(parts: Iterable[Fraction | None]) -> Fraction:
        return sum((p for p in parts if p is not None), Fraction(0))

    return Forecast(
        currency=currency,
        due=total(r.amount for r in mine),
        amounts={s: total(r.amount for r in mine if r.standing is s) for s in Standing},
        kept={s: total(r.kept for r in mine if r.standing is s) for s in Standing},
        more=total(r.more for r in mine if r.standing is not Standing.LOST),
        counts={s: sum(r.standing is s for r in mine) for s in Standing},
        not_known=sum(None in (r.amount, r.kept) for r in mine),
        rates=rates or {},
    )
