"""Adding many rows at once leaves the same book, history and search index as putting them one after another."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import RefersToNothing
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.touches import Touch
from csdesk.services.book.history import redo, undo
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.ids import many_ids

DAY, NOON = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC)
GROUP = Account(id=AccountId("a2"), account="Halden “100 %” Group", domain="halden.example")
PART = Account(id=AccountId("a1"), account="Halden Freight", parent=AccountId("a2"), tags="x", employees=12)
PERSON = Contact(id=ContactId("c1"), account=AccountId("a1"), name="Ümit Öz", roles=(Role.SPONSOR,))
CALL = Touch(
    id="t1", account=AccountId("a1"), on=DAY, contacts=(ContactId("c1"),), summary='He said "yes"\nto {1}'
)
ROWS: list[Any] = [PART, GROUP, PERSON, CALL]


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory(clock=lambda: NOON) as made:
        yield made


def content(book: Book) -> list[object]:
    history = book.rows("SELECT operation, noun, uid, before, after, seal FROM changes ORDER BY noun, uid")
    return [*map(book.all, (Account, Contact, Touch)), history, problems_of(book, deep=True)]


def test_added_rows_are_as_if_they_were_put(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY) as change:
        book.add_all(ROWS)
    assert (change.done.rows, change.done.count) == ((), len(ROWS))
    assert change.done.added == {Account: 2, Contact: 1, Touch: 1}
    with Book.in_memory(clock=lambda: NOON) as other:
        with other.change(Verb.IMPORT, today=DAY):
            other.put_all(ROWS)
        assert content(book) == content(other)
        assert content(book)[-1] == []


def test_more_rows_than_one_statement_writes_are_as_if_they_were_put(book: Book) -> None:
    groups = [
        Account(id=AccountId(f"a{n:04}"), account=f"Wharf {n} %s", tags="x" if n % 2 else None)
        for n in range(1_203)
    ]
    people = [Contact(id=ContactId(f"c{a.id}"), account=a.id, name=f"Of {a.account}") for a in groups]
    with book.change(Verb.IMPORT, today=DAY) as change:
        book.add_all([*groups, *people])
    assert change.done.added == {Account: 1_203, Contact: 1_203}
    with Book.in_memory(clock=lambda: NOON) as other:
        with other.change(Verb.IMPORT, today=DAY):
            other.put_all([*groups, *people])
        assert content(book) == content(other)
    assert (book.all(Account), book.all(Contact)) == (groups, people)


def test_one_row_that_is_there_already_refuses_all_that_come_with_it(book: Book) -> None:
    groups = [Account(id=AccountId(f"a{n:04}"), account=f"Wharf {n}") for n in range(1_203)]
    with book.change(Verb.ADD, today=DAY):
        book.put(groups[700])
    with book.change(Verb.IMPORT, today=DAY), pytest.raises(RefersToNothing):
        book.add_all(groups)
    assert book.all(Account) == [groups[700]]
    assert problems_of(book, deep=True) == []


def test_what_was_added_is_found_by_its_words(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY):
        book.add_all(ROWS)
    assert book.rows("SELECT count(*) FROM touches_words WHERE touches_words MATCH 'yes'") == [(1,)]


def test_a_later_row_may_refer_to_one_that_was_put_meanwhile(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY):
        book.add_all([GROUP, PERSON_OF_GROUP])
        book.put(PART)
        book.add_all([PERSON])
    assert book.find(Contact, "c1") == PERSON


PERSON_OF_GROUP = Contact(id=ContactId("c0"), account=AccountId("a2"), name="Somebody")


OTHER = Account(id=AccountId("a3"), account="Third")
PART_OF_NOTHING = Account(id=AccountId("a5"), account="Fifth", parent=AccountId("nobody"))


def test_a_row_that_refers_to_nothing_refuses_its_noun(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY):
        book.add_all([GROUP])
        with pytest.raises(RefersToNothing):
            book.add_all([PERSON])
        with pytest.raises(RefersToNothing):
            book.add_all([OTHER, PART_OF_NOTHING])
        book.add_all([Account(id=AccountId("a4"), account="Fourth")])
        with pytest.raises(RefersToNothing):
            book.add_all([Contact(id=ContactId("c3"), account=OTHER.id, name="Nobody")])
    assert ([a.id for a in book.all(Account)], book.all(Contact)) == (["a2", "a4"], [])
    assert problems_of(book, deep=True) == []


def test_a_removed_row_is_not_referred_to_though_another_takes_its_place(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY):
        book.add_all([GROUP, PERSON_OF_GROUP])
        book.drop(PERSON_OF_GROUP)
        book.drop(GROUP)
        book.add_all([Account(id=AccountId("a3"), account="Third")])
        with pytest.raises(RefersToNothing):
            book.add_all([PERSON_OF_GROUP])
    assert [a.id for a in book.all(Account)] == ["a3"]
    assert book.rows("SELECT uid FROM changes") == [("a3",)]
    assert problems_of(book, deep=True) == []


def test_a_row_that_is_there_already_is_not_overwritten(book: Book) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put(GROUP)
    with pytest.raises(RefersToNothing), book.change(Verb.IMPORT, today=DAY):
        book.add_all([Account(id=AccountId("a2"), account="Another")])
    assert book.all(Account) == [GROUP]


def test_what_is_added_and_then_changed_has_one_place_in_the_history(book: Book) -> None:
    other = Account(id=AccountId("a2"), account="Halden AG", notes="wharf")
    with book.change(Verb.IMPORT, today=DAY) as change:
        book.add_all(ROWS)
        book.put(other)
    assert (change.done.rows, change.done.count) == ((), len(ROWS))
    assert book.rows("SELECT count(*) FROM changes") == [(4,)]
    assert problems_of(book, deep=True) == []
    undo(book, today=DAY)
    assert book.all(Account) == []
    redo(book, today=DAY)
    assert book.find(Account, "a2") == other
    assert problems_of(book, deep=True) == []


def test_what_was_removed_may_be_added_again_in_the_same_change(book: Book) -> None:
    with book.change(Verb.IMPORT, today=DAY):
        book.add_all([GROUP, PERSON_OF_GROUP])
        book.drop(PERSON_OF_GROUP)
        book.add_all([PERSON_OF_GROUP])
    assert book.all(Contact) == [PERSON_OF_GROUP]
    assert book.rows("SELECT count(*) FROM changes") == [(2,)]
    assert problems_of(book, deep=True) == []


def test_many_ids_are_different_and_in_order() -> None:
    ids = many_ids(NOON, 5_000)
    assert sorted(set(ids)) == ids
    assert {len(i) for i in ids} == {36}
    assert {(i[14], i[19]) for i in ids} == {("7", "8")}
