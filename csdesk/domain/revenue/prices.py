"""A price is what a step says of money; the prices of a line stand by their day, and follow each other."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, overload

from csdesk.domain.subscriptions import OrderKind, Step


class Price(NamedTuple):
    """What a step says of money: from which day on, how much, how many, and by what kind of order."""

    from_: date
    amount: int
    quantity: Decimal | None = None
    discount: Decimal | None = None
    order_kind: OrderKind | None = None
    assumed: bool = False


Priced = Price | Step
"""A step, or what is read of one."""


Count = int | Fraction
"""How many, exact."""
Paid = tuple[int, Count | None]
"""An amount, minor units, and what it is paid for: how many, if that is known."""


class Columns(NamedTuple):
    """The prices of many lines, fact by fact as `Price` has them; `counts` are the quantities once more, exact."""

    days: Sequence[date]
    amounts: Sequence[int]
    quantities: Sequence[Decimal | None]
    discounts: Sequence[Decimal | None]
    order_kinds: Sequence[OrderKind | None]
    assumed: Sequence[bool]
    counts: Sequence[Count | None]


class Prices(Sequence[Price]):
    """The prices of one line: a stretch of columns, of which a price is made when somebody asks for it."""

    __slots__ = ("begin", "columns", "end")

    def __init__(self, columns: Columns, begin: int, end: int) -> None:
        self.columns, self.begin, self.end = columns, begin, end

    @overload
    def __getitem__(self, at: int) -> Price: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Price]: ...
    def __getitem__(self, at: int | slice) -> Price | Sequence[Price]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        place = at + (self.end if at < 0 else self.begin)
        if not self.begin <= place < self.end:
            raise IndexError(at)
        return Price._make([cells[place] for cells in self.columns[:-1]])

    def __len__(self) -> int:
        return self.end - self.begin

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def upto(self, day: date) -> int:
        """Where in the columns those end that begin by a day."""
        return bisect_right(self.columns.days, day, self.begin, self.end)


def prices_of(steps: Sequence[Priced]) -> Prices:
    """The prices that steps say, as columns."""
    if isinstance(steps, Prices):
        return steps
    columns: Iterable[Any] = ([getattr(step, name) for step in steps] for name in Price._fields)
    return Prices(Columns._make([*columns, [count_of(step.quantity) for step in steps]]), 0, len(steps))


@lru_cache(maxsize=4096)
def count_of(quantity: Decimal | None) -> Count | None:
    """A quantity as a whole number or a fraction; None where none is known."""
    if quantity is None:
        return None
    above, below = quantity.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)
