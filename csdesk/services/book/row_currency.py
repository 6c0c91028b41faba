"""A row's currency is its own, its contract's, its customer's or the book's; amounts are kept in its smallest unit."""

from collections.abc import Iterator, Mapping
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.churn import Churn
from csdesk.domain.errors import FieldRefused
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.invoices import Invoice
from csdesk.domain.money import digits
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.store.book import Book


def row_currency(book: Book, row: Any, given: Mapping[str, Any] | None = None) -> str:
    """In which currency the amounts of a row are, where some of its values, by attribute, are others."""

    def known(name: str) -> str | None:
        found: str | None = (given or {}).get(name) or getattr(row, name, None)
        return found

    line, account = known("subscription"), known("account")
    sold = book.find(Subscription, line) if line else None
    owner = book.find(Account, account) if account else None
    of_rows = (sold and sold.currency) or (owner and owner.currency)
    return known("currency") or of_rows or book.preference(CURRENCY) or "USD"


def refuse_other_decimals(book: Book, before: Any, after: Any) -> None:
    """Refuse a currency in which the amounts that stand would say another number: 100.00 USD are no 10,000 JPY.

    Raises: FieldRefused.
    """
    if before is None or getattr(before, "currency", None) == getattr(after, "currency", None):
        return
    then, now = row_currency(book, before), row_currency(book, after)
    rows = sum(1 for _ in _amounts(book, before, after, then)) if digits(then) != digits(now) else 0
    if rows:
        wanted = f"a currency with the decimals of {then}, in which {counted(rows, 'amount')} stand"
        raise FieldRefused(field="Currency", text=now, wanted=wanted + ("s" if rows == 1 else ""))


def _amounts(book: Book, before: Any, after: Any, currency: str) -> Iterator[int]:
    """The amounts that a row's currency is that of: those of rows that belong to it, and its own that stays."""
    if isinstance(before, Invoice):
        yield from (before.amount,) * (before.amount == after.amount)
    for noun in _OF.get(type(before), ()):
        rows = book.all(noun, **{noun_of(type(before)).word: before.id})
        money = [f.name for f in noun_of(noun).fields if f.kind is Kind.MONEY]
        for row in rows:
            if row_currency(book, row) == currency:
                yield from (said for name in money if (said := getattr(row, name)) is not None)


_OF: dict[type, tuple[type[Any], ...]] = {
    Account: (Opportunity, Churn),
    Subscription: (Step, Renewal, Churn),
}
"""The rows that have no currency of their own, by what they take it from."""
