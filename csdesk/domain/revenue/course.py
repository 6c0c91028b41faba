"""A course is what a line costs from day to day while it is live."""

from datetime import date, timedelta

from csdesk.domain.revenue.prices import prices_of
from csdesk.domain.revenue.standing import NOBODY, Alone, Lived, Position, Standing, standing_of
from csdesk.domain.revenue.terms import MONTHS
from csdesk.domain.subscriptions import OrderKind, Period

_DAY = timedelta(days=1)


class Course:
    """The days on which a line begins, changes its price, or is live no longer, with what it amounts to after each.

    The last of the days is the first one after the line, if it ends.
    """

    __slots__ = (
        "_amounts",
        "_before",
        "_counts",
        "_kinds",
        "_line",
        "_live",
        "_months",
        "_prices",
        "days",
        "product",
    )

    def __init__(self, x: Lived) -> None:
        line, first, last = x.line, x.life.first, x.life.last
        self._line, self.product = line, line.subscription.product
        period = line.subscription.period
        self._months = None if period is Period.TERM else MONTHS[period]
        self._prices = prices = prices_of(line.steps)
        columns = prices.columns
        self._amounts, self._counts, self._kinds = columns.amounts, columns.counts, columns.order_kinds
        begin, end = prices.upto(first), prices.end if last is None else prices.upto(last)
        self._before, self._live = begin - 2, end - begin + 1
        self.days = [first, *columns.days[begin:end]]
        if last is not None and last < date.max:
            self.days.append(last + _DAY)

    def live(self, changes: int) -> bool:
        """Whether the line is live after so many of its days."""
        return 0 < changes <= self._live

    def position(self, changes: int) -> Position | None:
        """What the line amounts to after so many of its days; None where no amount is known."""
        at = self._before + changes
        months = self._months_paid(at) if at >= self._prices.begin else None
        if months is None:
            return None
        archived = self._kinds[at] is OrderKind.ARCHIVE
        return Position(
            self._amounts[at], months, self._counts[at], self._prices.columns.days[at] if archived else None
        )

    def after(self, changes: int) -> Standing:
        """What an account has after so many of its days where this line alone is live."""
        if not 0 < changes <= self._live:
            return NOBODY
        at = self._before + changes
        if at >= self._prices.begin:
            amount, months = self._amounts[at], self._months or self._months_paid(at)
            if amount > 0 and months and self._kinds[at] is not OrderKind.ARCHIVE:
                return Alone(self.product, amount, months, self._counts[at])
        return standing_of([(self.product, self.position(changes))])

    def _months_paid(self, at: int) -> int | None:
        return self._months or self._line.months_paid(self._prices.columns.days[at])

    @property
    def since(self) -> date | None:
        """The first day of recurring revenue; an amount that is not known is some. None where there never is any."""
        for changes, day in enumerate(self.days[: self._live], 1):
            position = self.position(changes)
            if position is None or position.amount > 0:
                return day
        return None
