"""History: whatever was done can be taken back, and brought again, exactly."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import ChangedSince, NoSuchChange, NothingToRedo, NothingToUndo
from csdesk.domain.ids import AccountId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from csdesk.services.history import history, next_redo, next_undo, redo, undo
from csdesk.services.touches import TouchDraft, log_touch
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
