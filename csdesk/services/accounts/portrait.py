"""A portrait is everything that the book knows of one account on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.feedback import Feedback
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.hindsight import as_it_was, as_they_were
from csdesk.domain.ids import AccountId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.following import begun_of, new_products_of, successors_of
from csdesk.domain.revenue.lines import Line, known_by
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.renewed import paid_after, paid_in
from csdesk.domain.revenue.standing import Lived
from csdesk.domain.revenue.terms import NEAR
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.reviews.due import ReviewDue, review_due, reviews_held, went_live_on
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.timeline import Entry, timeline
from csdesk.domain.timeline.use import MonthOfUse
from csdesk.domain.touches import Direction, Touch
from csdesk.domain.usage import ACTIVE_USERS, LICENCES
from csdesk.services.accounts.accounts import AccountRow
from csdesk.store.accounts import account_line
from csdesk.store.book import Book
from csdesk.store.revenue import arr_by_account
from csdesk.store.use import use_by_month

if TYPE_CHECKING:
    from csdesk.domain.health.receipt import Receipt

_Row = TypeVar("_Row")
Sold = list[tuple[Subscription, Product, list[Step]]]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What goes beyond contract and plan, by day, the newest first."""

    opportunities: list[Opportunity] = field(default_factory=list)
    advocacy: list[Advocacy] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    losses: list[Churn] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def every(self) -> list[Any]:
        """All of them."""
        return [*self.opportunities, *self.advocacy, *self.feedback, *self.losses, *self.files]


@dataclass(frozen=True, slots=True)
class Portrait:
    """One account with all that belongs to it; `timeline` is newest first, up to the day.

    `receipt` explains the score of `row`; None where the account was no customer that day.
    """

    as_of: date
    account: Account
    row: AccountRow
    receipt: "Receipt | None"
    contacts: list[Contact]
    subscriptions: Sold
    timeline: list[tuple[date, Any]]
    milestones: list[Milestone]
    objectives: list[tuple[Objective, list[Reading]]]
    tasks: list[Task]
    risks: list[Risk]
    renewals: list[Renewal]
    readings: dict[str, tuple[date, float]]
    """The newest reading of active users and licences."""
    promises: list[Promise] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    beyond: Beyond = field(default_factory=Beyond)
    use: list[MonthOfUse] = field(default_factory=list)
    currency: str = "USD"
    """In which the account's amounts are that have no currency of their own."""

    def of(self, noun: type) -> list[Any]:
        """The timeline's facts of one noun, newest first."""
        return [fact for _, fact in self.timeline if isinstance(fact, noun)]

    @property
    def facts(self) -> int:
        """How many facts its timeline tells of, besides contracts and what is to do."""
        return len(self.timeline) + len(self.beyond.every()) + len(self.promises) + len(self.gaps)

    def names(self) -> dict[str, str]:
        """What the ids of contacts, products, lines, milestones and objectives are called."""
        named: dict[str, str] = {c.id: c.name for c in self.contacts}
        named |= {product.id: product.product for _, product, _ in self.subscriptions}
        named |= {line.id: product.product for line, product, _ in self.subscriptions}
        named |= {m.id: m.milestone for m in self.milestones}
        return named | {o.id: o.objective for o, _ in self.objectives}

    def entries(self) -> list[Entry]:
        """The timeline in words, with what is planned before it."""
        facts = [fact for _, fact in self.timeline]
        facts += [line for line, _, _ in self.subscriptions]
        facts += [*self.milestones, *self.tasks, *self.risks, *self.renewals, *self.contacts]
        facts += [*self.promises, *self.gaps, *self.beyond.every(), *self.use]
        facts += [reading for _, readings in self.objectives for reading in readings]
        made = timeline(facts, self.names(), as_of=self.as_of)
        return [
            replace(e, currency=self.currency) if e.amount is not None and not e.currency else e for e in made
        ]

    def line(self, sub: Subscription) -> Line:
        """One of the account's subscriptions as a line that knows its decisions and what follows it."""
        begun = begun_of(other for other, _, _ in self.subscriptions)
        steps = next(tuple(steps) for line, _, steps in self.subscriptions if line.id == sub.id)
        decisions = tuple(r for r in self.renewals if r.subscription == sub.id)
        line = Line(sub, steps, decisions, successors_of(sub, begun), new_products_of(sub, begun))
        return known_by(line, self.as_of)

    def live_lines(self) -> list[tuple[Line, Product]]:
        """The lines that bring recurring revenue on the day, with their products."""
        lines = [(self.line(sub), product) for sub, product, _ in self.subscriptions]
        return [(x, product) for x, product in lines if (life := life_of(x)) and self.as_of in life]

    def new_arrs(self) -> dict[str, Fraction]:
        """What each recorded renewal was renewed at, minor units a year of its line; of those of which it is known."""
        found = {r.id: Fraction(r.new_arr) for r in self.renewals if r.new_arr is not None}
        lines = lived(self.line(sub) for sub, _, _ in self.subscriptions).get(self.account.id, ())
        for due in self._renewed(lines):
            row = due.decision.renewal
            paid = paid_in(due.line.subscription.currency, paid_after(due, lines))
            if row is not None and paid is not None:
                found[row.id] = paid
        return found

    def _renewed(self, lines: Sequence[Lived]) -> Iterator[Due]:
        """The renewed term ends about which the book holds rows."""
        days = [r.due_on for r in self.renewals]
        for line in (x.line for x in lines if days):
            for due in dues_of(line, min(days) - NEAR, max(days) + NEAR, as_of=self.as_of):
                if due.outcome.renewed:
                    yield due

    def review_due(self) -> ReviewDue | None:
        """The next business review, where a cadence says when it is due."""
        held = reviews_held(self.of(Touch), as_of=self.as_of)
        lines = [line for line, _, _ in self.subscriptions]
        live = went_live_on(lines, self.milestones, as_of=self.as_of)
        return review_due(held, live, self.account.touch_model)

    def last_talk(self, contact: Contact) -> date | None:
        """The last day on which both sides spoke with a contact."""
        days = [t.on for t in self.of(Touch) if contact.id in t.contacts and t.direction is Direction.TWO_WAY]
        return max(days, default=None)


def portrait(book: Book, account: Account, *, as_of: date) -> Portrait:
    """Everything about an account on a day; facts dated later are not there."""
    from csdesk.services.health.health import score_of

    receipt = score_of(book, account.id, as_of=as_of)
    line = account_line(book, account.id, as_of)
    assert line is not None
    used = use_by_month(book, account.id, as_of=as_of)
    money = arr_by_account(book, as_of, account=account.id).get(account.id)

    def of(noun: type[_Row]) -> list[_Row]:
        return as_they_were(book.all(noun, account=account.id), as_of)

    return Portrait(
        as_of=as_of,
        account=as_it_was(account, as_of),
        row=AccountRow(line, money, receipt.score if receipt else None),
        receipt=receipt,
        contacts=of(Contact),
        subscriptions=_subscriptions(book, of(Subscription)),
        timeline=_timeline([*of(Touch), *of(Signal), *of(Ticket), *of(Invoice), *of(Survey)], as_of),
        milestones=of(Milestone),
        objectives=[(o, _readings(book, o, as_of)) for o in book.all(Objective, account=account.id)],
        tasks=of(Task),
        risks=of(Risk),
        renewals=of(Renewal),
        readings=_newest(used),
        promises=sorted(of(Promise), key=_by_due),
        gaps=of(Gap),
        beyond=Beyond(
            opportunities=_newest_first(of(Opportunity), "seen_on"),
            advocacy=_newest_first(of(Advocacy), "asked_on"),
            feedback=_newest_first(of(Feedback), "on"),
            losses=_newest_first(of(Churn), "lost_on"),
            files=_newest_first(of(File), "added_on"),
        ),
        use=used,
        currency=account.currency or book.preference(CURRENCY) or "USD",
    )


def _by_due(promise: Promise) -> tuple[date, str]:
    return promise.due_on or date.max, promise.id


def _newest_first(rows: list[_Row], day: str) -> list[_Row]:
    return sorted(
        rows, key=lambda row: (getattr(row, day) or date.min, str(getattr(row, "id", ""))), reverse=True
    )


def portrait_of(book: Book, account: AccountId, *, as_of: date) -> Portrait | None:
    """The portrait of the account with this id; None where there is none any more."""
    found = book.find(Account, account)
    return portrait(book, found, as_of=as_of) if found else None


def _subscriptions(book: Book, lines: list[Subscription]) -> Sold:
    sold = []
    for line in lines:
        product = book.find(Product, line.product)
        assert product is not None
        steps = sorted(book.all(Step, subscription=line.id), key=lambda s: s.from_)
        sold.append((line, product, steps))
    return sold


def _readings(book: Book, objective: Objective, as_of: date) -> list[Reading]:
    found = [r for r in book.all(Reading, objective=objective.id) if r.on <= as_of]
    return sorted(found, key=lambda r: (r.on, r.id))


def _newest(used: list[MonthOfUse]) -> dict[str, tuple[date, float]]:
    readings = [reading for month in used for reading in month.last]
    return {measure: (on, value) for measure, on, value in readings if measure in {ACTIVE_USERS, LICENCES}}


def _timeline(facts: list[Any], as_of: date) -> list[tuple[date, Any]]:
    dated = [(day, fact) for fact in facts if (day := _day(fact)) is not None and day <= as_of]
    return sorted(dated, key=lambda f: (f[0], f[1].id), reverse=True)


def _day(fact: Any) -> date | None:
    if isinstance(fact, Ticket):
        return fact.opened_at.date()
    if isinstance(fact, Survey):
        return fact.answered_on or fact.sent_on
    return fact.issued_on if isinstance(fact, Invoice) else fact.on
