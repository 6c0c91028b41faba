"""A priority is what is at stake × weight × urgency ÷ minutes; each factor is printed beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.health.bands import Band
from csdesk.domain.money import digits, half_up
from csdesk.domain.values import dataclass

WEIGHTS: dict[Band | None, Decimal] = {
    Band.AT_RISK: Decimal("0.42"),
    Band.WATCH: Decimal("0.35"),
    Band.HEALTHY: Decimal("0.10"),
    None: Decimal("0.25"),
}
"""How much doing something weighs, by health band, None where not scored: a choice, and not a probability."""

FIRST_YEAR = Decimal("0.10")
"""What the first year adds to the weight."""

_CALM, _STEP, _LEAST, _MOST = 14, 10, Fraction(1, 2), Fraction(5)


@dataclass(frozen=True, slots=True)
class Stake:
    """What an account puts at stake. `arr` is exact minor units of `currency`, None where not known.

    `band` is that of its score, else of the person's own judgement, else None.
    """

    arr: Fraction | None = None
    currency: str | None = None
    band: Band | None = None
    first_year: bool = False
    first_value_open: bool = False

    @property
    def pressing(self) -> bool:
        """Whether it goes before the rest: its health is at risk, or its first value is still open."""
        return self.first_value_open or self.band is Band.AT_RISK


@dataclass(frozen=True, slots=True)
class Factors:
    """What a priority is made of. `at_stake` is ARR in minor units of `currency`, None where not known."""

    at_stake: Fraction | None
    currency: str | None
    weight: Decimal
    urgency: Decimal
    minutes: int

    @property
    def priority(self) -> Decimal | None:
        """The product, half up to a tenth; None where nobody knows what is at stake."""
        if self.at_stake is None or self.currency is None:
            return None
        amount = self.at_stake / 10 ** digits(self.currency)
        return half_up(amount * Fraction(self.weight) * Fraction(self.urgency) / self.minutes, 1)


def weight_of(band: Band | None, *, first_year: bool) -> Decimal:
    """The weight of an account in a band."""
    return WEIGHTS[band] + (FIRST_YEAR if first_year else Decimal(0))


def urgency_of(edge: date, today: date) -> Decimal:
    """How pressing an edge is: 1 at 14 days, a tenth more each day nearer or over, between 0.5 and 5."""
    left = (edge - today).days
    plain = 1 + Fraction(_CALM - left, _STEP)
    return half_up(min(_MOST, max(_LEAST, plain)), 1)


def factors_of(stake: Stake, *, edge: date, minutes: int, today: date) -> Factors:
    """The factors of something that takes so many minutes, for an account, by an edge day."""
    weight = weight_of(stake.band, first_year=stake.first_year)
    return Factors(stake.arr, stake.currency, weight, urgency_of(edge, today), minutes)
