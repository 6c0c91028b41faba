"""A glance: what stands beside the list about one account, with a change of health that adds up exactly."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Renewal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.health.glances import glance
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID = AccountId("corvid")


@pytest.fixture
def corvid(book: Book) -> Book:
    with book.change(Verb.ADD, today=DAY):
        book.put(Account(id=CORVID, account="Corvid"))
    return book


def put(book: Book, *values: object) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put_all(values)


def person(name: str, status: ContactStatus = ContactStatus.ACTIVE) -> Contact:
    return Contact(id=ContactId(name), account=CORVID, name=name, roles=(Role.SPONSOR,), status=status)


def talk(days: int, direction: Direction, *people: str) -> Touch:
    return Touch(
        id=f"t{days}{direction}",
        account=CORVID,
        on=DAY - timedelta(days),
        kind=TouchKind.CALL,
        direction=direction,
        contacts=tuple(map(ContactId, people)),
    )


def test_the_change_adds_up_exactly_for_every_account_of_the_sample(book: Book) -> None:
    write_sample(book, accounts=20)
    told = 0
    for row in account_rows(book, as_of=DAY):
        seen = glance(book, row.id, renewal_on=None, as_of=DAY)
        if seen.then is None or seen.receipt is None or seen.receipt.score.score is None:
            continue
        assert sum((p.change for p in seen.parts), Decimal(0)) == seen.receipt.score.score - seen.then
        told += bool(seen.parts)
    assert told > 10


def test_of_an_account_that_has_nothing_nothing_is_said(corvid: Book) -> None:
    seen = glance(corvid, CORVID, renewal_on=None, as_of=DAY)
    assert (seen.parts, seen.sponsor, seen.talked_on, seen.categories, seen.forecast, seen.tasks) == (
        (), None, None, (), None, (),
    )  # fmt: skip


def test_the_sponsor_is_one_who_is_still_there_and_the_last_talk_is_one_with_both_sides(corvid: Book) -> None:
    put(corvid, person("Ann", ContactStatus.LEFT), person("Bea"), person("Cyd"))
    put(corvid, talk(9, Direction.TWO_WAY, "Bea"), talk(3, Direction.OUTBOUND, "Bea"))
    put(corvid, talk(1, Direction.TWO_WAY, "Cyd"))
    seen = glance(corvid, CORVID, renewal_on=None, as_of=DAY)
    assert seen.sponsor is not None
    assert (seen.sponsor.name, seen.talked_on) == ("Bea", DAY - timedelta(9))


def test_only_the_renewal_that_is_due_next_says_how_sure_it_is(corvid: Book) -> None:
    due = date(2026, 1, 31)
    line = SubscriptionId("s")
    put(corvid, Product(id=ProductId("p"), product="Core"))
    put(corvid, Subscription(id=line, account=CORVID, product=ProductId("p"), currency="USD"))
    for number, (on, category, amount) in enumerate(
        [(due, Category.LIKELY, 700), (date(2027, 1, 31), Category.LOST, None)]
    ):
        put(
            corvid,
            Renewal(
                id=str(number),
                account=CORVID,
                subscription=line,
                due_on=on,
                category=category,
                forecast=amount,
            ),
        )
    seen = glance(corvid, CORVID, renewal_on=due, as_of=DAY)
    assert (seen.categories, seen.forecast) == ((Category.LIKELY,), 700)


def test_open_tasks_come_by_their_day_and_one_without_a_day_last(corvid: Book) -> None:
    days = {"b": date(2025, 12, 2), "a": None, "c": date(2025, 11, 20), "d": date(2025, 11, 1)}
    for title, on in days.items():
        status = TaskStatus.DONE if title == "d" else TaskStatus.OPEN
        put(corvid, Task(id=title, account=CORVID, title=title, due_on=on, status=status))
    assert [t.title for t in glance(corvid, CORVID, renewal_on=None, as_of=DAY).tasks] == ["c", "b", "a"]
