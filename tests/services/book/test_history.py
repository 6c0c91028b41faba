"""History: whatever was done can be taken back, and brought again, exactly."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import ChangedSince, NoSuchChange, NothingToRedo, NothingToUndo
from csdesk.domain.ids import AccountId, ContactId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import history, next_redo, next_undo, redo, undo
from csdesk.services.sample.writing import write_sample_as_it_came
from csdesk.store.book import Book

DAY = date(2025, 11, 24)


def content(book: Book) -> list[object]:
    return [sorted(book.all(noun), key=lambda v: v.id) for noun in NOUNS]


@pytest.fixture
def corvid(book: Book) -> Account:
    account = Account(id=AccountId(book.new_id()), account="Corvid Analytics")
    with book.change(Verb.ADD, label=account.account, today=DAY):
        book.put(account)
    return account


def test_undo_takes_a_touch_back_with_its_people_and_its_next_step(book: Book, corvid: Account) -> None:
    before = content(book)
    log_touch(
        book,
        TouchDraft(corvid.id, "Agreed", DAY, people=["Ana Duarte"], next_step="Send it", next_on=DAY),
        today=DAY,
    )
    after = content(book)
    assert [len(book.all(n)) for n in (Touch, Contact, Task)] == [1, 1, 1]
    undo(book, today=DAY)
    assert content(book) == before
    redo(book, today=DAY)
    assert content(book) == after


def test_undo_goes_back_step_by_step_and_redo_forward(book: Book, corvid: Account) -> None:
    states = [content(book)]
    for words in ("one", "two", "three"):
        log_touch(book, TouchDraft(corvid.id, words, DAY), today=DAY)
        states.append(content(book))
    for state in reversed(states[:-1]):
        undo(book, today=DAY)
        assert content(book) == state
    for state in states[1:]:
        redo(book, today=DAY)
        assert content(book) == state
    with pytest.raises(NothingToRedo):
        redo(book, today=DAY)


def test_a_sample_book_as_it_came_is_taken_back_only_by_its_number(book: Book) -> None:
    write_sample_as_it_came(book, accounts=3)
    whole, last = content(book), history(book)[0]
    assert (last.verb, next_undo(book)) == (Verb.DEMO, None)
    with pytest.raises(NothingToUndo):
        undo(book, today=DAY)
    log_touch(book, TouchDraft(book.all(Account)[0].id, "Talked", DAY), today=DAY)
    undo(book, today=DAY)
    assert (content(book), next_undo(book)) == (whole, None)
    undo(book, last.n, today=DAY, keep=True)
    assert content(book) != whole
    redo(book, today=DAY)
    assert content(book) == whole


def test_a_new_change_ends_the_way_forward(book: Book, corvid: Account) -> None:
    log_touch(book, TouchDraft(corvid.id, "one", DAY), today=DAY)
    undo(book, today=DAY)
    assert next_redo(book) is not None
    log_touch(book, TouchDraft(corvid.id, "two", DAY), today=DAY)
    assert next_redo(book) is None


def test_a_row_changed_since_is_named_and_nothing_is_taken_back(book: Book, corvid: Account) -> None:
    with book.change(Verb.SET, label="Corvid", today=DAY):
        book.put(Account(id=corvid.id, account="Corvid"))
    before = content(book)
    with pytest.raises(ChangedSince) as refused:
        undo(book, 1, today=DAY)
    assert "Corvid" in str(refused.value.facts["names"])
    assert content(book) == before


def test_with_keep_the_rows_changed_since_stay_and_are_named(book: Book, corvid: Account) -> None:
    other = Account(id=AccountId(book.new_id()), account="Halden Freight")
    third = Account(id=AccountId(book.new_id()), account="Yarrow Legal")
    with book.change(Verb.IMPORT, label="list.xlsx", today=DAY) as change:
        book.put_all([other, third])
    log_touch(book, TouchDraft(other.id, "said", DAY), today=DAY)
    done = undo(book, change.done.n, today=DAY, keep=True)
    assert done.kept == ("account Halden Freight",)
    assert {a.account for a in book.all(Account)} == {"Corvid Analytics", "Halden Freight"}


def test_undo_works_after_the_book_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as made:
        account = Account(id=AccountId(made.new_id()), account="Corvid")
        with made.change(Verb.ADD, label="Corvid", today=DAY):
            made.put(account)
    with Book.open(path) as again:
        assert next_undo(again) is not None
        undo(again, today=DAY)
        assert again.all(Account) == []
        redo(again, today=DAY)
        assert again.all(Account) == [account]


def test_an_undone_change_is_not_undone_again(book: Book, corvid: Account) -> None:
    undo(book, 1, today=DAY)
    with pytest.raises(NoSuchChange):
        undo(book, 1, today=DAY)
    with pytest.raises(NothingToUndo):
        undo(book, today=DAY)
    assert [h.undone for h in history(book)] == [False, True]


def test_the_history_of_an_account_leaves_the_others_out(book: Book, corvid: Account) -> None:
    other = Account(id=AccountId(book.new_id()), account="Halden Freight")
    with book.change(Verb.ADD, label="Halden Freight", today=DAY):
        book.put(other)
    log_touch(book, TouchDraft(corvid.id, "said", DAY), today=DAY)
    assert [h.verb for h in history(book, account=corvid.id)] == [Verb.LOG_TOUCH, Verb.ADD]


def a_line(account: Account) -> list[object]:
    product = Product(id=ProductId("p"), product="Analytics")
    line = Subscription(
        id=SubscriptionId("s"), account=account.id, product=product.id, period=Period.YEAR, currency="USD"
    )
    step = Step(id="t", subscription=line.id, from_=DAY, amount=100, order_kind=OrderKind.NEW)
    return [product, line, step]


def test_a_row_that_was_moved_to_a_new_one_is_moved_back_before_that_goes(
    book: Book, corvid: Account
) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put_all(a_line(corvid))
    before = content(book)
    (line,) = book.all(Subscription)
    newer = Product(id=ProductId("q"), product="Analytics Plus")
    with book.change(Verb.SET, today=DAY):
        book.put_all([newer, replace(line, product=newer.id)])
    after = content(book)
    undo(book, today=DAY)
    assert content(book) == before
    redo(book, today=DAY)
    assert content(book) == after


def test_what_was_undone_with_rows_left_comes_back_without_them(book: Book, corvid: Account) -> None:
    other = Account(id=AccountId("o"), account="Halden Freight")
    third = Account(id=AccountId("y"), account="Yarrow Legal")
    with book.change(Verb.IMPORT, today=DAY) as change:
        book.put_all([other, third])
    with book.change(Verb.SET, today=DAY):
        book.put(replace(other, notes="typed here"))
    before = content(book)
    undo(book, change.done.n, today=DAY, keep=True)
    redo(book, today=DAY)
    assert content(book) == before


def test_a_row_is_not_put_back_under_one_that_is_gone(book: Book, corvid: Account) -> None:
    ana = Contact(id=ContactId("ana"), account=corvid.id, name="Ana Duarte")
    left = Signal(id="left", account=corvid.id, kind=SignalKind.SPONSOR_LEFT, on=DAY, contact=ana.id)
    with book.change(Verb.ADD, today=DAY):
        book.put_all([ana, left])
    with book.change(Verb.SET, label="who it was", today=DAY) as change:
        book.put(replace(left, contact=None))
    with book.change(Verb.REMOVE, today=DAY):
        book.drop(ana)
    before = content(book)
    with pytest.raises(ChangedSince):
        undo(book, change.done.n, today=DAY)
    assert content(book) == before
    assert undo(book, change.done.n, today=DAY, keep=True).kept == (f"signal {left.kind}",)
    assert content(book) == before


def test_the_history_of_an_account_holds_the_steps_and_readings_below_it(book: Book, corvid: Account) -> None:
    with book.change(Verb.ADD, label="line", today=DAY):
        book.put_all([*a_line(corvid), Objective(id=ObjectiveId("b"), account=corvid.id, objective="Cycle")])
    (step,) = book.all(Step)
    with book.change(Verb.SET, label="price", today=DAY):
        book.put(replace(step, amount=200))
    with book.change(Verb.ADD, label="reading", today=DAY):
        book.put(Reading(id="r", objective=ObjectiveId("b"), on=DAY, value=3.0))
    with book.change(Verb.ADD, label="elsewhere", today=DAY):
        book.put(Account(id=AccountId("o"), account="Halden Freight"))
    found = [h.label for h in history(book, account=corvid.id)]
    assert found == ["reading", "price", "line", "Corvid Analytics"]


def test_undo_after_undo_goes_further_back_and_redo_stops_at_what_was_done_since(
    book: Book, corvid: Account
) -> None:
    for words in ("one", "two"):
        log_touch(book, TouchDraft(corvid.id, words, DAY), today=DAY)
    undo(book, today=DAY)
    log_touch(book, TouchDraft(corvid.id, "three", DAY), today=DAY)
    undo(book, today=DAY)
    assert {t.summary for t in book.all(Touch)} == {"one"}
    redo(book, today=DAY)
    assert {t.summary for t in book.all(Touch)} == {"one", "three"}
    assert next_redo(book) is None
    undo(book, 2, today=DAY)
    assert {t.summary for t in book.all(Touch)} == {"three"}


def test_the_history_of_an_account_holds_the_steps_of_a_thousand_contracts(
    book: Book, corvid: Account
) -> None:
    lines = [
        Subscription(
            id=SubscriptionId(f"line {n}"), account=corvid.id, product=ProductId("p"), currency="EUR"
        )
        for n in range(1_000)
    ]
    with book.change(Verb.ADD, label="lines", today=DAY):
        book.put_all([Product(id=ProductId("p"), product="Platform"), *lines])
    with book.change(Verb.ADD, label="a step", today=DAY) as change:
        book.put(Step(id="s", subscription=lines[-1].id, from_=DAY, amount=5))
    assert [o.n for o in history(book, account=corvid.id)][:1] == [change.n]


def test_a_number_that_no_change_can_have_names_none(book: Book, corvid: Account) -> None:
    with pytest.raises(NoSuchChange):
        undo(book, 10**20, today=DAY)
    assert len(history(book, limit=10**20)) == 1
