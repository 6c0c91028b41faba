"""Since you were last here: what came without you and what the days brought, and nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.services.book.history import undo
from csdesk.services.renewals.since import Since, mark_of, since
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from tests.conftest import TODAY

ONE = AccountId("a-1")
LAST = TODAY - timedelta(days=4)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def put(book: Book, *values: Any, verb: Verb = Verb.ADD, label: str = "") -> None:
    with book.change(verb, label=label, today=TODAY):
        book.put_all(values)


def line(id_: str, end: date, **facts: Any) -> list[Any]:
    sold = Subscription(
        id=SubscriptionId(id_), account=ONE, product=ProductId("p"), start=end - timedelta(days=364), end=end,
        **{"auto_renew": True, "notice_days": 30, **facts},
    )  # fmt: skip
    return [sold, Step(id=f"x-{id_}", subscription=sold.id, from_=end - timedelta(days=364), amount=100_000)]


@pytest.fixture
def one(book: Book) -> Book:
    put(book, Account(id=ONE, account="Halden Freight"), Product(id=ProductId("p"), product="Desk"))
    return book


def asked(book: Book, n: int, last: date = LAST) -> Since:
    return since(book, last=last, n=n, today=TODAY)


def test_of_a_book_where_nothing_happened_nothing_is_told(one: Book) -> None:
    assert asked(one, mark_of(one).n).parts == ()


def test_a_file_is_named_with_its_rows_and_the_rest_is_counted(one: Book) -> None:
    n = mark_of(one).n
    put(
        one,
        *(Task(id=f"k-{k}", account=ONE, title="x") for k in range(3)),
        verb=Verb.IMPORT,
        label="plan.xlsx",
    )
    put(one, Task(id="k-9", account=ONE, title="y"))
    put(one, Task(id="k-8", account=ONE, title="z"))
    assert [f.says for f in asked(one, n).came] == [
        "Imported, plan.xlsx: 3 rows",
        "2 changes by another program",
    ]
    assert asked(one, mark_of(one).n).came == ()


def test_what_was_taken_back_is_no_news(one: Book) -> None:
    n = mark_of(one).n
    put(one, Task(id="k-9", account=ONE, title="y"), verb=Verb.IMPORT, label="plan.xlsx")
    undo(one, today=TODAY)
    assert asked(one, n).came == ()


def test_a_renewal_came_due_after_the_last_visit_up_to_today(one: Book) -> None:
    put(one, *line("before", LAST, auto_renew=False), *line("first", day(-3), auto_renew=False))
    put(one, *line("today", TODAY, auto_renew=False), *line("later", day(1), auto_renew=False))
    assert [f.on for f in asked(one, 99).renewals] == [day(-3), TODAY]
    assert {f.name for f in asked(one, 99).renewals} == {"Halden Freight"}


def test_a_notice_deadline_is_told_when_it_comes_near_and_once(one: Book) -> None:
    put(one, *line("near", day(11 + 30)))  # notice on the 5th of December
    notice = date(2025, 12, 5)
    assert [f.on for f in asked(one, 99).notices] == [notice]
    assert asked(one, 99, last=notice - timedelta(days=14)).notices == ()
    assert since(one, last=day(-8), n=99, today=day(-4)).notices == ()


def test_a_task_became_overdue_since_and_only_ours(one: Book) -> None:
    put(
        one,
        Task(id="k-1", account=ONE, title="Was late already", due_on=LAST - timedelta(days=1)),
        Task(id="k-2", account=ONE, title="Due on the day of the visit", due_on=LAST),
        Task(id="k-3", account=ONE, title="Due today", due_on=TODAY),
        Task(id="k-4", account=ONE, title="Theirs", due_on=day(-1), party=Party.CUSTOMER),
        Task(id="k-5", account=ONE, title="Done", due_on=day(-1), status=TaskStatus.DONE, done_on=TODAY),
    )
    assert [f.says for f in asked(one, 99).tasks] == ["Due on the day of the visit"]


def test_a_clock_that_was_set_back_makes_no_news_of_days(one: Book) -> None:
    put(one, *line("due", day(-1), auto_renew=False))
    n = mark_of(one).n
    back = since(one, last=day(400), n=n, today=TODAY)
    assert (back.parts, back.clock_back, back.is_news) == ((), True, True)
    same = since(one, last=TODAY, n=n, today=TODAY)
    assert (same.parts, same.clock_back, same.is_news) == ((), False, False)


def test_in_the_sample_book_a_month_brings_bands_that_changed() -> None:
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        told = since(book, last=TODAY - timedelta(days=28), n=mark_of(book).n, today=TODAY)
    assert told.bands
    assert all(f.says.startswith("from ") and f.account and f.name for f in told.bands)
    worst = [f.says.endswith("healthy") for f in told.bands]
    assert worst == sorted(worst), "what became healthy stands last"


def test_the_mark_names_the_book_and_its_last_change(one: Book) -> None:
    before = mark_of(one)
    assert before.book
    put(one, Task(id="k-1", account=ONE, title="x"))
    assert mark_of(one) == type(before)(before.book, before.n + 1)
