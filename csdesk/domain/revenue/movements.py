"""A movement is a change of recurring revenue between two days, per account and product.

Movements compare the two ends of a period: what rises and falls inside it is net, and an account that came
and went inside it does not appear. What rates alone did to what stayed is a movement of its own, *fx*.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.revenue.standing import Position, Standing
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
    if constant is None and (opening is closing or opening.positions == closing.positions):
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
        if not whole and before and now and product not in archived:
            yield from ((product, kind, amount) for kind, amount in _split(before, now))
            continue
        change = (now.mrr if now else Fraction(0)) - (before.mrr if before else Fraction(0))
        if whole:
            yield product, whole, -change if whole is Movement.CHURN else change
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
    up = by_quantity.numerator > 0
    yield (Movement.UPGRADE_QUANTITY if up else Movement.DOWNGRADE_QUANTITY), abs(by_quantity)
    yield (Movement.UPGRADE_PRICE if by_price.numerator > 0 else Movement.DOWNGRADE_PRICE), abs(by_price)


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
