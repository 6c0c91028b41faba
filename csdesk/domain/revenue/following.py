"""What follows a line: the later lines of its product, and the first one of each other product, of its account."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from csdesk.domain.ids import ProductId
from csdesk.domain.revenue.lines import Successor
from csdesk.domain.subscriptions import Subscription


class Begun(NamedTuple):
    """A recurring line of an account: its product, and the day on which it begins."""

    product: ProductId
    start: date
    signed_on: date | None = None

    @property
    def successor(self) -> Successor:
        """It as what follows another line."""
        return Successor(self.start, self.signed_on)


def begun_of(subscriptions: Iterable[Subscription]) -> list[Begun]:
    """The recurring lines of one account whose start is known, in order of it."""
    some = [Begun(s.product, s.start, s.signed_on) for s in subscriptions if s.recurring and s.start]
    return sorted(some, key=lambda b: b.start)


def successors_of(sub: Subscription, begun: Iterable[Begun]) -> tuple[Successor, ...]:
    """The later lines of the same product, in order."""
    return tuple(b.successor for b in begun if b.product == sub.product and _later(sub, b))


def new_products_of(sub: Subscription, begun: Sequence[Begun]) -> tuple[Successor, ...]:
    """The first line of each other product, where that begins later, in order."""
    first: dict[ProductId, Begun] = {}
    for one in begun:
        first.setdefault(one.product, one)
    return tuple(b.successor for b in first.values() if b.product != sub.product and _later(sub, b))


def _later(sub: Subscription, begun: Begun) -> bool:
    return sub.start is None or begun.start > sub.start
