"""A discount lowers what a line costs, by a share or by an amount, for good or until a day; once is for one invoice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from math import prod
from typing import Any

from csdesk.domain.imports.cells.values import Amount
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.several import each_said
from csdesk.domain.imports.vocabulary.targets import DISCOUNT
from csdesk.domain.imports.vocabulary.words import fold
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
    inherited: bool = False
    """Whether it is the customer's: it holds only while none of the line's own does."""

    def of(self, gross: Fraction) -> Fraction:
        """What is left of an amount; never less than nothing."""
        return max(Fraction(0), gross * (1 - Fraction(self.share)) - self.off)

    def holds(self, day: date) -> bool:
        """Whether it lowers the invoice of a day."""
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)


def discounts_of(record: Record, start: date | None, currency: str) -> tuple[Discount, ...]:
    """The discounts of a row in the order in which they begin, without those that lower one invoice alone."""
    keys = [target.split(".")[1] for target in DISCOUNT]
    cells = (each_said(record.values.get(target)) for target in DISCOUNT)
    told = (dict(zip(keys, values, strict=True)) for values in zip_longest(*cells))
    found = [d for said in told if (d := _discount(said, start, currency))]
    return tuple(sorted(found, key=lambda d: d.first or start or date.min))


def _discount(said: dict[str, Any], start: date | None, currency: str) -> Discount | None:
    share, off = said["percent_off"], said["amount_off"]
    lasts = fold(str(said["discount_lasts"] or ""))
    if (not share and not isinstance(off, Amount)) or lasts == ONCE:
        return None
    first, until = said["discount_from"], said["discount_until"]
    months, begun = said["discount_months"], first or start
    if until is None and months and begun and lasts != "forever":
        until = add_months(begun, months)
    taken = off.minor_units(currency) if isinstance(off, Amount) else 0
    return Discount(share or Decimal(0), taken, first, until, bool(said["discount_inherited"]))


def prices_of(gross: int, scale: Fraction, discounts: Sequence[Discount], from_: date) -> tuple[Price, ...]:
    """What a line costs from a day on, step by step; `scale` leads from an invoice to a period of the line.

    Several are taken off one after another: each of what the one before left, as Stripe does; a customer's hold for a
    subscription that has none of its own (Stripe API, `subscription.discounts`).
    """
    edges = {day for d in discounts for day in (d.first, d.until) if day is not None and day > from_}
    found: list[Price] = []
    for day in sorted({from_, *edges}):
        price = _price(gross, scale, list(_holding(discounts, day)), day)
        if not found or (price.amount, price.discount) != (found[-1].amount, found[-1].discount):
            found.append(price)
    return tuple(found)


def _holding(discounts: Iterable[Discount], day: date) -> Iterator[Discount]:
    held = [d for d in discounts if d.holds(day)]
    own = [d for d in held if not d.inherited]
    yield from own or held


def _price(gross: int, scale: Fraction, held: Sequence[Discount], day: date) -> Price:
    left = Fraction(gross)
    for discount in held:
        left = discount.of(left)
    share = 1 - prod((1 - d.share for d in held), start=Decimal(1))
    return Price(day, int(half_up(left * scale)), share or None)
