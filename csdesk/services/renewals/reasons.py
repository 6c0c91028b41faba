"""Reasons of losses, by account and product: what the lists of a period say of each that was lost."""

from collections import defaultdict
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.ids import AccountId
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from csdesk.store.book import Book
from csdesk.wording import choice


class Reasons:
    """The records of the book; `of` finds the one about a product that went in a period."""

    def __init__(self, book: Book) -> None:
        self._by: dict[tuple[AccountId, str], list[Churn]] = defaultdict(list)
        names = {p.id: p.product for p in book.all(Product)}
        for record in book.all(Churn):
            line = book.find(Subscription, record.subscription) if record.subscription else None
            self._by[record.account, names.get(line.product, "") if line else ""].append(record)

    def of(self, account: AccountId, product: str, first: date, last: date) -> Churn | None:
        """The newest record of a period about a product, else about the whole account."""
        for name in (product, ""):
            there = [r for r in self._by.get((account, name), []) if first <= r.lost_on <= last]
            if there:
                return max(there, key=lambda r: (r.lost_on, r.id))
        return None


def why_text(record: Churn | None, account: Account | None) -> str:
    """The reason with its words; without a record the account's own words, or that it is not known yet."""
    if record is None:
        return (account.lost_reason if account else None) or choice(Reason.NOT_KNOWN)
    return f"{choice(record.reason)}: {record.detail}" if record.detail else choice(record.reason)
