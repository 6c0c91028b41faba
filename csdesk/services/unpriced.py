"""What is unpriced in some periods, by name: for want of its amount the figures are not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.products import Product
from csdesk.domain.revenue.ledger import Periods
from csdesk.domain.revenue.unpriced import unpriced
from csdesk.services.numbers import Sold
from csdesk.store.book import Book

_NAMED = 2


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A product of an account, and the last end of a period at which no amount of it is known."""

    account: AccountId
    name: str
    product: str
    on: date


def unpriced_by(
    sold: Sold, periods: Periods, accounts: Mapping[AccountId, Account], products: Mapping[str, str]
) -> tuple[Unpriced, ...]:
    """What is unpriced at the ends of periods: the latest first, then by name."""
    rows = [
        Unpriced(uid, accounts[uid].account if uid in accounts else str(uid), products.get(product, ""), on)
        for (uid, product), on in unpriced(sold.by_account, periods).items()
    ]
    return tuple(sorted(rows, key=lambda r: (-r.on.toordinal(), r.name, r.product)))


def unpriced_in(book: Book, sold: Sold, periods: Periods) -> list[tuple[Unpriced, ...]]:
    """The same of each period by itself, with the names that the book has."""
    accounts = {a.id: a for a in book.all(Account)}
    products = {str(p.id): p.product for p in book.all(Product)}
    return [unpriced_by(sold, [period], accounts, products) for period in periods]


def unpriced_text(rows: Sequence[Unpriced]) -> str:
    """The first two, and how many more: "no amount for Acme (Core) on 31 Dec 2025 and 3 more"."""
    said = [f"{r.name} ({r.product}) on {r.on.day} {r.on:%b %Y}" for r in rows[:_NAMED]]
    more = len(rows) - _NAMED
    if more > 0:
        return f"no amount for {', '.join(said)} and {more:,} more"
    return f"no amount for {' and '.join(said)}"
