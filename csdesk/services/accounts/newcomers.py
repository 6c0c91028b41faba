"""Newcomers: an account that is added by hand, with its first contract if that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import AccountExists, AccountWithoutName
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.money import to_minor
from csdesk.domain.names import name_key
from csdesk.domain.periods import add_months
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.store.accounts import accounts_named
from csdesk.store.book import Book

PRODUCT = "Subscription"
"""The product of a contract for which none is named."""


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What a person typed of a new account. `renewal_on` is the last day of the term."""

    account: str
    domain: str = ""
    arr: Decimal | None = None
    renewal_on: date | None = None
    required_outcome: str = ""


def add_account(book: Book, draft: AccountDraft, *, today: date) -> ChangeSet:
    """Add an account and, where its ARR is known, one yearly line whose term was assumed.

    Raises: AccountWithoutName, AccountExists.
    """
    name = " ".join(draft.account.split())
    if not name:
        raise AccountWithoutName
    if any(name_key(found) == name_key(name) for _, found in accounts_named(book, name)):
        raise AccountExists(name=name)
    currency = book.preference(CURRENCY) or "USD"
    account = Account(
        id=AccountId(book.new_id()),
        account=name,
        domain=draft.domain.strip().lower() or None,
        currency=currency,
        required_outcome=draft.required_outcome.strip() or None,
    )
    with book.change(Verb.ADD, label=name, today=today) as change:
        book.put_all([account, *_line(book, account, draft, currency, today)])
    return change.done


def _line(
    book: Book, account: Account, draft: AccountDraft, currency: str, today: date
) -> list[Product | Subscription | Step]:
    if draft.arr is None:
        return []
    known = [p for p in book.all(Product) if name_key(p.product) == name_key(PRODUCT)]
    product = known[0] if known else Product(id=ProductId(book.new_id()), product=PRODUCT)
    start = _start(draft.renewal_on, today)
    line = Subscription(
        id=SubscriptionId(book.new_id()),
        account=account.id,
        product=product.id,
        period=Period.YEAR,
        currency=currency,
        start=start,
        end=draft.renewal_on or add_months(start, 12) - timedelta(days=1),
        term_confirmed=draft.renewal_on is not None,
    )
    step = Step(
        id=book.new_id(),
        subscription=line.id,
        from_=max(today, start),
        amount=to_minor(draft.arr, currency),
        order_kind=OrderKind.NEW,
    )
    return [product, line, step]


def _start(renewal_on: date | None, today: date) -> date:
    """A yearly term that ends on that day and holds today, where it can."""
    if renewal_on is None:
        return today
    start = add_months(renewal_on + timedelta(days=1), -12)
    while start > today:
        start = add_months(start, -12)
    return start
