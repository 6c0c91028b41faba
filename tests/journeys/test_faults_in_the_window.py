"""A fault inside the window leaves no transaction open, and the window goes on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookDamaged, CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.ui import theme
from csdesk.ui.desk import Desk
from csdesk.ui.window import Window
from tests.ui.windows import answer_of, put_away, settled, shown

DAY = date(2025, 11, 24)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme.apply(qapp, "light", still=True)
    with Book.create(tmp_path / "a.csdesk") as book:
        write_sample(book, accounts=3)
    made = shown(tmp_path / "a.csdesk")
    yield made
    put_away(made)


def desk_of(window: Window) -> Desk:
    assert window.desk is not None
    return window.desk


def refusing(book: Book, *, today: date) -> None:
    """A service that is refused in the middle of its change."""
    with book.change(Verb.ADD, label="half", today=today):
        book.put(Account(id=AccountId(book.new_id()), account="Half"))
        raise BookDamaged(book="a.csdesk", why="a test")


def broken(book: Book, *, today: date) -> None:
    """A service with a fault of ours in the middle of its change."""
    with book.change(Verb.ADD, label="half", today=today):
        book.put(Account(id=AccountId(book.new_id()), account="Half"))
        raise ZeroDivisionError


def goes_on(window: Window, tmp_path: Path) -> None:
    """A touch can be logged, and the book is whole, without the half."""
    desk = desk_of(window)
    account = answer_of(desk, lambda book: book.all(Account)[0])
    desk.do(log_touch, TouchDraft(account.id, "said", DAY))
    settled(lambda: desk.way.back.startswith("touch logged"))
    with Book.view(tmp_path / "a.csdesk") as book:
        assert "Half" not in {a.account for a in book.all(Account)}
        assert problems_of(book, deep=True) == []


def test_a_refusal_in_the_middle_is_said_and_the_window_goes_on(window: Window, tmp_path: Path) -> None:
    refused: list[CsdeskError] = []
    desk_of(window).refused.connect(refused.append)
    desk_of(window).do(refusing)
    settled(lambda: bool(refused))
    assert isinstance(refused[0], BookDamaged)
    goes_on(window, tmp_path)


def test_a_fault_of_ours_is_loud_and_the_window_goes_on(
    window: Window, tmp_path: Path, qtbot: object
) -> None:
    from pytestqt.exceptions import capture_exceptions

    with capture_exceptions() as loud:
        desk_of(window).do(broken)
        settled(lambda: bool(loud))
    assert loud[0][0] is ZeroDivisionError
    goes_on(window, tmp_path)


def test_a_second_window_on_the_same_book_reads_and_says_that_it_cannot_write(
    window: Window, tmp_path: Path
) -> None:
    desk = desk_of(window)
    account = answer_of(desk, lambda book: book.all(Account)[0])
    desk.do(log_touch, TouchDraft(account.id, "first", DAY))
    settled(lambda: desk.way.back.startswith("touch logged"))
    other = shown(tmp_path / "a.csdesk")
    refused: list[CsdeskError] = []
    try:
        desk_of(other).refused.connect(refused.append)
        assert answer_of(desk_of(other), lambda book: len(book.all(Account)))
        desk_of(other).do(log_touch, TouchDraft(account.id, "second", DAY))
        settled(lambda: bool(refused))
        assert refused[0].exit_code == 75
    finally:
        put_away(other)
    goes_on(window, tmp_path)
