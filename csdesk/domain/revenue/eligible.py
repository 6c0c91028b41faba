"""An account is eligible in a period where it could leave in it: by the month, or at a term end that lies in it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.ledger import Dimension, Ledger, Lives, Periods
from csdesk.domain.revenue.live import decision_at
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.standing import Lived, Standing, standing_on
from csdesk.domain.revenue.sums import Sum
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who could leave in a period, and who of them did; amounts are opening MRR, None where not known.

    `at_the_end` of those who left did so at the end of the last day: their loss is churn of the next period.
    """

    could_leave: int
    left: int
    could_amount: Fraction | None
    left_amount: Fraction | None
    at_the_end: int = 0

    @property
    def churn_count(self) -> Fraction | None:
        """Left ÷ could leave, by count."""
        return ratio(self.left, self.could_leave)

    @property
    def churn_amount(self) -> Fraction | None:
        """Left ÷ could leave, by amount."""
        if self.could_amount is None or self.left_amount is None:
            return None
        return ratio(self.left_amount, self.could_amount)


class Leavers:
    """Those counted so far who could leave, and who did."""

    def __init__(self) -> None:
        self._could = self._left = self._at_the_end = self._unknown = 0
        self._could_amount, self._left_amount = Sum(), Sum()

    def count(self, opening: Standing, closing: Standing, beyond: Standing) -> None:
        """Count an account that could leave, by what it has at both ends, and beyond the last day."""
        above, below = opening.share
        self._could += 1
        self._could_amount[below] += above
        self._unknown += opening.unknown
        if not beyond.has_revenue:
            self._left += 1
            self._left_amount[below] += above
            self._at_the_end += closing.has_revenue

    @property
    def told(self) -> Eligible:
        """How many they are, and what they paid."""
        could, left = (None if self._unknown else x.told() for x in (self._could_amount, self._left_amount))
        return Eligible(self._could, self._left, could, left, self._at_the_end)


def leavers(
    lines: Lives, periods: Periods, dimensions: Sequence[Dimension], worth: Conversion | None = None
) -> Ledger[Leavers]:
    """The cohort accounts that could leave in each period, and those that left altogether. Raises: RateMissing.

    An account could leave where a line of it was by the month in the period, or went on without a contract, or had a
    term end in it, those that began in the period among them: most terms of a year are followed by the next one. It
    left where nothing goes on beyond the last day: a term that ends on that day and is lost counts here already, what
    runs by the month and is cancelled to the day after it does not yet.
    """
    found = Ledger(dimensions, Leavers)
    if not periods:
        return found
    span = min(first for first, _ in periods), max(last for _, last in periods)
    for account, timeline in lines.items():
        exits = [_Exits(x, *span) for x in timeline]
        for at, (first, last) in enumerate(periods):
            before = first - _DAY
            if not any(some.between(before, last) for some in exits):
                continue
            opening = timeline.on(before, worth)
            if opening.has_revenue:
                closing, beyond = timeline.on(last), _beyond(timeline, exits, last)
                for counted in found.of(account, at):
                    counted.count(opening, closing, beyond)
    return found


class _Exits:
    """When a line can be left, between two days; `lost_on` is the last day of a term that is lost."""

    def __init__(self, x: Lived, first: date, last: date) -> None:
        term, ended = x.line.term, x.life.last
        self._life, self._by_the_month = x.life, term is None
        rolls = x.line.subscription.auto_renew is True
        self._contract_end = None if term is None or rolls else term.end
        self._ends: list[date] = []
        self.lost_on: date | None = None
        if term is None:
            return
        ends = term.ends(first, last) if rolls else [term.end]
        self._ends = sorted({*x.line.renewed_on, *(end for end in ends if ended is None or end <= ended)})
        if ended is not None and decision_at(x.line, ended).outcome is Outcome.LOST:
            self.lost_on = ended

    def between(self, before: date, last: date) -> bool:
        """Whether the line is live on the day before a period or in it, and can be left in it.

        By the month, what has the day before as its last is left on the first day. What went on without a contract
        until then is not: its loss counted there, or its next line has begun.
        """
        life = self._life
        if life.first > last or (life.last is not None and life.last < before):
            return False
        loose = self._contract_end is not None and self._contract_end <= before and life.last != before
        if self._by_the_month or loose:
            return True
        at = bisect_right(self._ends, before)
        return at < len(self._ends) and self._ends[at] <= last


def _beyond(timeline: Timeline, exits: Sequence[_Exits], last: date) -> Standing:
    """What an account has on the last day of a period without the terms that are lost on it, or from the day after."""
    staying = [x for x, some in zip(timeline, exits, strict=True) if some.lost_on != last]
    if len(staying) == len(timeline):
        return timeline.on(last)
    beyond = standing_on(staying, last)
    return beyond if beyond.has_revenue else timeline.on(last + _DAY)
