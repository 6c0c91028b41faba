"""A priority is what is at stake × weight × urgency ÷ minutes; each factor is printed beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.money import digits, half_up

WEIGHTS = {
    "at risk": Decimal("0.42"),
    "watch": Decimal("0.35"),
    "healthy": Decimal("0.10"),
    "not scored": Decimal("0.25"),
}
"""How much doing something weighs, by health band: a choice, and not a probability."""

FIRST_YEAR = Decimal("0.10")
"""What the first year adds to the weight."""

_CALM, _STEP, _LEAST, _MOST = 14, 10, Fraction(1, 2), Fraction(5)


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


def weight_of(band: str, *, first_year: bool) -> Decimal:
    """The weight of an account in a band. Raises: KeyError for a word that is no band."""
    return WEIGHTS[band] + (FIRST_YEAR if first_year else Decimal(0))


def urgency_of(edge: date, today: date) -> Decimal:
    """How pressing an edge is: 1 at 14 days, a tenth more each day nearer or over, between 0.5 and 5."""
    left = (edge - today).days
    plain = 1 + Fraction(_CALM - left, _STEP)
    return half_up(min(_MOST, max(_LEAST, plain)), 1)


def band_judged(judgement: int) -> str:
    """The band that a person's own judgement stands for: 1 and 2 at risk, 3 watch, 4 and 5 healthy."""
    if judgement <= 2:
        return "at risk"
    return "watch" if judgement == 3 else "healthy"
