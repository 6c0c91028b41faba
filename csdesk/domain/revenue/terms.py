"""A term is the run of days that a line is sold for; at its last day a renewal is due."""

import functools
from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.periods import months_of_term, term_end
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.domain.values import dataclass

NEAR = timedelta(days=7)
"""A decision dated so close to a term's end is the decision about that end."""
_DAY = timedelta(days=1)
_NEARLY_A_YEAR = 10
_NO_REAL_END = 9900
"""From this year on, an end is a way to write "for ever"."""

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12, Period.TERM: 12}
"""How long a term is where nobody wrote its end."""


@dataclass(frozen=True, slots=True)
class Term:
    """The term of a line: its last day, its length in months, the day it is counted from.

    `terms` of that length lead from `anchor` to the end, so that all ends keep the anchor's day: of three months each
    from 31 December the 30th of March, the 29th of June, the 29th of September. A crooked term, which brought a line
    to a common day, has none; it renews by whole years from there, if it was that long: by as many as are nearest, by
    the fewer of two as near.
    `assumed` says that nobody wrote the end: it follows from the start and the period.
    """

    end: date
    months: int
    anchor: date
    terms: int
    assumed: bool
    every: int
    """By how many months the term renews."""

    def nth_end(self, n: int) -> date:
        """The last day after `n` renewals of the same length; 0 is the written end. Raises: ValueError."""
        if n == 0:
            return self.end
        return term_end(self.anchor, self.every * (n + self.terms))

    def end_on_or_after(self, day: date) -> date:
        """The last day of the term that a day falls in, were the line renewed again and again."""
        n = max(0, (day.year - self.end.year) * 12 + day.month - self.end.month) // self.every
        n = max(0, n - 1)
        while self.nth_end(n) < day:
            n += 1
        return self.nth_end(n)

    def earlier_ends(self, start: date) -> list[date]:
        """The ends before this one, back to a line's start, if all its terms were of this length."""
        if self.terms:
            return [term_end(self.anchor, self.months * n) for n in range(1, self.terms)]
        found: list[date] = []
        while (end := term_end(_after(self.end), -self.months * (len(found) + 1))) > start:
            found.append(end)
        return found[::-1]

    def ends(self, first: date, last: date) -> Iterator[date]:
        """The ends between two days, both included, were the line renewed again and again."""
        day = first
        while day <= last and (end := self.end_on_or_after(day)) <= last:
            yield end
            day = end + _DAY


def term_of(subscription: Subscription) -> Term | None:
    """The term of a line; None for month to month, and where neither end nor start is known."""
    start, end = subscription.start, subscription.end
    if subscription.month_to_month or (start is None and end is None):
        return None
    if end is None:
        assert start is not None
        months = subscription.term_months or MONTHS[subscription.period]
        return Term(term_end(start, months), months, start, terms=1, assumed=True, every=months)
    return term_between(start, end, assumed=not subscription.term_confirmed, months=subscription.term_months)


@functools.lru_cache(maxsize=8192)
def term_between(start: date | None, end: date, *, assumed: bool = False, months: int | None = None) -> Term:
    """The term from a start, where it is known, to a written end; `months` where its length was said."""
    length = months or term_months(start, end)
    terms = _whole_terms(start, end, length) if start and _ordinary(start, end) else 0
    exact = terms or months is not None or length < _NEARLY_A_YEAR
    every = length if exact else 12 * max(1, (length + 5) // 12)
    anchor = start if terms and start else _after(end)
    return Term(end, length, anchor, terms=terms, assumed=assumed, every=every)


def _whole_terms(start: date, end: date, months: int) -> int:
    """How many terms of so many months lead from a start to an end exactly; 0 where none do."""
    count = round(months_of_term(start, end) / months)
    return count if count and term_end(start, months * count) == end else 0


def term_months(start: date | None, end: date) -> int:
    """The whole months of a written term; 12 where its start is missing, or makes no sense."""
    return months_of_term(start, end) if start and _ordinary(start, end) else MONTHS[Period.TERM]


def _ordinary(start: date | None, end: date) -> bool:
    return start is not None and start <= end and end.year < _NO_REAL_END


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day
