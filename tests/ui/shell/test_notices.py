"""Notices: what can harm a book is told once, what rotted is found in the background, and drafts come first."""

import json
import socket
import sqlite3
from pathlib import Path

from PySide6.QtWidgets import QApplication

from csdesk import paths
from csdesk.domain.accounts import Account
from csdesk.services.book.drafts import Draft, keep_draft
from csdesk.services.book.editing import add_row
from csdesk.services.book.keeping import backups, check
from csdesk.store.book import Book
from csdesk.store.identity import uid_of
from csdesk.store.lock import lock_path
from csdesk.ui.keeping.page import KeepingPage
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.pages import keeper_of
from tests.ui.windows import all_done, settled, shown


def book_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with Book.create(folder / "mine.csdesk") as book:
        add_row(book, "account", {"account": "Corvid"}, today=TODAY)
    return folder / "mine.csdesk"


def said(window: Window) -> str:
    return window.frame.band.text()


def take(window: Window, word: str) -> None:
    next(b for b in window.frame.band.offers() if b.label_text() == word).click()


def test_a_synchronised_folder_is_told_once_and_left_if_the_person_says_so(
    tmp_path: Path, qapp: QApplication
) -> None:
    path = book_in(tmp_path / "Dropbox")
    window = shown(path)
    settled(lambda: "Dropbox" in said(window))
    take(window, "Leave it")
    assert said(window) == ""
    window.close()
    window = shown(path)
    assert window.desk is not None
    all_done(window.desk)
    settled(lambda: window.desk is not None and window.desk.writes)
    assert said(window) == ""
    window.close()


def test_a_book_is_moved_to_this_computer_by_one_click_and_the_old_file_stays(
    tmp_path: Path, qapp: QApplication
) -> None:
    path = book_in(tmp_path / "OneDrive - Corvid")
    window = shown(path)
    settled(lambda: "OneDrive - Corvid" in said(window))
    take(window, "Move to this computer")
    settled(lambda: window.desk is not None and window.desk.path != path)
    assert window.desk is not None
    assert window.desk.path == paths.data_folder() / "mine.csdesk"
    with Book.view(window.desk.path) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid"]
    assert path.exists()
    window.close()


def test_conflict_copies_are_told_and_looked_at_and_never_removed(tmp_path: Path, qapp: QApplication) -> None:
    path = book_in(tmp_path)
    copy = path.with_name("mine (Ana's conflicted copy 2025-11-24).csdesk")
    copy.write_bytes(path.read_bytes())
    window = shown(path)
    settled(lambda: "A conflict left 1 copy" in said(window))
    take(window, "Look")
    page = window.shown()
    assert isinstance(page, KeepingPage)
    settled(lambda: copy.name in page.panel.note.text())
    assert copy.exists()
    window.close()


def test_what_rotted_is_found_in_the_background_and_repaired_after_a_backup(
    tmp_path: Path, qapp: QApplication
) -> None:
    path = book_in(tmp_path)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE accounts SET account = 'Rotten'")
    other.close()
    window = shown(path)
    settled(lambda: window.desk is not None and window.desk.writes)
    keeper_of(window).rot.look()
    settled(lambda: "Account is “Rotten”, last written as “Corvid”" in said(window))
    take(window, "Repair, after a backup")
    assert window.desk is not None
    all_done(window.desk)
    with Book.view(path) as book:
        assert check(book, deep=True) == []
        assert [a.account for a in book.all(Account)] == ["Corvid"]
    assert "before a repair" in {b.reason for b in backups(path)[1]}
    window.close()


def test_a_whole_book_gives_no_notice(window: Window) -> None:
    keeper_of(window).rot.look()
    assert window.desk is not None
    all_done(window.desk)
    settled(lambda: window.desk is not None and not window.desk.busy)
    assert said(window) == ""


def test_a_draft_comes_before_a_place_and_the_next_follows(tmp_path: Path, qapp: QApplication) -> None:
    path = book_in(tmp_path / "Dropbox")
    with Book.view(path) as book:
        uid = uid_of(book)
    keep_draft(
        uid, "touch", Draft("touch", "Touch", "2025-11-24T10:00:00", {"What came of it": "They renew"})
    )
    window = shown(path)
    settled(lambda: "And 1 more." in said(window))
    assert "They renew" in said(window)
    take(window, "Discard")
    assert "Dropbox" in said(window)
    window.close()


def test_an_import_that_the_end_of_the_program_cut_off_is_told_at_the_next_start(
    tmp_path: Path, qapp: QApplication
) -> None:
    path = book_in(tmp_path)
    facts = {"host": socket.gethostname(), "pid": 1, "user": "mary", "since": "", "doing": "7 customers.xlsx"}
    lock_path(path).write_text(json.dumps(facts))
    window = shown(path)
    settled(lambda: "import (customers.xlsx) did not finish" in said(window))
    take(window, "All right")
    assert said(window) == ""
    window.close()
    window = shown(path)
    settled(lambda: window.desk is not None and window.desk.writes)
    assert said(window) == ""
    window.close()
