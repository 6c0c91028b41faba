"""A book of two accounts and two products, with what a test says of them."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.products import Product
from csdesk.store.book import Book


def fill(book: Book, *values: object) -> Book:
    """The book, filled."""
    accounts = [Account(id=AccountId(a), account=a.upper()) for a in ("a1", "a2")]
    products = [Product(id=ProductId(p), product=p.upper()) for p in ("p1", "p2")]
    with book.change(Verb.DEMO, today=date(2025, 11, 24)):
        book.put_all([*accounts, *products, *values])
    return book
