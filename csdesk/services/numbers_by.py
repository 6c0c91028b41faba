"""Numbers by a dimension: the same figures for each value that accounts have of it at the end of the period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.classes import LARGEST, SIZES, size_of
from csdesk.domain.errors import NoSuchDimension
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.periods import quarter_called
from csdesk.domain.products import Product
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.series import Values
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.domain.revenue.waterfall import Waterfall, waterfall
from csdesk.services.custom import custom_fields, custom_values
from csdesk.services.knowing import looking_back
from csdesk.services.numbers import Numbers, Sold, figures, refuse_backwards, sold_by
from csdesk.services.preferences import year_begins
from csdesk.store.book import Book
from csdesk.store.columns import columns

T = TypeVar("T")
_TENURES = ((1, "under 1 year"), (2, "1 to 2 years"), (3, "2 to 3 years"), (5, "3 to 5 years"))
_OLDEST = "5 years and more"
PRODUCT, TENURE, COHORT = "product", "tenure", "cohort"
_SINCE = {TENURE, COHORT}
DIMENSIONS = (
    "segment", "industry", "region", "channel", "csm", "touch model", "stage", "size", TENURE, COHORT, PRODUCT,
)  # fmt: skip
"""What numbers can be parted by, besides the custom fields of accounts."""


def dimensions(book: Book) -> tuple[str, ...]:
    """What the numbers of this book can be parted by: also the custom fields of its accounts."""
    return *DIMENSIONS, *(field.name for field in custom_fields(book, "account"))


Parted = list[tuple[str | None, Numbers]]


def numbers_by(
    book: Book,
    first: date,
    last: date,
    by: str,
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
    values: Iterable[str | None] = (),
) -> Parted:
    """The figures for each value of a dimension, in order of values; None, not known, comes last.

    `values` are told also where no line has them.
    An account is in the value that it has at the end of the period; by product it is in each that it has, so that
    accounts may add up to more than there are. Raises: NoSuchDimension; as `numbers`.
    """
    sold = sold_by(book, as_of=as_of, currency=currency, only=only)
    return parted(book, sold, first, last, by, values=values)


def parted(
    book: Book, sold: Sold, first: date, last: date, by: str, *, values: Iterable[str | None] = ()
) -> Parted:
    """As `numbers_by`, of lines that are read."""
    refuse_backwards(first, last)
    part = _by_product(sold, first, last) if named(by) == PRODUCT else _by_account(sold, first, last)
    alone = replace(sold, left_out=0)
    lines = {p.value: p.lines for p in parts_of(book, by, last, sold.lines)}
    return [
        (value, figures(*part(lines.get(value, ())), first, last, sold.as_of, alone))
        for value in sorted({*lines, *values}, key=_place)
    ]


_Told = tuple[Waterfall, Mapping[AccountId, Timeline]]


def _by_account(sold: Sold, first: date, last: date) -> Callable[[Iterable[Line]], _Told]:
    """One waterfall of all accounts, of which each part takes its own."""
    every = sold.by_account
    whole = waterfall(every, first, last, sold.worth)

    def part(lines: Iterable[Line]) -> _Told:
        ids = dict.fromkeys(line.subscription.account for line in lines)
        some = {account: every[account] for account in ids if account in every}
        return whole.of(some), some

    return part


def _by_product(sold: Sold, first: date, last: date) -> Callable[[Iterable[Line]], _Told]:
    """A waterfall of its own for the lines of each product: an account may lose one and keep others."""

    def part(lines: Iterable[Line]) -> _Told:
        some = lived(lines)
        return waterfall(some, first, last, sold.worth), some

    return part


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
    return [Part(v, tuple(parts[v]), frozenset(accounts[v])) for v in sorted(accounts, key=_place)]


_ORDER = [word for _, word in (*SIZES, (0, LARGEST), *_TENURES, (0, _OLDEST))]


def in_order(parts: Mapping[str | None, T]) -> list[tuple[str | None, T]]:
    """The parts in order of their values."""
    return sorted(parts.items(), key=lambda part: _place(part[0]))


def _place(value: str | None) -> tuple[bool, int, str]:
    """Bands by size, all else by name, not known last."""
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
    with looking_back(book, last) as seen:
        values = Asked(seen).values(by, last, lived(lines) if name in _SINCE else {})
    return lambda account, _: values.get(account)


class Asked:
    """What accounts are parted by, asked of one book: each dimension once, unless it speaks of the day."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Values] = {}

    def values(self, by: str, last: date, lines: Mapping[AccountId, Timeline]) -> Values:
        """The value of each account at the end of a day. Raises: NoSuchDimension."""
        name = named(by)
        if name == TENURE:
            return {a: _tenure(day, last) for a, day in self._began(lines).items()}
        if name not in self._known:
            self._known[name] = self._values(name, by, lines)
        return self._known[name]

    def _values(self, name: str, by: str, lines: Mapping[AccountId, Timeline]) -> Values:
        if name == "size":
            return {a: size_of(employees) for a, employees in self._facts("employees").items()}
        if name == COHORT:
            begins = year_begins(self._book)
            return {a: quarter_called(day, begins) for a, day in self._began(lines).items()}
        if name in DIMENSIONS:
            return {a: str(v) if v else None for a, v in self._facts(name.replace(" ", "_")).items()}
        own = {field.casefold(): cells for field, cells in custom_values(self._book, "account").items()}
        if name not in own:
            names = [f.name for f in custom_fields(self._book)]
            raise NoSuchDimension(name=by, names=", ".join([*DIMENSIONS, *names]))
        return {AccountId(account): value for account, value in own[name].items()}

    def _facts(self, name: str) -> dict[AccountId, Any]:
        return dict(columns(self._book, Account, "id", name))

    def _began(self, lines: Mapping[AccountId, Timeline]) -> dict[AccountId, date]:
        """Since when each account is a customer: signed, or the first day of its first line."""
        found = {account: min(x.life.first for x in some) for account, some in lines.items()}
        return found | {a: day for a, day in self._facts("signed_on").items() if day}


def _tenure(began: date, last: date) -> str:
    years = last.year - began.year - ((last.month, last.day) < (began.month, began.day))
    return next((word for most, word in _TENURES if years < most), _OLDEST)
