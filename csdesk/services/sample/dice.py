"""Dice are the sample book's only chance: one seeded sequence per account, for draws and for ids."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from csdesk.domain.periods import is_workday
from csdesk.store.ids import uuid7

T = TypeVar("T")

CLOCK = date(2025, 11, 24)
"""The sample book's own today, a Monday."""
SEED = 1042
HISTORY_FROM = date(2023, 11, 27)
"""Where the two years of history begin, a Monday."""

_MADE_AT = datetime(2025, 11, 24, 8, 0, tzinfo=UTC)


class Dice:
    """Draws for one account; the same seed and name give the same draws, whatever else is in the book."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = random.Random(f"{seed}:{name}")  # noqa: S311  believable, not secret

    def new_id(self) -> str:
        """An id that the seed decides."""
        return uuid7(_MADE_AT, self._random.getrandbits(74))

    def chance(self, share: float) -> bool:
        """True so often."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self._random.randint(low, high)

    def about(self, mean: float, spread: float) -> float:
        """A number around a mean, normally spread."""
        return self._random.gauss(mean, spread)

    def pick(self, some: Sequence[T]) -> T:
        """One of these."""
        return some[self._random.randrange(len(some))]

    def weighted(self, some: Sequence[T], weights: Sequence[float]) -> T:
        """One of these, by weight."""
        return self._random.choices(some, weights)[0]

    def sample(self, some: Sequence[T], count: int) -> list[T]:
        """So many different ones of these, all of them where there are fewer."""
        return self._random.sample(some, min(count, len(some)))

    def days(self, low: int, high: int) -> timedelta:
        """A span of days."""
        return timedelta(days=self.whole(low, high))

    def moment(self, day: date) -> datetime:
        """A moment in the working hours of a day."""
        return datetime.combine(day, time(self.whole(8, 17), self.whole(0, 59)), UTC)


def workday_before(day: date) -> date:
    """That day, or the last working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
