"""A standing is what an account has on a day: of each product an amount, and how many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from csdesk.domain.ids import ProductId
from csdesk.domain.revenue.converting import Conversion, Rates
from csdesk.domain.revenue.lines import Line, Priced
from csdesk.domain.revenue.live import Life
from csdesk.domain.revenue.sums import Share, added
from csdesk.domain.subscriptions import OrderKind
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Lived:
    """A recurring line with the days on which it is live."""

    line: Line
    life: Life


class Position(NamedTuple):
    """What an account has of one product on a day: minor units for so many months, and how many, if that is known."""

    amount: int
    months: int = 1
    quantity: int | Fraction | None = None
    archived_on: date | None = None
    """Since when it is a paid read-only product."""

    @property
    def mrr(self) -> Fraction:
        """Minor units a month, exact."""
        return Fraction(self.amount, self.months)


class Standing:
    """What an account has on a day. `unknown` live lines have no known amount yet.

    `share` is the sum of the known amounts. An account `has_revenue` where that is above 0; an amount that is
    not known yet is some.
    """

    __slots__ = ("has_revenue", "positions", "share", "unknown")

    def __init__(self, positions: Mapping[ProductId, Position], unknown: int = 0) -> None:
        self.positions, self.unknown = positions, unknown
        self.share = _sum_of([*positions.values()])
        self.has_revenue = unknown > 0 or self.share[0] > 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Standing):
            return NotImplemented
        return self.unknown == other.unknown and self.positions == other.positions

    __hash__ = None  # type: ignore[assignment]

    @property
    def mrr(self) -> Fraction:
        """The sum of the known amounts, minor units a month."""
        return Fraction(*self.share)


def _sum_of(positions: Sequence[Position]) -> Share:
    if len(positions) == 1:
        return positions[0][:2]
    return added(p[:2] for p in positions).as_integer_ratio()


def standing_on(
    lines: Iterable[Lived], day: date, worth: Conversion | None = None, rates_of: date | None = None
) -> Standing:
    """What the lines of one account amount to on a day; lines of one product are summed.

    With `worth` in its currency, by the rates of that day or of `rates_of`; without, each in its own.
    Raises: RateMissing.
    """
    held = [(x.line, x.line.step_on(day)) for x in lines if day in x.life]
    if worth is None:
        return standing_of(held)
    return standing_of(held, lambda line: worth.factor(line.subscription.currency, rates_of or day))


def standing_of(
    held: Iterable[tuple[Line, Priced | None]], rate: Callable[[Line], Fraction] | None = None
) -> Standing:
    """What live lines amount to at what they cost, each brought into one currency by its rate. Raises: as `rate`."""
    positions: dict[ProductId, Position] = {}
    unknown = 0
    for line, price in held:
        position = _position(line, price) if price else None
        if position is None:
            unknown += 1
            continue
        if rate is not None and position.amount:
            position = _rated(position, rate(line))
        there = positions.get(product := line.subscription.product)
        positions[product] = position if there is None else _joined(there, position)
    return Standing(positions, unknown)


def rated_on(lines: Iterable[Lived], day: date, worth: Rates, rates_of: date) -> bool:
    """Whether all that is live on a day can be told in one currency, by the rates of another day."""
    return all(worth.known(x.line.subscription.currency, rates_of) for x in lines if day in x.life)


def _position(line: Line, price: Priced) -> Position | None:
    """What a line amounts to at a price; None where the length of its term is not known."""
    months = line.months_paid(price.from_)
    if months is None:
        return None
    archived = price.from_ if price.order_kind is OrderKind.ARCHIVE else None
    quantity = None if price.quantity is None else _exact(price.quantity)
    return Position(price.amount, months, quantity, archived)


@lru_cache(maxsize=4096)
def _exact(quantity: Decimal) -> int | Fraction:
    above, below = quantity.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)


def _rated(position: Position, rate: Fraction) -> Position:
    above, below = rate.as_integer_ratio()
    return position._replace(amount=position.amount * above, months=position.months * below)


def _joined(there: Position, more: Position) -> Position:
    both = there.quantity is not None and more.quantity is not None
    quantity = (there.quantity or 0) + (more.quantity or 0) if both else None
    amount, months = added([(there.amount, there.months), (more.amount, more.months)]).as_integer_ratio()
    return Position(amount, months, quantity, more.archived_on or there.archived_on)
