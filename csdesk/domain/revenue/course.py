"""A course is what a line costs from day to day while it is live."""

from bisect import bisect_right
from datetime import date, timedelta

from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.prices import Paid, prices_of
from csdesk.domain.revenue.standing import Lived, Position
from csdesk.domain.revenue.terms import MONTHS
from csdesk.domain.subscriptions import OrderKind, Period

_DAY = timedelta(days=1)


class Course:
    """The days on which a line begins, changes its price, or is live no longer, with what it amounts to after each.

    The last of the days is the first one after the line, if it ends.
    """

    __slots__ = ("_amounts", "_before", "_counts", "_kinds", "_lasting", "_line", "_months", "_positions", "_prices",
        "days", "product")  # fmt: skip

    def __init__(self, x: Lived) -> None:
        line, first, last = x.line, x.life.first, x.life.last
        self._line, self.product = line, line.subscription.product
        self._months = _months_of_all(line)
        self._prices = prices = prices_of(line.steps)
        columns = prices.columns
        self._amounts, self._counts, self._kinds = columns.amounts, columns.counts, columns.order_kinds
        begin, end = prices.upto(first), prices.end if last is None else prices.upto(last)
        self._before, self._lasting = begin - 2, end - begin + 1
        self._positions: dict[int, Position | None] = {}
        self.days = [first, *columns.days[begin:end]]
        if last is not None and last < date.max:
            self.days.append(last + _DAY)

    def live_by(self, day: date) -> int:
        """How many of its days are over by a day on which it is live; 0 where it is not."""
        changes = bisect_right(self.days, day)
        return changes if changes <= self._lasting else 0

    def position(self, changes: int) -> Position | None:
        """What the line amounts to after so many of its days; None where no amount is known."""
        if changes not in self._positions:
            self._positions[changes] = self._position(changes)
        return self._positions[changes]

    def _position(self, changes: int) -> Position | None:
        at = self._before + changes
        if at < self._prices.begin:
            return None
        day = self._prices.columns.days[at]
        months = self._months or self._line.months_paid(day)
        if months is None:
            return None
        archived = self._kinds[at] is OrderKind.ARCHIVE
        return Position(self._amounts[at], months, self._counts[at], day if archived else None)

    @property
    def plain_months(self) -> int | None:
        """How many months each amount pays for, where all that the line ever costs is known, is above 0, and is not
        paid for what is archived; None where it is otherwise.
        """
        begin, end = self._before + 1, self._before + self._lasting + 1
        known = begin >= self._prices.begin and min(self._amounts[begin:end]) > 0
        return self._months if known and OrderKind.ARCHIVE not in self._kinds[begin:end] else None

    def paid(self, changes: int) -> Paid | None:
        """What is paid after so many of its days, where all is known; None where it is not live."""
        at = self._before + changes
        return (self._amounts[at], self._counts[at]) if 0 < changes <= self._lasting else None

    @property
    def since(self) -> date | None:
        """The first day of recurring revenue; an amount that is not known is some. None where there never is any."""
        for changes, day in enumerate(self.days[: self._lasting], 1):
            position = self.position(changes)
            if position is None or position.amount > 0:
                return day
        return None


def _months_of_all(line: Line) -> int | None:
    """How many months each amount of a line pays for; None where that is not known, or its terms are of any length."""
    period = line.subscription.period
    if period is not Period.TERM:
        return MONTHS[period]
    return None if line.renewed_on else line.months_paid(line.first_day)
