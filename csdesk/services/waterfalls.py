"""Waterfalls of many periods, of a whole book or by dimensions, from lines that are read once."""

from collections.abc import Mapping, Sequence
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.bars import Bars
from csdesk.domain.revenue.series import Periods, Values, series
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.services.knowing import looking_back
from csdesk.services.numbers import Sold, refuse_backwards, sold_by
from csdesk.services.numbers_by import PRODUCT, Asked, in_order, named, parts_of
from csdesk.store.book import Book

Parts = list[tuple[str | None, Bars]]


def waterfalls(sold: Sold, periods: Periods) -> list[Bars | None]:
    """The waterfall of all lines in each period, none where there never was one. Raises: as `numbers`."""
    for first, last in periods:
        refuse_backwards(first, last)
    everybody: Values = {}
    (told,) = series(sold.by_account, periods, [[everybody] * len(periods)], sold.worth)
    return [one.get(None) for one in told]


def waterfalls_by(
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
    for first, last in periods:
        refuse_backwards(first, last)
    if not periods:
        return {}
    sold = sold_by(book, as_of=as_of, currency=currency, only=only)
    lines = sold.by_account
    names = [name for name in by if named(name) != PRODUCT]
    told = series(lines, periods, _values(book, names, periods, lines), sold.worth)
    found = {name: [in_order(parts) for parts in some] for name, some in zip(names, told, strict=True)}
    return {name: found[name] if name in found else _products(book, periods, sold) for name in by}


def _values(
    book: Book, by: Sequence[str], periods: Periods, lines: Mapping[AccountId, Timeline]
) -> list[list[Values]]:
    """The values of each dimension at the end of each period: asked once where the book says the same of several."""
    found: list[list[Values]] = [[] for _ in by]
    now = Asked(book)
    for _, last in periods:
        with looking_back(book, last) as seen:
            asked = now if seen is book else Asked(seen)
            for name, values in zip(by, found, strict=True):
                values.append(asked.values(name, last, lines))
    return found


def _products(book: Book, periods: Periods, sold: Sold) -> list[Parts]:
    """Each product has a waterfall of its own lines."""
    nobody: list[Values] = [{}] * len(periods)
    found: list[Parts] = [[] for _ in periods]
    for part in parts_of(book, PRODUCT, periods[-1][1], sold.lines):
        (told,) = series(lived(part.lines), periods, [nobody], sold.worth)
        for parts, made in zip(found, told, strict=True):
            parts += [(part.value, one) for one in made.values()]
    return found
