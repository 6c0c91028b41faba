"""The series of numbers: waterfalls of many periods by dimensions, from lines that are read once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.series import Bars, Values, bars, joined, moved
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.services.knowing import looking_back
from csdesk.services.numbers import Sold, lines_of
from csdesk.services.numbers_by import PRODUCT, Asked, in_order, named, parts_of
from csdesk.store.book import Book

Periods = Sequence[tuple[date, date]]
Parts = list[tuple[str | None, Bars]]


def numbers_series(
    book: Book,
    periods: Periods,
    by: Sequence[str],
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
) -> dict[str, list[Parts]]:
    """By dimension: the waterfall of each value for every period, values and periods in order.

    The same figures as `numbers_by` tells of a single period. Raises: as `numbers_by`.
    """
    if not periods:
        return {}
    whole = min(first for first, _ in periods), max(last for _, last in periods)
    sold = lines_of(book, *whole, as_of=as_of, currency=currency, only=only)
    lines = lived(sold.lines)
    names = [name for name in by if named(name) != PRODUCT]
    values = _values(book, names, periods, lines)
    movements = moved(lines, periods, sold.worth)
    told = list(bars(lines, zip(movements, _together(lines, values), strict=True), sold.worth))
    found = {name: [in_order(_by_one(at, each)) for each in told] for at, name in enumerate(names)}
    return {name: found[name] if name in found else _products(book, periods, sold) for name in by}


def _values(
    book: Book, by: Sequence[str], periods: Periods, lines: Mapping[AccountId, Timeline]
) -> list[list[Values]]:
    """The values of each dimension at the end of each period: asked once where the book says the same of several."""
    found: list[list[Values]] = []
    now = Asked(book)
    for _, last in periods:
        with looking_back(book, last) as seen:
            asked = now if seen is book else Asked(seen)
            found.append([asked.values(name, last, lines) for name in by])
    return found


_Together = tuple[str | None, ...]


def _together(
    lines: Iterable[AccountId], values: Iterable[Sequence[Values]]
) -> Iterator[Mapping[AccountId, _Together]]:
    """The values that an account has in all dimensions: accounts that share them are added up once for all."""
    accounts = list(lines)
    before: Sequence[Values] | None = None
    made: Mapping[AccountId, _Together] = {}
    for some in values:
        if before is None or any(x is not y for x, y in zip(some, before, strict=True)):
            made = {a: tuple(each.get(a) for each in some) for a in accounts}
        yield made
        before = some


def _by_one(at: int, told: Mapping[_Together | None, Bars]) -> dict[str | None, Bars]:
    parts: dict[str | None, list[Bars]] = defaultdict(list)
    for values, one in told.items():
        parts[values[at] if values else None].append(one)
    return {value: joined(some) for value, some in parts.items()}


def _products(book: Book, periods: Periods, sold: Sold) -> list[Parts]:
    """Each product has a waterfall of its own lines."""
    found: list[Parts] = [[] for _ in periods]
    for part in parts_of(book, PRODUCT, periods[-1][1], sold.lines):
        some = lived(part.lines)
        told = bars(some, ((m, {}) for m in moved(some, periods, sold.worth)), sold.worth)
        for parts, made in zip(found, told, strict=True):
            parts += [(part.value, one) for one in made.values()]
    return found
