"""The desk: it holds the book, says who else does, and never closes without a backup of what changed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, active_count, current_thread
from time import sleep

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import BookDamaged, BookInUse, NotABook, PerhapsSaved
from csdesk.services.accounts.newcomers import AccountDraft, add_account
from csdesk.store.backups import backups_in, folder_for
from csdesk.store.book import Book
from csdesk.ui.desk import Desk
from csdesk.ui.way import Way, way_of
from tests.ui.windows import all_done, answer_of, settled

DAY = date(2025, 11, 24)


def test_a_book_that_proves_damaged_as_it_is_opened_is_not_held(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody could put a backup in its place on Windows."""
    path, closed = tmp_path / "a.csdesk", list[Path | None]()
    shutil.copy(sample, path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE preferences")
    close = Book.close

    def closing_book(book: Book) -> None:
        closed.append(book.path)
        close(book)

    monkeypatch.setattr(Book, "close", closing_book)
    with pytest.raises(BookDamaged):
        Desk(path, DAY)
    assert closed == [path]


def test_what_undo_would_undo_is_never_what_it_was_before_a_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go_on = Event(), Event()

    def way_late(book: Book) -> Way:
        found = way_of(book)
        if current_thread().name.startswith("csdesk-read"):
            asked.set()
            go_on.wait(10)
        return found

    monkeypatch.setattr("csdesk.ui.desk.way_of", way_late)
    desk.learn_way()
    asked.wait(0.5)
    desk.do(add_account, AccountDraft("Corvid"))
    settled(lambda: desk.way.back.startswith("added"))
    go_on.set()
    all_done(desk)
    QApplication.processEvents()
    assert desk.way.back.startswith("added")


def test_nobody_else_writes_in_a_book_that_is_open_in_a_window(desk: Desk) -> None:
    desk.learn_way()
    all_done(desk)
    with pytest.raises(BookInUse):
        Book.open(desk.path)
    with Book.view(desk.path) as view:
        assert view.all(Account)


def test_a_book_that_another_writes_is_said_and_can_be_read(desk: Desk, qapp: QApplication) -> None:
    barred = QSignalSpy(desk.barred)
    with Book.open(desk.path):
        desk.learn_way()
        all_done(desk)
        qapp.processEvents()
    assert barred.count() == 1
    assert isinstance(desk.obstacle, BookInUse)
    assert not desk.writable
    assert answer_of(desk, lambda book: len(book.all(Account))) > 50


def test_what_was_saved_last_is_backed_up_even_if_the_window_never_heard_of_it(
    sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.csdesk"
    shutil.copy(sample, path)
    desk = Desk(path, DAY)
    desk.do(add_account, AccountDraft("Quince & Co"))
    desk.close()
    (made,) = backups_in(folder_for(path))
    assert made.reason == "on closing"
    with Book.view(folder_for(path) / made.file) as kept:
        assert kept.all(Account, account="Quince & Co")


def test_a_window_that_changed_nothing_makes_no_backup(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csdesk"
    shutil.copy(sample, path)
    desk = Desk(path, DAY)
    desk.learn_way()
    desk.close()
    assert backups_in(folder_for(path)) == []


def test_a_file_that_is_no_book_leaves_no_thread_behind(tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "d.csdesk").write_text("not a book")
    before = active_count()
    with pytest.raises(NotABook):
        Desk(tmp_path / "d.csdesk", DAY)
    assert active_count() == before


def test_after_a_change_that_perhaps_was_saved_the_pages_are_read_again(
    desk: Desk, qapp: QApplication
) -> None:
    def doubtful(book: Book, *, today: date) -> ChangeSet:
        add_account(book, AccountDraft("Quince & Co"), today=today)
        raise PerhapsSaved(book="a.csdesk", why="the disk failed")

    again, said, steps = (QSignalSpy(s) for s in (desk.refreshed, desk.told, desk.stepped))
    desk.do(doubtful)
    all_done(desk)
    qapp.processEvents()
    all_done(desk)
    qapp.processEvents()
    assert again.count() == 1
    assert "may be in it, or not" in said.at(0)[0]
    assert steps.count() == 1
    assert desk.way.back == "added, Quince & Co"


def test_what_is_kept_beside_something_told_says_nothing_itself(desk: Desk, qapp: QApplication) -> None:
    told, changed = QSignalSpy(desk.told), QSignalSpy(desk.changed)
    desk.keep(add_account, AccountDraft("Quince & Co"))
    all_done(desk)
    qapp.processEvents()
    assert (told.count(), changed.count()) == (0, 1)


def test_a_window_that_is_closed_does_not_wait_for_somebodys_large_change(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    path = tmp_path / "c.csdesk"
    shutil.copy(sample, path)
    desk = Desk(path, DAY)
    answer_of(desk, lambda book: book._connection.execute("PRAGMA busy_timeout = 1").fetchone())
    asked, answers = Event(), QSignalSpy(desk.refused)
    monkeypatch.setattr(desk.patience, "_told", asked.set)
    other = sqlite3.connect(desk.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    desk.read(lambda book: book.all(Account), print)
    asked.wait()
    desk.close()
    other.close()
    assert answers.count() == 0


def test_what_a_window_asks_while_a_large_change_is_written_is_answered_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_of(desk, lambda book: book._connection.execute("PRAGMA busy_timeout = 1").fetchone())
    other = sqlite3.connect(desk.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(desk.patience, "_told", other.close)
    assert len(answer_of(desk, lambda book: book.all(Account))) > 50


def test_a_window_that_is_closed_does_not_answer_what_was_asked_and_not_yet_begun(
    sample: Path, tmp_path: Path
) -> None:
    path, begun, closing_now, asked = tmp_path / "c.csdesk", Event(), Event(), list[str]()
    shutil.copy(sample, path)
    desk = Desk(path, DAY)

    def until_it_closes(book: Book, progress: Callable[[int, int], bool]) -> None:
        while progress(0, 1):
            sleep(0.01)
        closing_now.set()

    def first(book: Book) -> None:
        asked.append("first")
        begun.set()
        closing_now.wait()

    desk.job("Waiting", until_it_closes, print)
    desk.read(first, print)
    desk.read(lambda book: asked.append("second"), print)
    begun.wait()
    desk.close()
    assert asked == ["first"]
