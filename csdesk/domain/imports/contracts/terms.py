"""The terms of a sheet's lines: what its days say of them, and what a person answered."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.contracts.auto_renewal import Renewing
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.periods import add_months
from csdesk.domain.subscriptions import Period
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)


class Edge(StrEnum):
    """What a renewal date is."""

    LAST = "last"
    """The last day of the old term."""
    FIRST = "first"
    """The first day of the new term."""


class Length(StrEnum):
    """What several years between signing and renewal are."""

    ONE = "one"
    YEARLY = "yearly"


def goes_on_for_long(start: date | None, end: Any, day: date) -> bool:
    """Whether a term of up to five years ends so long after a day that it can be no yearly one, be it renewed early."""
    if start is None or not isinstance(end, date) or (end - day).days < _EARLY_DAYS:
        return False
    return add_months(day, _EARLY) < end < add_months(start, _LONGEST)


_EARLY, _LONGEST = 18, 61
_EARLY_DAYS = 18 * 30
"""Fewer than any eighteen months have: most rows are told by these."""


class Held(StrEnum):
    """From which day a single current price holds."""

    SINCE = "since"
    FILE = "file"


class Backwards(StrEnum):
    """What becomes of a line that ends before it begins."""

    SWAP = "swap"
    OPEN = "open"
    """Its end is left out."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Terms:
    """The answers about a sheet's lines, and the day from which its undated values are known."""

    day: date
    currency: str
    """What amounts are in that name no currency of their own."""
    currency_said: bool = False
    """Whether the header or a person says that; else it is what the book counts in."""
    of_all_rows: bool = False
    """Whether amounts are in that currency also in rows that name another."""
    edge: Edge = Edge.LAST
    length: Length = Length.ONE
    held: Held = Held.FILE
    amount: Period = Period.YEAR
    """What a column without a period, such as Contract value, pays for."""
    paid: Period | None = None
    """What all amounts pay for, whatever a column of billing says; None where it is what that says."""
    backwards: Backwards = Backwards.REFUSE
    own: bool = False
    """Whether the sheet is the csdesk workbook's: nothing is assumed in it."""
    mark: Mark | None = None
    """Which sign marks the decimals of its amounts."""
    whole: bool = False
    """Whether no column says how many are sold: then a price is that of all."""
    of_all: bool = False
    """Whether a price is that of all seats of its row, though it has a number of them."""
    discounted: bool = False
    """Whether a discount is in the prices already."""
    renewing: Renewing = Renewing()
    """What was said of all its contracts, where no column tells whether they renew by themselves."""
    years: Mapping[int, str] = field(default_factory=dict)
    """The headers of the columns that say what each year of a term costs, by which year it is."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How many rows speak for each edge, with one row as the sample, and the lengths of terms in years."""

    first: int
    last: int
    sample: tuple[int, date, date] | None
    years: tuple[tuple[int, int], ...]
    """Whole years between start and renewal → how many rows that do not say their term, for 1 year and more."""


def weigh(records: Iterable[Record], *, alone: bool = True) -> Weighed:
    """Count what the days of a sheet say about its renewal dates and terms; `alone`: also those without a start."""
    votes: dict[Edge, int] = {Edge.FIRST: 0, Edge.LAST: 0}
    samples: dict[Edge, tuple[int, date, date]] = {}
    years: dict[int, int] = {}
    for record in records:
        renewal = record.get("subscription.renewal_date")
        end = record.get("subscription.end")
        start = record.get("subscription.start") or record.get("subscription.signed_on")
        edge = _vote(start, renewal) if isinstance(renewal, date) and (start or alone) else None
        if edge:
            votes[edge] += 1
            samples.setdefault(edge, (record.row, start or renewal, renewal))
        until = renewal if isinstance(renewal, date) else end
        if start and isinstance(until, date) and until > start and not record.get("subscription.term_months"):
            count = round((until - start).days / 365.25)
            years[count] = years.get(count, 0) + 1
    most = max(votes, key=lambda e: votes[e])
    lengths = tuple(sorted((y, n) for y, n in years.items() if y))
    return Weighed(votes[Edge.FIRST], votes[Edge.LAST], samples.get(most), lengths)


def _vote(start: date | None, renewal: date) -> Edge | None:
    if start and renewal > start:
        for day, edge in ((renewal, Edge.FIRST), (renewal + _DAY, Edge.LAST)):
            months = (day.year - start.year) * 12 + day.month - start.month
            if months and months % 12 == 0 and add_months(start, months) == day:
                return edge
        return None
    if (renewal + _DAY).day == 1:
        return Edge.LAST
    return Edge.FIRST if renewal.day == 1 else None
