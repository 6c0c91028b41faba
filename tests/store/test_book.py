"""The book: what is acknowledged is there, what is refused changed nothing."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from csdesk import wording
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import (
    BookDamaged,
    BookExists,
    BookInUse,
    BookNotFound,
    BookReadOnly,
    BookTooNew,
    NotABook,
    NotAPlace,
    NotWritten,
    OtherPrograms,
    RefersToNothing,
    StillReferred,
)
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.touches import Touch
from csdesk.store import migrations
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.rows import mapper

DAY = date(2025, 11, 24)


def an_account(book: Book, name: str = "Corvid Analytics") -> Account:
    account = Account(id=AccountId(book.new_id()), account=name)
    with book.change(Verb.ADD, label=name, today=DAY):
        book.put(account)
    return account


def test_what_was_put_comes_back_equal(book: Book) -> None:
    account = an_account(book)
    ana = Contact(
        id=ContactId(book.new_id()), account=account.id, name="Ana Duarte", roles=(Role.SPONSOR, Role.USER)
    )
    touch = Touch(
        id=book.new_id(), account=account.id, on=DAY, contacts=(ana.id,), summary="Agreed the next bar"
    )
    with book.change(Verb.ADD, today=DAY):
        book.put_all([ana, touch])
    assert book.find(Contact, ana.id) == ana
    assert book.all(Touch, account=account.id) == [touch]


def test_an_exception_inside_a_change_leaves_the_book_as_it_was(book: Book) -> None:
    account = an_account(book)
    with pytest.raises(RuntimeError), book.change(Verb.ADD, today=DAY):
        book.put(Touch(id=book.new_id(), account=account.id, on=DAY, summary="half"))
        raise RuntimeError
    assert book.all(Touch) == []
    assert book.rows("SELECT count(*) FROM operations") == [(1,)]


def test_a_change_says_what_was_there_before_and_after(book: Book) -> None:
    account = an_account(book)
    with book.change(Verb.SET, today=DAY) as change:
        book.put(Account(id=account.id, account="Corvid"))
    (row,) = change.done.rows
    assert (row.before, row.after) == (account, Account(id=account.id, account="Corvid"))
    assert change.done.nouns == {Account}


def test_putting_an_equal_value_changes_nothing(book: Book) -> None:
    account = an_account(book)
    with book.change(Verb.SET, today=DAY) as change:
        book.put(account)
    assert change.done.rows == ()


def test_an_account_with_touches_is_not_removed_under_them(book: Book) -> None:
    account = an_account(book)
    with book.change(Verb.ADD, today=DAY):
        book.put(Touch(id=book.new_id(), account=account.id, on=DAY, summary="said"))
    with pytest.raises(StillReferred), book.change(Verb.REMOVE, today=DAY):
        book.drop(account)
    assert book.find(Account, account.id) == account


def test_opening_never_makes_a_book(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound):
        Book.open(tmp_path / "none.csdesk")
    assert list(tmp_path.iterdir()) == []


def test_creating_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    path.write_text("precious")
    with pytest.raises(BookExists):
        Book.create(path)
    assert path.read_text() == "precious"


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_no_book_is_made_where_it_would_take_up_the_unfinished_change_of_another(
    tmp_path: Path, ending: str
) -> None:
    left = tmp_path / f"a.csdesk{ending}"
    left.write_bytes(b"pages of a book that was moved away")
    with pytest.raises(NotAPlace) as refused:
        Book.create(tmp_path / "a.csdesk")
    assert "a change to another a.csdesk that was not finished" in wording.line(refused.value)
    assert list(tmp_path.iterdir()) == [left]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", BookDamaged), (b"PK\x03\x04 a zip", NotABook), (b"SQLite format 3\0cut", BookDamaged)],
)
def test_what_is_not_a_book_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, refusal: type[Exception]
) -> None:
    path = tmp_path / "b.csdesk"
    path.write_bytes(content)
    with pytest.raises(refusal):
        Book.open(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE moz_places (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(OtherPrograms):
        Book.open(path)
    assert path.read_bytes() == before


def test_a_book_of_a_newer_csdesk_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.csdesk"
    Book.create(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(BookTooNew) as refused:
        Book.open(path)
    assert refused.value.facts["written"] == 99
    assert path.read_bytes() == before


def test_a_folder_and_a_cut_book_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.csdesk"
    Book.create(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(BookDamaged):
        Book.open(path)
    with pytest.raises(NotABook):
        Book.open(tmp_path)


def test_a_book_has_one_writer_and_names_it(tmp_path: Path) -> None:
    path = tmp_path / "one.csdesk"
    with Book.create(path), pytest.raises(BookInUse) as refused:
        Book.open(path)
    assert refused.value.facts["pid"]
    with Book.open(path):
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.csdesk"]


def test_a_view_reads_beside_the_writer_and_refuses_every_write(tmp_path: Path) -> None:
    path = tmp_path / "view.csdesk"
    with Book.create(path) as writer:
        account = an_account(writer)
        with Book.view(path) as view:
            assert view.all(Account) == [account]
            with pytest.raises(BookReadOnly), view.change(Verb.ADD, today=DAY):
                pass


def test_a_copy_stays_as_it_was_while_the_book_goes_on(book: Book) -> None:
    account = an_account(book)
    with book.copy() as copied:
        an_account(book, "Later")
        assert copied.all(Account) == [account]


def test_what_refers_to_nothing_is_refused_and_never_loses_its_reference(book: Book) -> None:
    lost = Account(id=AccountId("child"), account="Corvid Foods", parent=AccountId("nobody"))
    with pytest.raises(RefersToNothing), book.change(Verb.ADD, today=DAY):
        book.put(lost)
    assert book.all(Account) == []


def test_a_child_may_come_before_its_parent(book: Book) -> None:
    grandchild = Account(id=AccountId("c"), account="Corvid Foods Iberia", parent=AccountId("b"))
    child = Account(id=AccountId("b"), account="Corvid Foods", parent=AccountId("a"))
    parent = Account(id=AccountId("a"), account="Corvid")
    with book.change(Verb.ADD, today=DAY):
        book.put_all([grandchild, child, parent])
    assert book.find(Account, "c") == grandchild
    assert book.find(Account, "b") == child


def test_a_refusal_that_is_caught_leaves_nothing_unsaid_in_the_journal(book: Book) -> None:
    account = an_account(book)
    good = Touch(id="good", account=account.id, on=DAY, summary="said")
    bad = Touch(id="bad", account=AccountId("nobody"), on=DAY, summary="said")
    with book.change(Verb.ADD, today=DAY):
        with pytest.raises(RefersToNothing):
            book.put_all([good, bad])
        book.put(good)
    assert book.all(Touch) == [good]
    assert problems_of(book, deep=True) == []


def test_a_change_does_not_stand_inside_another(book: Book) -> None:
    with pytest.raises(AssertionError), book.change(Verb.ADD, today=DAY), book.change(Verb.ADD, today=DAY):
        pass
    an_account(book)
    assert [n for (n,) in book.rows("SELECT count(*) FROM operations")] == [1]


def test_a_change_that_is_given_up_in_the_middle_is_rolled_back(book: Book) -> None:
    def half() -> Generator[None]:
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=AccountId("half"), account="Half"))
            yield

    started = half()
    next(started)
    started.close()
    assert book.all(Account) == []
    assert an_account(book) in book.all(Account)


def test_a_book_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations._blank.cache_clear()
    monkeypatch.setattr(migrations, "steps_of", lambda version: ["CREATE TABLE broken ("])
    with pytest.raises(NotWritten):
        Book.create(tmp_path / "a.csdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_page_is_said_in_words_wherever_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book:
        for n in range(20):
            account = an_account(book, f"Account {n}")
            with book.change(Verb.LOG_TOUCH, today=DAY):
                book.put(Touch(id=book.new_id(), account=account.id, on=DAY, summary="said " * 40))
    whole, rng, seen = path.read_bytes(), Random(1), Counter[str]()
    for _ in range(150):
        body = bytearray(whole)
        at = rng.randrange(100, len(body) - 200)
        body[at : at + 200] = rng.randbytes(200)
        path.write_bytes(body)
        try:
            view = Book.view(path)
        except BookDamaged:
            seen["refused"] += 1
            continue
        with view:
            seen["found" if problems_of(view, deep=True) else "not in use"] += 1
            for noun in NOUNS:
                with contextlib.suppress(BookDamaged):
                    view.all(noun)
    assert set(seen) == {"found", "refused", "not in use"}


def test_the_journal_says_who_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "mary")
    Book.create(tmp_path / "a.csdesk").close()
    with Book.open(tmp_path / "a.csdesk") as opened:
        an_account(opened)
        assert opened.rows("SELECT who FROM operations") == [("mary",)]


def test_a_book_is_read_while_a_change_of_some_thousand_rows_is_written(tmp_path: Path) -> None:
    with Book.create(tmp_path / "read.csdesk") as book:
        an_account(book)
        with Book.view(tmp_path / "read.csdesk") as view, book.change(Verb.ADD, today=DAY):
            book.put_all(
                [Account(id=AccountId(book.new_id()), account=f"A {n}", notes=LONG) for n in range(2_000)]
            )
            view.rows("PRAGMA busy_timeout = 0")
            assert len(view.all(Account)) == 1


LONG = "What was said, and by whom, and what is to be done about it until when. " * 30


def test_an_image_that_is_older_than_a_field_is_read_beside_whole_ones() -> None:
    mapped = mapper(Account)
    whole = Account(id=AccountId("a1"), account="Wharf “12”", tags="x", signed_on=date(2025, 1, 2))
    (text,) = mapped.image_texts([whole])
    assert text is not None
    older = json.dumps({key: cell for key, cell in json.loads(text).items() if key != "tags"})
    assert mapped.from_texts([text, None, older]) == [whole, None, replace(whole, tags=None)]
    assert mapped.from_texts([text, None, text]) == [whole, None, whole]
