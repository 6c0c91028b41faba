"""A movement is a change of recurring revenue between two days, per account and product.

Movements compare the two ends of a period: what rises and falls inside it is net, and an account that came
and went inside it does not appear. What rates alone did to what stayed is a movement of its own, *fx*.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.revenue.prices import Count
from csdesk.domain.revenue.standing import Position, Standing
from csdesk.domain.revenue.sums import Share, summed
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


_Positions = Mapping[ProductId, Position]
Change = tuple[ProductId, Movement, int, int]
"""A movement of one product; its amount is the first number over the second, which is above 0."""


def moves_of(account: AccountId, changes: Iterable[Change]) -> tuple[Move, ...]:
    """The movements of one account."""
    return tuple(
        Move(account, product, kind, Fraction(above, below)) for product, kind, above, below in changes
    )


def changes_of(
    opening: Standing,
    closing: Standing,
    *,
    turn: Movement | None,
    after: date,
    constant: Standing | None = None,
) -> list[Change]:
    """What leads one account exactly from its opening to its closing, product by product.

    `turn` is what the account as a whole did. `after` is the opening's day: an archive order after it makes what
    went down an archive. `constant` is the closing at the rates of the opening, where rates play a part: what a
    customer who stays does is told at one rate, and the rest of the way to the closing is fx.
    """
    before, now = opening.positions, closing.positions
    if turn is Movement.CHURN:
        return _turned(turn, now, before)
    if turn:
        return _turned(turn, before, now)
    if constant is None:
        return _stayed(before, now, _archived(now, after))
    then = constant.positions
    rated = [(p, Movement.FX, *_change(then[p], x)) for p, x in now.items()]
    return [*_stayed(before, then, _archived(then, after)), *_moving(rated)]


def _turned(turn: Movement, less: _Positions, more: _Positions) -> list[Change]:
    if not less:
        return _moving([(p, turn, x.amount, x.months) for p, x in sorted(more.items())])
    products = sorted({*less, *more})
    return _moving([(p, turn, *_change(less.get(p), more.get(p))) for p in products])


def _stayed(before: _Positions, now: _Positions, archived: Sequence[ProductId]) -> list[Change]:
    if archived:
        return _moving(_with_archive(before, now, archived))
    found: list[Change] = []
    for product in sorted(before.keys() | now.keys()):
        there, here = before.get(product), now.get(product)
        if there == here:
            continue
        if there and here:
            found += _split(product, there, here)
        else:
            found.append((product, *_come_or_gone(there, here)))
    return _moving(found)


def _moving(changes: Iterable[Change]) -> list[Change]:
    """Those of which something is moved."""
    return [change for change in changes if change[2]]


def _change(before: Position | None, now: Position | None) -> Share:
    """What the amount of a product changed by."""
    if before is None or now is None:
        some, sign = (now, 1) if before is None else (before, -1)
        return (0, 1) if some is None else (sign * some.amount, some.months)
    if before.months == now.months:
        return now.amount - before.amount, now.months
    return now.amount * before.months - before.amount * now.months, before.months * now.months


def _come_or_gone(before: Position | None, now: Position | None) -> tuple[Movement, int, int]:
    """A product that came or went; a credit that came lowers the price, one that went raises it."""
    above, below = _change(before, now)
    if above > 0:
        return (Movement.UPGRADE_PRICE if now is None else Movement.ADD_ON), above, below
    return (Movement.LOST_PRODUCT if now is None else Movement.DOWNGRADE_PRICE), -above, below


def _split(product: ProductId, before: Position, now: Position) -> list[Change]:
    then, amount, below = before.amount, now.amount, now.months
    if before.months != below:
        then, amount, below = then * below, amount * before.months, below * before.months
    by_quantity, by_price, below = split(then, before.quantity, amount, now.quantity, below)
    return [
        (product, BY_QUANTITY[by_quantity > 0], abs(by_quantity), below),
        (product, BY_PRICE[by_price > 0], abs(by_price), below),
    ]


BY_QUANTITY = Movement.DOWNGRADE_QUANTITY, Movement.UPGRADE_QUANTITY
BY_PRICE = Movement.DOWNGRADE_PRICE, Movement.UPGRADE_PRICE
"""What it is called where it went down, and where it went up."""


def split(
    then: int, held: Count | None, amount: int, holds: Count | None, months: int
) -> tuple[int, int, int]:
    """By how much a product changed by its quantity, and by its price, both over the third number.

    From one amount and quantity to another, each amount for so many months. Quantity first at the old price, then
    price at the new quantity; without quantities all is price.
    """
    if not held or holds is None or held == holds:
        return 0, amount - then, months
    many, more = held, holds - held
    if not type(many) is type(more) is int or many < 0:
        more, many = (Fraction(more) / held).as_integer_ratio()
    by_quantity = more * then
    return by_quantity, (amount - then) * many - by_quantity, months * many


def _archived(now: _Positions, after: date) -> list[ProductId]:
    """Products that became read-only in the period, in order."""
    found = [p for p, x in now.items() if x.archived_on and x.archived_on > after]
    return sorted(found) if found else found


def _with_archive(before: _Positions, now: _Positions, archived: Sequence[ProductId]) -> list[Change]:
    """What stays, and what comes, as ever; what was given up is part of what went down by becoming read-only."""
    found: list[Change] = []
    for product in sorted(now.keys() - {*archived}):
        if product in before:
            found += _split(product, before[product], now[product])
        else:
            found.append((product, *_come_or_gone(None, now[product])))
    given_up = (before.keys() - now.keys()) | (before.keys() & {*archived})
    change = summed(now[p].mrr for p in archived) - summed(before[p].mrr for p in given_up)
    above, below = change.as_integer_ratio()
    kind = Movement.ADD_ON if above > 0 else Movement.ARCHIVE
    return [*found, (archived[0], kind, abs(above), below)]
