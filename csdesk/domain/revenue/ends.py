"""The ends of periods are the days that they lead from and to; between them lies what moves."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.standing import Standing
from csdesk.domain.revenue.timeline import Timeline

_DAY = timedelta(days=1)
Periods = Sequence[tuple[date, date]]
"""The first and the last day of each."""


class Ends:
    """The ends of some periods, in order of their days. A change counts at the first of them on or after its day."""

    def __init__(self, periods: Periods) -> None:
        self.pairs = [(first - _DAY, last) for first, last in periods]
        """By period: the day before it, and its last."""
        self._days = sorted({day for pair in self.pairs for day in pair})
        place = {day: at for at, day in enumerate(self._days)}
        self._places = [(place[before], place[last]) for before, last in self.pairs]
        self._over = [
            [at for at, (before, last) in enumerate(self._places) if before < n <= last]
            for n in range(len(self._days))
        ]
        """By end: the periods in which a change lies that counts there."""
        self._known: dict[date, int] = {}

    def moving(
        self, timeline: Timeline, worth: Conversion | None
    ) -> Iterator[tuple[int, Standing, Standing]]:
        """The periods in which something may move, with what an account has at their ends.

        A day of change lies between, an amount is not known, or rates play a part. Raises: RateMissing.
        """
        if timeline.has_gaps or timeline.converts(worth):
            for at, (before, last) in enumerate(self.pairs):
                yield at, timeline.on(before, worth), timeline.on(last, worth)
            return
        changes = self._changes(timeline.days)
        if not changes or (len(changes) == 1 and 0 in changes):
            return
        ends, counts = [*changes], [0, *changes.values()]
        for at in dict.fromkeys([at for end in ends for at in self._over[end]]):
            left, right = self._places[at]
            opening, closing = counts[bisect_right(ends, left)], counts[bisect_right(ends, right)]
            yield at, timeline.after(opening), timeline.after(closing)

    def _changes(self, days: Sequence[date]) -> dict[int, int]:
        """By the end at which they count: how many of the days have come by then."""
        known = self._known
        found: dict[int, int] = {}
        for number, day in enumerate(days, 1):
            end = known.get(day)
            if end is None:
                end = known[day] = bisect_left(self._days, day)
            if end == len(self._days):
                break
            found[end] = number
        return found
