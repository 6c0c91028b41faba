"""A movement is a change of recurring revenue between two days, per account and product.

Movements compare the two ends of a period: what rises and falls inside it is net, and an account that came
and went inside it does not appear. What rates alone did to what stayed is a movement of its own, *fx*.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import Life, life_of
from csdesk.domain.revenue.sums import summed
from csdesk.domain.subscriptions import OrderKind
from csdesk.domain.values import dataclass


class Movement(StrEnum):
    """What kind of change it is; losses have positive amounts under their own names."""

    NEW = "new"
    WON_BACK = "won back"
    ADD_ON = "add-on"
    UPGRADE_QUANTITY = "upgrade by quantity"
    UPGRADE_PRICE = "upgrade by price"
    DOWNGRADE_QUANTITY = "downgrade by quantity"
    DOWNGRADE_PRICE = "downgrade by price"
    LOST_PRODUCT = "lost product"
    ARCHIVE = "archive"
    CHURN = "churn"
    FX = "fx"
    """What stayed is worth more, or less, because a rate changed; the only amount with a sign of its own."""


EXPANSION = (Movement.ADD_ON, Movement.UPGRADE_QUANTITY, Movement.UPGRADE_PRICE)
CONTRACTION = (
    Movement.DOWNGRADE_QUANTITY,
    Movement.DOWNGRADE_PRICE,
    Movement.LOST_PRODUCT,
    Movement.ARCHIVE,
)
LOSSES = frozenset({*CONTRACTION, Movement.CHURN})
GAINS = frozenset({Movement.NEW, Movement.WON_BACK, *EXPANSION})


@dataclass(frozen=True, slots=True)
class Lived:
    """A recurring line with the days on which it is live."""

    line: Line
    life: Life


def lived(lines: Iterable[Line]) -> dict[AccountId, list[Lived]]:
    """The lines that ever are live, by account."""
    found: dict[AccountId, list[Lived]] = {}
    for line in lines:
        life = life_of(line)
        if life:
            found.setdefault(line.subscription.account, []).append(Lived(line, life))
    return found


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
        return summed(p.mrr for p in self.positions.values())

    @cached_property
    def has_revenue(self) -> bool:
        """Whether the account has recurring revenue; an amount that is not known yet is some."""
        return self.unknown > 0 or self.mrr > 0


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


def _position(line: Line, mrr: Fraction, day: date) -> Position:
    step, quantity = line.step_on(day), line.quantity_on(day)
    archived = step.from_ if step and step.order_kind is OrderKind.ARCHIVE else None
    return Position(mrr, None if quantity is None else Fraction(quantity), archived)


def _joined(there: Position | None, more: Position) -> Position:
    if there is None:
        return more
    both = there.quantity is not None and more.quantity is not None
    quantity = (there.quantity or Fraction(0)) + (more.quantity or Fraction(0)) if both else None
    return Position(there.mrr + more.mrr, quantity, more.archived_on or there.archived_on)


def had_revenue_by(lines: Iterable[Lived], day: date) -> bool:
    """Whether the account had recurring revenue on any day up to this one."""
    return any(_ever(x, day) for x in lines)


def _ever(x: Lived, day: date) -> bool:
    days = [x.life.first, *(s.from_ for s in x.line.steps if s.from_ > x.life.first)]
    amounts = (x.line.mrr_on(d) for d in days if d <= day and d in x.life)
    return any(amount is None or amount > 0 for amount in amounts)


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of one account's product; `amount` is exact minor units a month, losses positive."""

    account: AccountId
    product: ProductId
    kind: Movement
    amount: Fraction

    @property
    def signed(self) -> Fraction:
        """What it adds to the book."""
        return -self.amount if self.kind in LOSSES else self.amount


def moves_of(
    account: AccountId,
    opening: Standing,
    closing: Standing,
    *,
    had_before: bool,
    after: date,
    constant: Standing | None = None,
) -> list[Move]:
    """The movements of one account that lead exactly from its opening to its closing.

    `after` is the opening's day: an archive order after it makes what went down an archive. `constant` is the
    closing at the rates of the opening, where rates play a part: what a customer who stays does is told at one
    rate, and the rest of the way to the closing is fx.
    """
    if constant is None and opening.positions == closing.positions:
        return []
    whole = _whole_account(opening, closing, had_before=had_before)
    found = list(_kinds(opening, constant or closing, whole, after))
    if constant is not None:
        found += [(p, Movement.FX, x.mrr - constant.positions[p].mrr) for p, x in closing.positions.items()]
    return [Move(account, product, kind, amount) for product, kind, amount in found if amount]


def stays(opening: Standing, closing: Standing) -> bool:
    """Whether an account is a customer at both ends, or at neither."""
    return opening.has_revenue == closing.has_revenue


_Found = tuple[ProductId, Movement, Fraction]


def _kinds(opening: Standing, closing: Standing, whole: Movement | None, after: date) -> Iterator[_Found]:
    archived = _archived(closing, after) if whole is None else frozenset[ProductId]()
    for product in sorted({*opening.positions, *closing.positions}):
        before, now = opening.positions.get(product), closing.positions.get(product)
        change = (now.mrr if now else Fraction(0)) - (before.mrr if before else Fraction(0))
        if whole:
            yield product, whole, -change if whole is Movement.CHURN else change
        elif before and now and product not in archived:
            yield from ((product, kind, amount) for kind, amount in _split(before, now))
        elif not archived:
            yield product, *_come_or_gone(change, gone=now is None)
        elif now and product not in archived:
            yield product, *_come_or_gone(change, gone=False)
    if archived:
        yield from _archive(opening, closing, archived)


def _whole_account(opening: Standing, closing: Standing, *, had_before: bool) -> Movement | None:
    if opening.has_revenue and not closing.has_revenue:
        return Movement.CHURN
    if closing.has_revenue and not opening.has_revenue:
        return Movement.WON_BACK if had_before else Movement.NEW
    return None


def _come_or_gone(change: Fraction, *, gone: bool) -> tuple[Movement, Fraction]:
    """A product that came or went; a credit that came lowers the price, one that went raises it."""
    if change > 0:
        return (Movement.UPGRADE_PRICE if gone else Movement.ADD_ON), change
    return (Movement.LOST_PRODUCT if gone else Movement.DOWNGRADE_PRICE), -change


def _split(before: Position, now: Position) -> Iterator[tuple[Movement, Fraction]]:
    """Quantity first at the old price, then price at the new quantity; without quantities all is price."""
    by_quantity = Fraction(0)
    if before.quantity and now.quantity is not None:
        by_quantity = (now.quantity - before.quantity) * before.mrr / before.quantity
    by_price = now.mrr - before.mrr - by_quantity
    up = by_quantity > 0
    yield (Movement.UPGRADE_QUANTITY if up else Movement.DOWNGRADE_QUANTITY), abs(by_quantity)
    yield (Movement.UPGRADE_PRICE if by_price > 0 else Movement.DOWNGRADE_PRICE), abs(by_price)


def _archived(closing: Standing, after: date) -> frozenset[ProductId]:
    """Products that became read-only in the period."""
    return frozenset(p for p, x in closing.positions.items() if x.archived_on and x.archived_on > after)


def _archive(opening: Standing, closing: Standing, archived: frozenset[ProductId]) -> Iterator[_Found]:
    """What went down by moving to read-only products, with what was given up for them."""
    given_up = [p for p in opening.positions if p not in closing.positions]
    before = sum(
        (opening.positions[p].mrr for p in {*given_up, *archived} & {*opening.positions}), Fraction(0)
    )
    change = sum((closing.positions[p].mrr for p in archived), Fraction(0)) - before
    first = min(archived)
    yield first, *((Movement.ADD_ON, change) if change > 0 else (Movement.ARCHIVE, -change))
