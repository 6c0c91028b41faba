"""A discount lowers what a line costs, by a share or by an amount, for good or until a day; once is for one invoice."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.imports.record import Record
from csdesk.domain.imports.values import Amount
from csdesk.domain.imports.words import fold
from csdesk.domain.money import half_up
from csdesk.domain.periods import add_months
from csdesk.domain.values import dataclass

ONCE = "once"


@dataclass(frozen=True, slots=True)
class Price:
    """What a line costs a period from a day on, in minor units, with the share that it is lowered by."""

    from_: date
    amount: int
    discount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off each invoice from a day until another, on which it holds no more; None is no bound."""

    share: Decimal
    off: int
    first: date | None
    until: date | None

    def of(self, gross: Fraction) -> Fraction:
        """What is left of an amount; never less than nothing."""
        return max(Fraction(0), gross * (1 - Fraction(self.share)) - self.off)

    def holds(self, day: date) -> bool:
        """Whether it lowers the invoice of a day."""
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)


def discount_of(record: Record, start: date | None, currency: str) -> Discount | None:
    """The discount of a row; None without one, and where it lowers one invoice alone."""
    said = record.values.get
    share, off = said("subscription.percent_off"), said("subscription.amount_off")
    lasts = fold(str(said("subscription.discount_lasts") or ""))
    if (not share and not isinstance(off, Amount)) or lasts == ONCE:
        return None
    first, until = said("subscription.discount_from"), said("subscription.discount_until")
    months, begun = said("subscription.discount_months"), first or start
    if until is None and months and begun and lasts != "forever":
        until = add_months(begun, months)
    taken = off.minor_units(currency) if isinstance(off, Amount) else 0
    return Discount(share or Decimal(0), taken, first, until)


def prices_of(gross: int, scale: Fraction, discount: Discount | None, from_: date) -> tuple[Price, ...]:
    """What a line costs from a day on, step by step; `scale` leads from an invoice to a period of the line."""
    whole = Price(from_, int(half_up(gross * scale)))
    if discount is None:
        return (whole,)
    less = Price(from_, int(half_up(discount.of(Fraction(gross)) * scale)), discount.share or None)
    edges = {d for d in (discount.first, discount.until) if d is not None and d > from_}
    found = []
    for day in sorted({from_, *edges}):
        now = less if discount.holds(day) else whole
        found.append(Price(day, now.amount, now.discount))
    return tuple(found)
