"""Long reads beside everything else: no page waits behind them."""

import threading
from datetime import date

from PySide6.QtCore import QObject

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, RowChange, Verb
from csdesk.store.book import Book
from csdesk.ui.desk import Desk
from csdesk.ui.way import MANY, Way
from tests.ui.windows import all_done, settled

DAY = date(2025, 11, 24)


class Listener(QObject):
    """Keeps what it is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, answer: object) -> None:
        self.heard.append(answer)


class Long:
    """A question that takes until it is let go."""

    def __init__(self, answer: str) -> None:
        self.answer, self.begun, self.let_go = answer, threading.Event(), threading.Event()

    def __call__(self, book: Book) -> str:
        self.begun.set()
        self.let_go.wait(10)
        return f"{self.answer}, {len(book.all(Account)) > 0}"


def test_what_a_page_asks_is_answered_while_a_long_read_goes_on(desk: Desk) -> None:
    listener, question = Listener(), Long("slow")
    desk.read_beside(question, listener.hear)
    assert question.begun.wait(10)
    desk.read(lambda book: len(book.all(Account)), listener.hear)
    settled(lambda: len(listener.heard) == 1)
    assert listener.heard != ["slow, True"]
    question.let_go.set()
    settled(lambda: listener.heard[1:] == ["slow, True"])


def test_of_long_reads_that_have_not_begun_only_the_newest_is_answered(desk: Desk) -> None:
    listener, first, stale, newest = Listener(), Long("first"), Long("stale"), Long("newest")
    desk.read_beside(first, listener.hear)
    assert first.begun.wait(10)
    desk.read_beside(stale, listener.hear)
    desk.read_beside(newest, listener.hear)
    for question in (first, stale, newest):
        question.let_go.set()
    settled(lambda: len(listener.heard) == 2)
    assert listener.heard == ["first, True", "newest, True"]
    assert not stale.begun.is_set()
    all_done(desk)


def test_a_long_read_takes_nothing_from_another_one_that_waits(desk: Desk) -> None:
    listener, other, first = Listener(), Listener(), Long("first")
    desk.read_beside(first, listener.hear)
    assert first.begun.wait(10)
    desk.read_beside(lambda book: "for the page", listener.hear)
    desk.read_beside(lambda book: "for another", other.hear)
    first.let_go.set()
    settled(lambda: len(other.heard) == 1)
    assert (listener.heard, other.heard) == (["first, True", "for the page"], ["for another"])


class Held:
    """Something that says which thread freed it."""

    def __init__(self, by: set[int]) -> None:
        self._by = by

    def __del__(self) -> None:
        self._by.add(threading.get_ident())


def test_what_many_hold_is_freed_beside_the_window_though_who_asked_still_has_it(desk: Desk) -> None:
    by = set[int]()

    def drop() -> None:
        held = [Held(by) for _ in range(5_000)]
        desk.free(held)
        all_done(desk)
        assert len(held) == 5_000

    drop()
    settled(lambda: bool(by))
    all_done(desk)
    assert threading.get_ident() not in by


def test_the_rows_of_a_change_that_took_many_back_are_freed_beside_the_window(desk: Desk) -> None:
    by = set[int]()

    def take_in() -> None:
        rows = tuple(RowChange(Account, str(n), Held(by), None) for n in range(MANY + 1))
        done = ChangeSet(1, Verb.UNDO, "many", DAY, rows)
        assert done.nouns == {Account}
        desk._take_in((done, Way(), ""))

    take_in()
    settled(lambda: bool(by))
    all_done(desk)
    assert threading.get_ident() not in by
