"""A course is what a line costs from day to day while it is live."""

from datetime import date, timedelta

from csdesk.domain.revenue.prices import prices_of
from csdesk.domain.revenue.standing import Alone, Lived, Position
from csdesk.domain.revenue.terms import MONTHS
from csdesk.domain.subscriptions import OrderKind, Period

_DAY = timedelta(days=1)


class Course:
    """The days on which a line begins, changes its price, or is live no longer, with what it amounts to after each.

    The last of the days is the first one after the line, if it ends.
    """

    __slots__ = ("_columns", "_first", "_line", "_live", "_months", "_prices", "days", "product")

    def __init__(self, x: Lived) -> None:
        self._line, first, last = x.line, x.life.first, x.life.last
        self.product = x.line.subscription.product
        period = x.line.subscription.period
        self._months = None if period is Period.TERM else MONTHS[period]
        self._prices = prices = prices_of(x.line.steps)
        self._columns = prices.columns
        begin, end = prices.upto(first), prices.end if last is None else prices.upto(last)
        self._first, self._live = begin - 1, end - begin + 1
        self.days = [first, *prices.columns.days[begin:end]]
        if last is not None and last < date.max:
            self.days.append(last + _DAY)

    def live(self, changes: int) -> bool:
        """Whether the line is live after so many of its days."""
        return 0 < changes <= self._live

    def position(self, changes: int) -> Position | None:
        """What the line amounts to after so many of its days; None where no amount is known."""
        at = self._first + changes - 1
        if at < self._prices.begin:
            return None
        days, amounts, _, _, kinds, _, counts = self._columns
        months = self._months_paid(at)
        if months is None:
            return None
        return Position(amounts[at], months, counts[at], days[at] if kinds[at] is OrderKind.ARCHIVE else None)

    def alone(self, changes: int) -> Alone | None:
        """What an account of this line alone has after so many of its days, where that is plain."""
        at = self._first + changes - 1
        if not 0 < changes <= self._live or at < self._prices.begin:
            return None
        amount, months = self._columns.amounts[at], self._months_paid(at)
        if months is None or amount <= 0 or self._columns.order_kinds[at] is OrderKind.ARCHIVE:
            return None
        return Alone(self.product, amount, months, self._columns.counts[at])

    def _months_paid(self, at: int) -> int | None:
        return self._months or self._line.months_paid(self._columns.days[at])

    @property
    def since(self) -> date | None:
        """The first day of recurring revenue; an amount that is not known is some. None where there never is any."""
        for changes, day in enumerate(self.days[: self._live], 1):
            position = self.position(changes)
            if position is None or position.amount > 0:
                return day
        return None
