"""What is unpriced in some periods, by name: for want of its amount the figures are not known."""

from collections.abc import Mapping

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.products import Product
from csdesk.domain.revenue.ledger import Periods
from csdesk.domain.revenue.unpriced import Unpriced, unpriced
from csdesk.services.numbers.numbers import Sold
from csdesk.store.book import Book


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
