"""Small books for tests of health: one line says one fact."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from csdesk.domain.accounts import Account, TouchModel
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.health.receipt import Line, Receipt
from csdesk.domain.ids import AccountId, ContactId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch
from csdesk.domain.usage import ACTIVE_USERS, KEY_FEATURE, LICENCES, Usage
from csdesk.services.health.health import score_of
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
_ids = (f"id-{n}" for n in itertools.count())


def ago(days: int) -> date:
    """So many days before the day of the tests."""
    return DAY - timedelta(days=days)


def new_id() -> str:
    """An id that was not given before."""
    return next(_ids)


def put(book: Book, *values: Any) -> None:
    """Add values to the book."""
    with book.change(Verb.ADD, today=DAY):
        book.put_all(values)


def add_account(book: Book, name: str, **facts: Any) -> AccountId:
    """An account, high touch unless said otherwise."""
    said: dict[str, Any] = {"id": AccountId(new_id()), "account": name, "touch_model": TouchModel.HIGH}
    account = Account(**said | facts)
    put(book, account)
    return account.id


def receipt(book: Book, account: AccountId, day: date = DAY) -> Receipt:
    """The receipt of a customer."""
    found = score_of(book, account, as_of=day)
    assert found is not None
    return found


def read(book: Book, account: AccountId, key: str, day: date = DAY) -> tuple[float | None, float | None]:
    """The reading of a line and what it is worth."""
    found = line(book, account, key, day)
    return found.reading, None if found.sub_score is None else float(found.sub_score)


def line(book: Book, account: AccountId, key: str, day: date = DAY) -> Line:
    """One line of a customer's receipt."""
    return next(x for x in receipt(book, account, day).lines if x.measure.key == key)


def touch(account: AccountId, on: date, direction: Direction = Direction.TWO_WAY, **facts: Any) -> Touch:
    """A touch."""
    return Touch(id=new_id(), account=account, on=on, direction=direction, summary="talked", **facts)


def ticket(account: AccountId, opened: date, closed: date | None = None, **facts: Any) -> Ticket:
    """A ticket, opened and closed at nine."""
    end = at_nine(closed) if closed else None
    return Ticket(id=new_id(), account=account, opened_at=at_nine(opened), closed_at=end, **facts)


def at_nine(day: date) -> datetime:
    """Nine o'clock, UTC."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def usage(account: AccountId, measure: str, on: date, value: float) -> Usage:
    """A usage reading."""
    return Usage(id=new_id(), account=account, measure=measure, on=on, value=value)


def use(account: AccountId, *, now: float, before: float, licences: float = 100) -> Iterator[Usage]:
    """Four months of use: the level of the last 30 days, and that of the 90 days before."""
    yield usage(account, LICENCES, ago(5), licences)
    yield usage(account, ACTIVE_USERS, ago(5), 0.85 * licences)
    for days in range(3, 120, 10):
        yield usage(account, KEY_FEATURE, ago(days), now if days <= 30 else before)


def objective(
    account: AccountId, value: float, *, on: date = DAY - timedelta(days=3)
) -> tuple[Objective, Reading]:
    """An objective from 0 to 100, half of its time spent, with one reading."""
    made = Objective(
        id=ObjectiveId(new_id()), account=account, objective="Certify advisers", baseline=0.0, target=100.0,
        agreed_on=ago(100), due_on=ago(-100),
    )  # fmt: skip
    return made, Reading(id=new_id(), objective=made.id, on=on, value=value)


def contract(account: AccountId, start: date, *amounts: tuple[date, int], **facts: Any) -> list[Any]:
    """A yearly line that renews itself, with the amounts from their days."""
    product = Product(id=ProductId(new_id()), product="Platform")
    said: dict[str, Any] = {
        "id": SubscriptionId(new_id()), "account": account, "product": product.id, "period": Period.YEAR,
        "start": start, "end": start + timedelta(days=364), "auto_renew": True,
    }  # fmt: skip
    sub = Subscription(**said | facts)
    steps = [Step(id=new_id(), subscription=sub.id, from_=day, amount=amount) for day, amount in amounts]
    return [product, sub, *steps]


def invoice(account: AccountId, due: date, paid: date | None = None, **facts: Any) -> Invoice:
    """An invoice, issued on the first of the month."""
    return Invoice(
        id=new_id(),
        account=account,
        issued_on=due.replace(day=1),
        due_on=due,
        amount=100,
        paid_on=paid,
        **facts,
    )


def person(account: AccountId, name: str, *roles: Role, **facts: Any) -> Contact:
    """A contact with roles."""
    return Contact(id=ContactId(new_id()), account=account, name=name, roles=roles, **facts)


def signal(account: AccountId, kind: SignalKind, on: date, contact: ContactId | None = None) -> Signal:
    """A signal."""
    return Signal(id=new_id(), account=account, kind=kind, on=on, contact=contact)


def survey(account: AccountId, **facts: Any) -> Survey:
    """A survey, NPS unless said otherwise."""
    return Survey(id=new_id(), account=account, **facts)


def milestone(
    account: AccountId, target: date | None, achieved: date | None, name: str = "Step"
) -> Milestone:
    """A milestone."""
    return Milestone(id=new_id(), account=account, milestone=name, target_on=target, achieved_on=achieved)


def risk(account: AccountId, cause: RiskCause, opened: date, **facts: Any) -> Risk:
    """A risk of medium severity."""
    return Risk(id=new_id(), account=account, cause=cause, opened_on=opened, **facts)
