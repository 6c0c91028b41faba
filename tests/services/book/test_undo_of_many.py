"""What brought thousands of rows is taken back in pieces, exactly, with its progress, and can be stopped."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import ChangedSince, EditStopped
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.touches import Touch
from csdesk.services.book.history import redo, undo
from csdesk.store.book import Book
from csdesk.store.check import problems_of

DAY = date(2025, 11, 24)
MANY = 2_300
NOUNS: tuple[type[Any], ...] = (Account, Contact, Touch)


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory(clock=lambda: datetime(2025, 11, 24, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def came(book: Book) -> ChangeSet:
    ids = book.new_ids(2 * MANY)
    accounts = [
        Account(id=AccountId(ids[n]), account=f"Customer {n}", notes=f"note {n}") for n in range(MANY)
    ]
    people = [
        Contact(id=ContactId(ids[MANY + n]), account=a.id, name=f"Person {n}") for n, a in enumerate(accounts)
    ]
    with book.change(Verb.IMPORT, label="customers.xlsx", today=DAY) as change:
        book.add_all(accounts)
        book.add_all(people)
    return change.done


def content(book: Book) -> list[object]:
    return [sorted(book.all(noun), key=lambda v: v.id) for noun in NOUNS]


def test_thousands_of_rows_go_and_come_back(book: Book, came: ChangeSet) -> None:
    before = content(book)
    undone = undo(book, today=DAY)
    assert (undone.count, content(book)) == (came.count, [[], [], []])
    assert problems_of(book, deep=True) == []
    redo(book, today=DAY)
    assert content(book) == before
    assert problems_of(book, deep=True) == []


def test_of_thousands_of_rows_those_stay_that_were_edited_or_that_others_belong_to(
    book: Book, came: ChangeSet
) -> None:
    accounts = book.all(Account)
    edited, called = accounts[5], accounts[1_700]
    with book.change(Verb.SET, label=edited.account, today=DAY):
        book.put(replace(edited, notes="typed since"))
    with book.change(Verb.LOG_TOUCH, label=called.account, today=DAY):
        book.put(Touch(id=book.new_id(), account=called.id, on=DAY, summary="since"))
    with pytest.raises(ChangedSince):
        undo(book, came.n, today=DAY)
    undone = undo(book, came.n, today=DAY, keep=True)
    assert set(undone.kept) == {f"account {edited.account}", f"account {called.account}"}
    assert [a.account for a in book.all(Account)] == [edited.account, called.account]
    assert [c.name for c in book.all(Contact)] == ["Person 5", "Person 1700"]
    assert problems_of(book, deep=True) == []


def test_it_says_how_far_it_is_and_a_person_may_stop_it(book: Book, came: ChangeSet) -> None:
    before, told = content(book), list[tuple[int, int]]()

    def stops(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 4

    def goes_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    with pytest.raises(EditStopped):
        undo(book, came.n, today=DAY, progress=stops)
    assert content(book) == before
    assert told == sorted(told)
    undo(book, came.n, today=DAY, progress=goes_on)
    assert told[-1] == (2 * came.count, 2 * came.count)
    told.clear()
    with pytest.raises(EditStopped):
        redo(book, today=DAY, progress=stops)
    assert content(book) == [[], [], []]
    redo(book, today=DAY, progress=goes_on)
    assert content(book) == before
    assert told[-1] == (2 * came.count, 2 * came.count)
