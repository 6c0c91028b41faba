"""A portrait is everything that the book knows of one account on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.accounts import AccountRow, account_rows
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Portrait:
    """One account with all that belongs to it; `timeline` is newest first, up to the day."""

    account: Account
    row: AccountRow
    contacts: list[Contact]
    subscriptions: list[tuple[Subscription, Product, list[Step]]]
    timeline: list[tuple[date, Any]]
    milestones: list[Milestone]
    objectives: list[tuple[Objective, list[Reading]]]
    tasks: list[Task]
    risks: list[Risk]


def portrait(book: Book, account: Account, *, as_of: date) -> Portrait:
    """Everything about an account on a day; facts dated later are not there."""
    row = next(r for r in account_rows(book, as_of=as_of) if r.id == account.id)
    return Portrait(
        account=account,
        row=row,
        contacts=book.all(Contact, account=account.id),
        subscriptions=_subscriptions(book, account),
        timeline=_timeline(book, account, as_of),
        milestones=book.all(Milestone, account=account.id),
        objectives=[(o, _readings(book, o, as_of)) for o in book.all(Objective, account=account.id)],
        tasks=book.all(Task, account=account.id),
        risks=book.all(Risk, account=account.id),
    )


def _subscriptions(book: Book, account: Account) -> list[tuple[Subscription, Product, list[Step]]]:
    sold = []
    for line in book.all(Subscription, account=account.id):
        product = book.find(Product, line.product)
        assert product is not None
        steps = sorted(book.all(Step, subscription=line.id), key=lambda s: s.from_)
        sold.append((line, product, steps))
    return sold


def _readings(book: Book, objective: Objective, as_of: date) -> list[Reading]:
    found = [r for r in book.all(Reading, objective=objective.id) if r.on <= as_of]
    return sorted(found, key=lambda r: (r.on, r.id))


def _timeline(book: Book, account: Account, as_of: date) -> list[tuple[date, Any]]:
    facts: list[tuple[date, Any]] = []
    facts += [(t.on, t) for t in book.all(Touch, account=account.id)]
    facts += [(s.on, s) for s in book.all(Signal, account=account.id)]
    facts += [(t.opened_at.date(), t) for t in book.all(Ticket, account=account.id)]
    facts += [(i.issued_on, i) for i in book.all(Invoice, account=account.id)]
    surveys = book.all(Survey, account=account.id)
    facts += [(day, s) for s in surveys if (day := s.answered_on or s.sent_on)]
    facts = [(day, fact) for day, fact in facts if day <= as_of]
    return sorted(facts, key=lambda f: (f[0], f[1].id), reverse=True)
