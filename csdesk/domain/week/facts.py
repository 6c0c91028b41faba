"""The facts of a week are what the book holds on its first day about who may need a person, and when."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.accounts import TouchModel
from csdesk.domain.contacts import Role
from csdesk.domain.ids import AccountId, ContactId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.periods import Days
from csdesk.domain.promises import Promise
from csdesk.domain.renewals import Category
from csdesk.domain.signals import Signal
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import TouchKind
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A contact who is still there; `away` are the days on which nobody can meet them."""

    id: ContactId
    name: str
    roles: tuple[Role, ...] = ()
    away: Days | None = None
    opted_out_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One account on the first day of the week. `since` is when it signed, or its first line began."""

    account: AccountId
    name: str
    touch_model: TouchModel | None = None
    since: date | None = None
    last_two_way_on: date | None = None
    last_message_on: date | None = None
    """The last touch that nobody answered, such as a mail."""
    people: tuple[Person, ...] = ()
    first_value_open: bool = False
    customer: bool = True
    """A prospect or a lost account has only its tasks: no rule proposes anything for it."""


@dataclass(frozen=True, slots=True)
class TermEnd:
    """A term that ends without a decision yet. `notice_on` is the last day to leave, if it is known.

    `assumed` says that nobody wrote the end or confirmed it.
    """

    account: AccountId
    subscription: SubscriptionId
    due_on: date
    notice_on: date | None = None
    auto_renew: bool | None = None
    category: Category = Category.UNKNOWN
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Everything that the rules read, as of `today`; facts dated later are not in it.

    `standings` are the customers, and who else has a task; facts of all others make no proposal.
    `tasks` are all that are open, or done or dropped with a cause or in this week.
    """

    today: date
    standings: tuple[Standing, ...]
    term_ends: tuple[TermEnd, ...] = ()
    tasks: tuple[Task, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    promises: tuple[Promise, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    detractors: tuple[Survey, ...] = ()
    signals: tuple[Signal, ...] = ()
    names: tuple[tuple[ContactId, str], ...] = ()
    """Contacts named by a detractor or signal, also those who left."""
    touches_kept: bool = False
    """Whether the book holds any touch by then: without one, nobody can be called silent."""
    first_import_on: date | None = None
    invoices_through: date | None = None
    """The last day of invoices that came by file: openness is known only up to it; so for tickets."""
    tickets_through: date | None = None
    minutes_spent: tuple[tuple[TouchKind, int, int], ...] = ()
    """The log of a person's own touches: kind, minutes, how many."""
    minutes_chosen: tuple[tuple[TouchKind, int], ...] = ()
    """The minutes of a kind that a person chose: these stand before any median."""


_RANK = {
    role: at
    for at, role in enumerate(
        (Role.SPONSOR, Role.CHAMPION, Role.EXECUTIVE, Role.ADMINISTRATOR, Role.BENEFICIARY, Role.USER)
    )
}


def whom_to_ask(
    people: Sequence[Person], days: Sequence[date], *, first: Role | None = None
) -> Person | None:
    """Whom to call: not away on all of `days`, best by role (`first` before all), then by name and id.

    Who is known by an address alone (*billing@…*) comes after those who have a name.
    """

    def rank(person: Person) -> tuple[bool, int, bool, str, str]:
        absent = person.away is not None and bool(days) and all(d in person.away for d in days)
        wanted = -1 if first in person.roles else min((_RANK.get(r, 9) for r in person.roles), default=9)
        return absent, wanted, "@" in person.name, person.name.casefold(), person.id

    return min(people, key=rank, default=None)
