"""A standing is what an account has on a day: of each product an amount, and how many."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from csdesk.domain.ids import ProductId
from csdesk.domain.revenue.converting import Conversion, Rates
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import Life
from csdesk.domain.revenue.sums import summed
from csdesk.domain.subscriptions import OrderKind
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Lived:
    """A recurring line with the days on which it is live."""

    line: Line
    life: Life


@dataclass(frozen=True, slots=True)
class Position:
    """What an account has of one product on a day: minor units a month, and how many, if that is known."""

    mrr: Fraction
    quantity: Fraction | None = None
    archived_on: date | None = None
    """Since when it is a paid read-only product."""


@dataclass(frozen=True)
class Standing:
    """What an account has on a day. `unknown` live lines have no known amount yet."""

    positions: Mapping[ProductId, Position]
    unknown: int = 0

    @cached_property
    def mrr(self) -> Fraction:
        """The sum of the known amounts."""
        amounts = [p.mrr for p in self.positions.values()]
        return amounts[0] if len(amounts) == 1 else summed(amounts)

    @cached_property
    def has_revenue(self) -> bool:
        """Whether the account has recurring revenue; an amount that is not known yet is some."""
        return self.unknown > 0 or self.mrr.numerator > 0


def standing_on(
    lines: Iterable[Lived], day: date, worth: Conversion | None = None, rates_of: date | None = None
) -> Standing:
    """What the lines of one account amount to on a day; lines of one product are summed.

    With `worth` in its currency, by the rates of that day or of `rates_of`; without, each in its own.
    Raises: RateMissing.
    """
    positions: dict[ProductId, Position] = {}
    unknown = 0
    for x in lines:
        if day not in x.life:
            continue
        mrr, product = x.line.mrr_on(day), x.line.subscription.product
        if mrr is None:
            unknown += 1
            continue
        if worth is not None and mrr:
            mrr *= worth.factor(x.line.subscription.currency, rates_of or day)
        there = positions.get(product)
        positions[product] = _joined(there, _position(x.line, mrr, day))
    return Standing(positions, unknown)


def rated_on(lines: Iterable[Lived], day: date, worth: Rates, rates_of: date) -> bool:
    """Whether all that is live on a day can be told in one currency, by the rates of another day."""
    return all(worth.known(x.line.subscription.currency, rates_of) for x in lines if day in x.life)


def _position(line: Line, mrr: Fraction, day: date) -> Position:
    step = line.step_on(day)
    quantity = step.quantity if step else None
    archived = step.from_ if step and step.order_kind is OrderKind.ARCHIVE else None
    return Position(mrr, None if quantity is None else Fraction(quantity), archived)


def _joined(there: Position | None, more: Position) -> Position:
    if there is None:
        return more
    both = there.quantity is not None and more.quantity is not None
    quantity = (there.quantity or Fraction(0)) + (more.quantity or Fraction(0)) if both else None
    return Position(there.mrr + more.mrr, quantity, more.archived_on or there.archived_on)
