"""A question that the book changed beneath is asked again; one that is wrong by itself is not."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.ui.steady import steadily

DAY = date(2025, 11, 24)


def test_what_was_changed_between_two_reads_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    asked: list[int] = []
    with Book.create(path) as writer, Book.view(path) as view:

        def counted(book: Book) -> int:
            asked.append(len(book.all(Account)))
            if len(asked) == 1:
                with writer.change(Verb.ADD, today=DAY):
                    writer.put(Account(id=AccountId(writer.new_id()), account="Corvid"))
                raise KeyError("a row that went between two reads")
            return asked[-1]

        assert steadily(counted, view) == 1
    assert asked == [0, 1]


def test_a_fault_in_a_book_that_nobody_changed_is_told_at_once(tmp_path: Path) -> None:
    asked: list[int] = []

    def wrong(book: Book) -> None:
        del book
        asked.append(1)
        raise KeyError("ours")

    with Book.create(tmp_path / "a.csdesk") as book, pytest.raises(KeyError):
        steadily(wrong, book)
    assert asked == [1]
