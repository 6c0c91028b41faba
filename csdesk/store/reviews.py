"""The rows that a review is made of: everything of one account, in order of entry."""

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.preferences import OWN_ADDRESSES, OWNER, VENDOR
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import Usage
from csdesk.store.book import Book


def facts_of(book: Book, account_id: AccountId) -> Facts:
    """Everything of one account that a review may need. Raises: NoSuchAccount."""
    account = book.find(Account, account_id)
    if account is None:
        raise NoSuchAccount(name=account_id)
    subscriptions = book.all(Subscription, account=account_id)
    objectives = book.all(Objective, account=account_id)
    sold = {s.product for s in subscriptions}
    return Facts(
        account=account,
        vendor=book.preference(VENDOR) or "",
        owner=book.preference(OWNER) or "",
        own_addresses=book.preference(OWN_ADDRESSES) or "",
        contacts=tuple(book.all(Contact, account=account_id)),
        products=tuple(p for p in book.all(Product) if p.id in sold),
        subscriptions=tuple(subscriptions),
        steps=tuple(step for s in subscriptions for step in book.all(Step, subscription=s.id)),
        touches=tuple(book.all(Touch, account=account_id)),
        tasks=tuple(book.all(Task, account=account_id)),
        promises=tuple(book.all(Promise, account=account_id)),
        milestones=tuple(book.all(Milestone, account=account_id)),
        objectives=tuple(objectives),
        readings=tuple(r for o in objectives for r in book.all(Reading, objective=o.id)),
        usage=tuple(book.all(Usage, account=account_id)),
        tickets=tuple(book.all(Ticket, account=account_id)),
        surveys=tuple(book.all(Survey, account=account_id)),
        signals=tuple(book.all(Signal, account=account_id)),
    )
