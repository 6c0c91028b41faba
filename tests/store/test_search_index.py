"""The search index: it goes with the rows, comes into an old book, and is made anew where it is damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import BookReadOnly, RefersToNothing, SearchDamaged, StillReferred
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.touches import Touch
from csdesk.services.book.search import search
from csdesk.store.book import Book
from csdesk.store.check import SEARCH_DIFFERS, problems_of
from csdesk.store.search_index import SEARCHED, index_tables
from tests.store.old_books import kept

DAY = date(2025, 11, 24)
CORVID, ELDER = AccountId("a1"), AccountId("a2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with two accounts, a contact, and a touch."""
    made = tmp_path / "book.csdesk"
    with Book.create(made) as book, book.change(Verb.ADD, today=DAY):
        book.put_all([Account(id=CORVID, account="Corvid"), Account(id=ELDER, account="Elder & Rowan")])
        book.put(Contact(id=ContactId("c1"), account=CORVID, name="Ana Duarte"))
        book.put(Touch(id="t1", account=CORVID, on=DAY, summary="Agreed the budget"))
    return made


@pytest.fixture
def written(path: Path) -> Iterator[Book]:
    with Book.open(path) as book:
        yield book


def wrong(book: Book) -> list[str]:
    return [p.message for p in problems_of(book, deep=True) if p.code == SEARCH_DIFFERS]


def found(book: Book, text: str) -> list[str]:
    return [hit.id for part in search(book, text, as_of=DAY) for hit in part.first]


def put(book: Book, *values: object) -> None:
    with book.change(Verb.SET, today=DAY):
        book.put_all(values)


def test_a_row_is_found_as_soon_as_it_is_saved_and_never_after_it_is_removed(written: Book) -> None:
    touch = Touch(id="t2", account=CORVID, on=DAY, summary="Zeppelin")
    put(written, touch)
    assert found(written, "zeppelin") == ["t2"]
    with written.change(Verb.REMOVE, today=DAY):
        written.drop(touch)
    assert found(written, "zeppelin") == []
    assert wrong(written) == []


def test_a_changed_text_is_found_by_its_new_words_only(written: Book) -> None:
    put(written, replace(written.all(Touch)[0], summary="Agreed the price"))
    assert (found(written, "budget"), found(written, "price")) == ([], ["t1"])
    put(written, replace(written.all(Touch)[0], on=date(2024, 1, 1)))
    assert [h.day for part in search(written, "price", as_of=DAY) for h in part.first] == [date(2024, 1, 1)]
    assert wrong(written) == []


def test_a_row_that_is_put_twice_dropped_and_put_again_in_one_change_is_there_once(written: Book) -> None:
    touch = written.all(Touch)[0]
    with written.change(Verb.SET, today=DAY):
        written.put(replace(touch, summary="one"))
        written.put(replace(touch, summary="two"))
        written.drop(touch)
        written.put(replace(touch, summary="three"))
    assert [found(written, word) for word in ("one", "two", "three", "budget")] == [[], [], ["t1"], []]
    assert wrong(written) == []


def test_a_refused_row_inside_a_change_leaves_the_index_as_the_rows_are(written: Book) -> None:
    touch, account = written.all(Touch)[0], written.all(Account)[0]
    with written.change(Verb.SET, today=DAY):
        with pytest.raises(RefersToNothing):
            written.put_all(
                [replace(touch, summary="lost"), replace(touch, id="t9", account=AccountId("none"))]
            )
        with pytest.raises(StillReferred):
            written.drop(account)
    assert (found(written, "lost"), found(written, "budget"), found(written, "corvid")) == (
        [],
        ["t1"],
        ["a1"],
    )
    assert wrong(written) == []


def test_a_change_that_fails_leaves_nothing_of_it_in_the_index(written: Book) -> None:
    with pytest.raises(ZeroDivisionError), written.change(Verb.SET, today=DAY):
        written.put(replace(written.all(Touch)[0], summary="zeppelin"))
        raise ZeroDivisionError
    assert (found(written, "zeppelin"), found(written, "budget")) == ([], ["t1"])
    assert wrong(written) == []


def test_a_change_of_what_is_not_searched_writes_nothing_into_the_index(written: Book) -> None:
    before = written.rows("SELECT count(*), sum(length(block)) FROM touches_words_data")
    put(written, replace(written.all(Touch)[0], minutes=45))
    assert written.rows("SELECT count(*), sum(length(block)) FROM touches_words_data") == before


def test_a_book_of_version_1_gets_its_index_when_it_is_opened(tmp_path: Path) -> None:
    with Book.open(kept(1, tmp_path)) as book:
        assert wrong(book) == []
        touch = book.all(Touch)[0]
        assert touch.id in found(book, touch.summary)
        put(book, replace(touch, summary="zeppelin"))
        assert found(book, "zeppelin") == [touch.id]


def test_a_copy_of_a_book_has_its_index(written: Book) -> None:
    with written.copy() as copy:
        assert found(copy, "budget") == ["t1"]
        assert wrong(copy) == []


def test_the_names_of_the_index_are_those_that_a_book_holds(written: Book) -> None:
    made = {name for (name,) in written.rows("SELECT name FROM sqlite_master WHERE name GLOB '*_words*'")}
    assert made == index_tables()
    assert len(made) == 4 * len(SEARCHED)


HARM = {
    "a word that no row has": "INSERT INTO touches_words (rowid, summary) VALUES (7, 'ghost')",
    "a row that is not there": "DELETE FROM touches WHERE uid = 't1'",
    "a text changed beside it": "UPDATE touches SET summary = 'Agreed the badger'",
    "nothing left": "INSERT INTO touches_words (touches_words) VALUES ('delete-all')",
    "no pages": "DELETE FROM touches_words_data",
    "pages of nonsense": "UPDATE touches_words_data SET block = x'00FF00FF00FF00FF' WHERE id > 10",
    "no table": "DROP TABLE touches_words",
    "the words in another order": "UPDATE touches SET summary = 'budget the Agreed'",
}


@pytest.mark.parametrize("harm", list(HARM))
def test_whatever_happens_to_the_index_a_deep_check_finds_it_and_making_it_anew_mends_it(
    path: Path, harm: str
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(HARM[harm])
    with Book.open(path) as book:
        assert wrong(book) == ["The search index of touches is not what its rows say; make it anew."]
        book.index_again()
        assert wrong(book) == []


@pytest.mark.parametrize("harm", ["no pages", "no table"])
def test_a_damaged_index_keeps_nobody_from_saving_and_is_made_anew(path: Path, harm: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(HARM[harm])
    with Book.open(path) as book:
        put(book, replace(book.all(Touch)[0], summary="Agreed the price"))
        assert found(book, "agreed pri") == ["t1"]
        assert wrong(book) == []


def test_a_search_in_a_damaged_index_says_so_and_saving_goes_on(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(HARM["pages of nonsense"])
    with Book.open(path) as book:
        put(book, replace(book.all(Touch)[0], summary="Agreed the price"))
        assert book.all(Touch)[0].summary == "Agreed the price"
        with pytest.raises(SearchDamaged):
            search(book, "agreed", as_of=DAY)


def test_a_view_makes_no_index_anew(path: Path) -> None:
    with Book.view(path) as view, pytest.raises(BookReadOnly):
        view.index_again()
