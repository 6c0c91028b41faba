"""Numbers by a dimension: the same figures for each value that accounts have of it at the end of the period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.classes import LARGEST, SIZES, size_of
from csdesk.domain.errors import NoSuchDimension
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.periods import quarter_called
from csdesk.domain.products import Product
from csdesk.domain.revenue.ledger import Dimension, Lives, Periods, Values
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.services.book.custom import custom_fields, custom_values
from csdesk.services.book.knowing import looking_back, on_each
from csdesk.services.book.preferences import year_begins
from csdesk.services.numbers.numbers import Numbers, Sold, Told
from csdesk.store.book import Book
from csdesk.store.columns import columns

_TENURES = ((1, "under 1 year"), (2, "1 to 2 years"), (3, "2 to 3 years"), (5, "3 to 5 years"))
_OLDEST = "5 years and more"
PRODUCT, TENURE, COHORT = "product", "tenure", "cohort"
_SINCE = {TENURE, COHORT}
_FIELDS = {"size": "employees", TENURE: "signed_on", COHORT: "signed_on"}
DIMENSIONS = (
    "segment", "industry", "region", "channel", "csm", "touch model", "stage", "size", TENURE, COHORT, PRODUCT,
)  # fmt: skip
"""What numbers can be parted by, besides the custom fields of accounts."""


def dimensions(book: Book) -> tuple[str, ...]:
    """What the numbers of this book can be parted by: also the custom fields of its accounts."""
    return *DIMENSIONS, *(field.name for field in custom_fields(book, "account"))


Parted = list[tuple[str | None, Numbers]]


def parted(
    book: Book, sold: Sold, periods: Periods, by: str, *, also: Sequence[Iterable[str | None]] = ()
) -> list[tuple[Numbers, Parted]]:
    """The figures of each period, whole and for each value of a dimension in order; None, not known, comes last.

    An account is in the value that it has at the end of the period; by product it is in each that it has, so that
    accounts may add up to more than there are. Values that `also` has of a period are told where no line has them,
    too. Raises: NoSuchDimension.
    """
    more = also or [()] * len(periods)
    if named(by) == PRODUCT:
        return _by_product(book, sold, periods, more)
    (values,) = values_in(book, [by], periods, sold.by_account)
    told = Told(sold, sold.by_account, periods, [values])
    return [
        (
            told.whole(at),
            [(v, told.part(0, at, v)) for v in listed({*told.values(0, at), *strays, *more[at]})],
        )
        for at, strays in enumerate(strays_in(sold, values))
    ]


def _by_product(
    book: Book, sold: Sold, periods: Periods, more: Sequence[Iterable[str | None]]
) -> list[tuple[Numbers, Parted]]:
    """Each product has figures of its own lines: an account may lose one and keep others."""
    parts = parts_of(book, PRODUCT, periods[-1][1], sold.lines)
    told = {p.value: Told(sold, lived(p.lines), periods) for p in parts}
    empty = Told(sold, {}, periods)
    return [
        (n, [(v, replace(told.get(v, empty).whole(at), left_out=0)) for v in listed({*told, *more[at]})])
        for at, n in enumerate(sold.numbers(periods))
    ]


def values_in(book: Book, by: Sequence[str], periods: Periods, lines: Lives) -> list[list[Values]]:
    """The values of each dimension at the end of each period: asked once where the book says the same of several.

    Raises: NoSuchDimension.
    """
    found: list[list[Values]] = [[] for _ in by]
    if not by:
        return found
    now = Asked(book, by)
    lasts = [last for _, last in periods]
    for last, seen in zip(lasts, on_each(book, lasts, of=[Account]), strict=True):
        asked = now if seen is book else Asked(seen, by)
        for name, values in zip(by, found, strict=True):
            values.append(asked.values(name, last, lines))
    return found


def strays_in(sold: Sold, dimension: Dimension) -> list[set[str | None]]:
    """Period by period the values of accounts whose lines never are live."""
    return [{values.get(account) for account in sold.strays} for values in dimension]


def listed(values: Iterable[str | None]) -> list[str | None]:
    """Values in their order: bands by size, all else by name, not known last."""
    return sorted(values, key=_place)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one value of a dimension, and its accounts: theirs, and those without lines."""

    value: str | None
    lines: tuple[Line, ...]
    accounts: frozenset[AccountId]


def parts_of(
    book: Book, by: str, last: date, lines: Sequence[Line], *, also: Iterable[AccountId] = ()
) -> list[Part]:
    """The values of a dimension at the end of a day, in order, with what has them; `also`: accounts without lines.

    Raises: NoSuchDimension.
    """
    value_of = _value_of(book, by, last, lines)
    parts: dict[str | None, list[Line]] = defaultdict(list)
    accounts: dict[str | None, set[AccountId]] = defaultdict(set)
    for line in lines:
        sub = line.subscription
        value = value_of(sub.account, sub.product)
        parts[value].append(line)
        accounts[value].add(sub.account)
    for account in also:
        accounts[value_of(account, None)].add(account)
    return [Part(v, tuple(parts[v]), frozenset(accounts[v])) for v in listed(accounts)]


_ORDER = [word for _, word in (*SIZES, (0, LARGEST), *_TENURES, (0, _OLDEST))]


def _place(value: str | None) -> tuple[bool, int, str]:
    return value is None, _ORDER.index(value) if value in _ORDER else 0, value or ""


def named(by: str) -> str:
    """A dimension as it is called here, however it was typed."""
    return by.strip().casefold().replace("_", " ")


_ValueOf = Callable[[AccountId, ProductId | None], str | None]


def _value_of(book: Book, by: str, last: date, lines: Iterable[Line]) -> _ValueOf:
    """What value an account has; by product, the one of a line of it."""
    name = named(by)
    if name == PRODUCT:
        products = {p.id: p.product for p in book.all(Product)}
        return lambda _, product: products.get(product) if product else None
    with looking_back(book, last, of=[Account]) as seen:
        values = Asked(seen, [by]).values(by, last, lived(lines) if name in _SINCE else {})
    return lambda account, _: values.get(account)


class Asked:
    """What accounts are parted by, asked of one book: each dimension once, unless it speaks of the day."""

    def __init__(self, book: Book, by: Iterable[str]) -> None:
        self._book = book
        self._names = [named(name) for name in by]
        self._known: dict[str, Values] = {}

    def values(self, by: str, last: date, lines: Mapping[AccountId, Timeline]) -> Values:
        """The value of each account at the end of a day. Raises: NoSuchDimension."""
        name = named(by)
        if name == TENURE:
            return {a: _tenure(day, last) for a, day in self._began(name, lines).items()}
        if name not in self._known:
            self._known[name] = self._values(name, by, lines)
        return self._known[name]

    def _values(self, name: str, by: str, lines: Mapping[AccountId, Timeline]) -> Values:
        if name == "size":
            return {a: size_of(employees) for a, employees in self._facts[name].items()}
        if name == COHORT:
            begins = year_begins(self._book)
            return {a: quarter_called(day, begins) for a, day in self._began(name, lines).items()}
        if name in DIMENSIONS:
            return self._facts[name]
        own = {field.casefold(): cells for field, cells in custom_values(self._book, "account").items()}
        if name not in own:
            names = [f.name for f in custom_fields(self._book)]
            raise NoSuchDimension(name=by, names=", ".join([*DIMENSIONS, *names]))
        return {AccountId(account): value for account, value in own[name].items()}

    @cached_property
    def _facts(self) -> dict[str, dict[AccountId, Any]]:
        """By dimension the field of the accounts that tells it."""
        names = [name for name in self._names if name in DIMENSIONS and name != PRODUCT]
        fields = [_FIELDS.get(name, name.replace(" ", "_")) for name in names]
        ids, *cells = columns(self._book, Account, "id", *fields)
        said = (some if name in _FIELDS else _texts(some) for name, some in zip(names, cells, strict=True))
        return {name: dict(zip(ids, some, strict=True)) for name, some in zip(names, said, strict=True)}

    def _began(self, name: str, lines: Mapping[AccountId, Timeline]) -> dict[AccountId, date]:
        """Since when each account is a customer: signed, or the first day of its first line."""
        found = {account: min(x.life.first for x in some) for account, some in lines.items()}
        return found | {a: day for a, day in self._facts[name].items() if day}


def _texts(cells: Sequence[Any]) -> Iterable[str | None]:
    """What is written as a value; each that differs is worded once."""
    texts = {cell: str(cell) if cell else None for cell in {*cells}}
    return map(texts.__getitem__, cells)


def _tenure(began: date, last: date) -> str:
    years = last.year - began.year - ((last.month, last.day) < (began.month, began.day))
    return next((word for most, word in _TENURES if years < most), _OLDEST)
