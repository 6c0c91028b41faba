"""Waterfalls of many periods, of a whole book or by dimensions, from lines that are read once."""

from collections.abc import Mapping, Sequence, Set

from csdesk.domain.revenue.bars import NOTHING, Bars
from csdesk.domain.revenue.ledger import Periods
from csdesk.domain.revenue.series import series
from csdesk.domain.revenue.timeline import lived
from csdesk.services.numbers.numbers import Sold, everybody, refuse_backwards
from csdesk.services.numbers.numbers_by import PRODUCT, listed, named, parts_of, strays_in, values_in
from csdesk.store.book import Book

Parts = list[tuple[str | None, Bars]]


def waterfalls(sold: Sold, periods: Periods) -> list[Bars | None]:
    """The waterfall of all lines in each period, none where there never was one. Raises: as `Sold.numbers`."""
    for first, last in periods:
        refuse_backwards(first, last)
    (told,) = series(sold.by_account, periods, [everybody(periods)], sold.worth)
    return [one.get(None) for one in told]


def waterfalls_by(
    book: Book, sold: Sold, periods: Periods, by: Sequence[str]
) -> tuple[list[Bars], dict[str, list[Parts]]]:
    """The waterfall of each period, and, by dimension, that of each value for every period, values in order.

    The same figures as `parted` tells. Raises: as `parted`.
    """
    for first, last in periods:
        refuse_backwards(first, last)
    names = [name for name in by if named(name) != PRODUCT]
    values = values_in(book, names, periods, sold.by_account)
    whole, *told = series(sold.by_account, periods, [everybody(periods), *values], sold.worth)
    found = {
        name: [_parts(some, strays) for some, strays in zip(parts, strays_in(sold, dimension), strict=True)]
        for name, parts, dimension in zip(names, told, values, strict=True)
    }
    by_value = {name: found[name] if name in found else _products(book, periods, sold) for name in by}
    return [one.get(None, NOTHING) for one in whole], by_value


def _parts(told: Mapping[str | None, Bars], strays: Set[str | None]) -> Parts:
    return [(value, told.get(value, NOTHING)) for value in listed({*told, *strays})]


def _products(book: Book, periods: Periods, sold: Sold) -> list[Parts]:
    """Each product has a waterfall of its own lines."""
    found: list[Parts] = [[] for _ in periods]
    for part in parts_of(book, PRODUCT, periods[-1][1], sold.lines):
        (told,) = series(lived(part.lines), periods, [everybody(periods)], sold.worth)
        for parts, made in zip(found, told, strict=True):
            parts.append((part.value, made.get(None, NOTHING)))
    return found
