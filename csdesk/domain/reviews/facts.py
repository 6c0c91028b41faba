"""The facts of a review are the rows of one account, as they stood on a day."""

from dataclasses import dataclass, replace
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.csms import addresses_in, called
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.reviews.words import plain
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the book holds on one account. `vendor` sells the product, `owner` is its CSM, with their mail addresses."""

    account: Account
    vendor: str = ""
    owner: str = ""
    own_addresses: str = ""
    contacts: tuple[Contact, ...] = ()
    products: tuple[Product, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    steps: tuple[Step, ...] = ()
    touches: tuple[Touch, ...] = ()
    tasks: tuple[Task, ...] = ()
    promises: tuple[Promise, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    objectives: tuple[Objective, ...] = ()
    readings: tuple[Reading, ...] = ()
    usage: tuple[Usage, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    surveys: tuple[Survey, ...] = ()
    signals: tuple[Signal, ...] = ()

    def as_of(self, day: date) -> "Facts":
        """Only what had happened by the end of that day; what happened later is still open."""
        return replace(
            self,
            steps=tuple(s for s in self.steps if s.from_ <= day),
            touches=tuple(t for t in self.touches if t.on <= day),
            tasks=tuple(_task(t, day) for t in self.tasks),
            promises=tuple(
                _promise(p, day) for p in self.promises if not p.promised_on or p.promised_on <= day
            ),
            milestones=tuple(_milestone(m, day) for m in self.milestones),
            objectives=tuple(o for o in self.objectives if o.agreed_on is None or o.agreed_on <= day),
            readings=tuple(r for r in self.readings if r.on <= day),
            usage=tuple(u for u in self.usage if u.on <= day),
            tickets=tuple(_ticket(t, day) for t in self.tickets if t.opened_at.date() <= day),
            surveys=tuple(s for s in self.surveys if s.answered_on and s.answered_on <= day),
            signals=tuple(s for s in self.signals if s.on <= day),
        )

    @property
    def ours(self) -> str:
        """The name of the account's CSM, or of the book's owner."""
        return called(plain(self.account.csm), plain(self.owner), addresses_in(self.own_addresses))

    @property
    def their_person(self) -> Contact | None:
        """Whom the review is for: the champion, else the sponsor, else an executive; still there."""
        there = [c for c in self.contacts if c.status is ContactStatus.ACTIVE and plain(c.name)]
        for role in (Role.CHAMPION, Role.SPONSOR, Role.EXECUTIVE):
            found = sorted((c for c in there if role in c.roles), key=lambda c: (c.name, c.id))
            if found:
                return found[0]
        return None

    @property
    def theirs(self) -> str:
        """The name of the person whom the review is for; empty when nobody is known."""
        return plain(self.their_person.name) if self.their_person else ""

    def contact_name(self, contact: str | None) -> str:
        """The name of one contact of the account; empty when there is none."""
        return next((plain(c.name) for c in self.contacts if c.id == contact), "")

    def product_name(self, subscription: Subscription) -> str:
        """The name of the product of a line."""
        return next((plain(p.product) for p in self.products if p.id == subscription.product), "")


def _task(task: Task, day: date) -> Task:
    if task.done_on and task.done_on > day:
        return replace(task, done_on=None, status=TaskStatus.OPEN)
    return task


def _promise(promise: Promise, day: date) -> Promise:
    if promise.settled_on and promise.settled_on > day:
        return replace(promise, settled_on=None, status=PromiseStatus.OPEN)
    return promise


def _milestone(milestone: Milestone, day: date) -> Milestone:
    if milestone.achieved_on and milestone.achieved_on > day:
        return replace(milestone, achieved_on=None, confirmed_by=None, evidence=None, achieved=None)
    return milestone


def _ticket(ticket: Ticket, day: date) -> Ticket:
    if ticket.closed_at and ticket.closed_at.date() > day:
        return replace(ticket, closed_at=None)
    return ticket
