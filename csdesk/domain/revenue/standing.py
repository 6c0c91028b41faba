"""A standing is what an account has on a day: of each product an amount, and how many."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from csdesk.domain.ids import ProductId
from csdesk.domain.revenue.converting import Conversion, Rates
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import Life
from csdesk.domain.revenue.prices import Count, count_of
from csdesk.domain.revenue.sums import Share, joined
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
    quantity: Count | None = None
    archived_on: date | None = None
    """Since when it is a paid read-only product."""

    @property
    def mrr(self) -> Fraction:
        """Minor units a month, exact."""
        return Fraction(self.amount, self.months)


class Standing:
    """What an account has on a day. `unknown` live lines have no known amount yet.

    An account `has_revenue` where that is above 0; an amount that is
    not known yet is some. `there` is an account that has a line at all; it `archives` where a product is paid
    read-only.
    """

    __slots__ = ("has_revenue", "positions", "share", "there", "unknown")

    def __init__(self, positions: Mapping[ProductId, Position], unknown: int = 0) -> None:
        self.positions, self.unknown = positions, unknown
        """What it has of each product of which an amount is known."""
        self.share: Share = joined([p[:2] for p in positions.values()])
        """The sum of the known amounts."""
        self.has_revenue = unknown > 0 or self.share[0] > 0
        self.there = unknown > 0 or bool(positions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Standing):
            return NotImplemented
        return self.unknown == other.unknown and self.positions == other.positions

    __hash__ = None  # type: ignore[assignment]

    @property
    def mrr(self) -> Fraction:
        """The sum of the known amounts, minor units a month."""
        return Fraction(*self.share)


def standing_on(
    lines: Iterable[Lived], day: date, worth: Conversion | None = None, rates_of: date | None = None
) -> Standing:
    """What the lines of one account amount to on a day; lines of one product are summed.

    With `worth` in its currency, by the rates of that day or of `rates_of`; without, each in its own.
    Raises: RateMissing.
    """
    held = []
    for line in [x.line for x in lines if day in x.life]:
        position = _position_on(line, day)
        if position is not None and worth is not None and position.amount:
            position = _rated(position, worth.factor(line.subscription.currency, rates_of or day))
        held.append((line.subscription.product, position))
    return standing_of(held)


def standing_of(held: Iterable[tuple[ProductId, Position | None]]) -> Standing:
    """What live lines amount to together: of each its product, and what it amounts to, if that is known."""
    positions: dict[ProductId, Position] = {}
    unknown = 0
    for product, position in held:
        if position is None:
            unknown += 1
            continue
        there = positions.get(product)
        positions[product] = position if there is None else _joined(there, position)
    return Standing(positions, unknown)


NOBODY = Standing({})
"""What an account has before it has anything."""


def rated_on(lines: Iterable[Lived], day: date, worth: Rates, rates_of: date) -> bool:
    """Whether all that is live on a day can be told in one currency, by the rates of another day."""
    return all(worth.known(x.line.subscription.currency, rates_of) for x in lines if day in x.life)


def _position_on(line: Line, day: date) -> Position | None:
    price = line.step_on(day)
    months = line.months_paid(price.from_) if price else None
    if price is None or months is None:
        return None
    archived = price.order_kind is OrderKind.ARCHIVE
    return Position(price.amount, months, count_of(price.quantity), price.from_ if archived else None)


def _rated(position: Position, rate: Fraction) -> Position:
    above, below = rate.as_integer_ratio()
    return position._replace(amount=position.amount * above, months=position.months * below)


def _joined(there: Position, more: Position) -> Position:
    both = there.quantity is not None and more.quantity is not None
    quantity = (there.quantity or 0) + (more.quantity or 0) if both else None
    amount, months = joined([there[:2], more[:2]])
    return Position(amount, months, quantity, more.archived_on or there.archived_on)
