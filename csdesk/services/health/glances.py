"""A glance is what stands beside a list about one account: what moved its health, what was decided, what is next."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.health.between import Part
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category, Renewal
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Direction, Touch
from csdesk.services.health.health_change import health_change
from csdesk.store.book import Book

BACK = timedelta(weeks=12)
"""How far back the change of the score is told: as the line of twelve weeks."""


@dataclass(frozen=True, slots=True)
class Glance:
    """`parts` add up exactly from the score `then`, on `since`, to the receipt's; there are none where either is
    missing. `talked_on`: the last day on which both sides spoke, with the sponsor among them.
    """

    account: AccountId
    receipt: Receipt | None
    since: date
    then: Decimal | None
    parts: tuple[Part, ...]
    sponsor: Contact | None
    talked_on: date | None
    categories: tuple[Category, ...]
    forecast: int | None
    """Minor units, of the renewals that are due next; None where nobody said."""
    tasks: tuple[Task, ...]
    """Those that are open, the one that is due first first."""


def glance(
    book: Book, account: AccountId, *, renewal_on: date | None, as_of: date, known_on: date | None = None
) -> Glance:
    """What stands beside the list about an account whose next renewal is due on a day; `known_on` as for why a score
    changed. Raises: NoSuchAccount.
    """
    change = health_change(book, account, since=as_of - BACK, as_of=as_of, known_on=known_on)
    sponsor = _sponsor(book, account)
    due = [r for r in book.all(Renewal, account=account) if r.due_on == renewal_on]
    known = [r.forecast for r in due if r.forecast is not None]
    return Glance(
        account,
        change.after,
        change.since,
        change.then,
        change.parts,
        sponsor,
        _talked(book, account, sponsor, as_of) if sponsor else None,
        tuple(sorted({r.category for r in due})),
        sum(known) if known else None,
        _tasks(book, account),
    )


def _sponsor(book: Book, account: AccountId) -> Contact | None:
    people = [
        c
        for c in book.all(Contact, account=account)
        if Role.SPONSOR in c.roles and c.status is not ContactStatus.LEFT
    ]
    return min(people, key=lambda c: (c.name, c.id), default=None)


def _talked(book: Book, account: AccountId, person: Contact, as_of: date) -> date | None:
    days = [
        t.on
        for t in book.all(Touch, account=account)
        if t.direction is Direction.TWO_WAY and t.on <= as_of and person.id in t.contacts
    ]
    return max(days, default=None)


def _tasks(book: Book, account: AccountId) -> tuple[Task, ...]:
    open_ = [t for t in book.all(Task, account=account) if t.status is TaskStatus.OPEN]
    return tuple(sorted(open_, key=lambda t: (t.due_on or date.max, t.title, t.id)))
