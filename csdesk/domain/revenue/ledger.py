"""A ledger counts, period by period, something of accounts for each value that they have of some dimensions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.timeline import Timeline

T = TypeVar("T")
Periods = Sequence[tuple[date, date]]
"""The first and the last day of each."""
Lives = Mapping[AccountId, Timeline]
Values = Mapping[AccountId, str | None]
"""The value that each account has; none for those that are not listed."""
Dimension = Sequence[Values]
"""The values period by period; the very same object where nothing was changed."""


class Ledger(Generic[T]):
    """What is counted, by dimension, period and value; it begins as `make` says."""

    def __init__(self, dimensions: Sequence[Dimension], make: Callable[[], T]) -> None:
        self._make = make
        self._dimensions = dimensions
        self._pages: list[list[dict[str | None, T]]] = [[{} for _ in each] for each in dimensions]

    def of(self, account: AccountId, at: int) -> Collection[T]:
        """Where an account counts in a period: once in each dimension."""
        found = []
        for values, pages in zip(self._dimensions, self._pages, strict=True):
            value, page = values[at].get(account), pages[at]
            if value not in page:
                page[value] = self._make()
            found.append(page[value])
        return found

    def told(self, dimension: int, at: int, value: str | None) -> T:
        """What was counted of a value in a period."""
        found = self._pages[dimension][at].get(value)
        return self._make() if found is None else found
