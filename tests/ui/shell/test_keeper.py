"""The keeper: what happens to the file of an open book is said in the band, and nothing is written past it."""

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from csdesk.domain.accounts import Account
from csdesk.services.book.editing import add_row
from csdesk.services.book.keeping import backups
from csdesk.store.book import Book
from csdesk.store.lock import lock_path
from csdesk.ui.shell.sheets.break_sheet import BreakSheet
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.window import Window
from tests.accounts import names
from tests.ui.pages import keeper_of
from tests.ui.windows import all_done, answer_of, settled, shown


def band(window: Window) -> str:
    return window.frame.band.text()


def offered(window: Window) -> list[str]:
    return [b.label_text() for b in window.frame.band.offers()]


def add(window: Window, name: str) -> None:
    assert window.desk is not None
    window.desk.do(add_row, "account", {"account": name})
    all_done(window.desk)


def replaced(path: Path) -> None:
    with Book.create(path.with_name("other.csdesk")):
        pass
    path.with_name("other.csdesk").replace(path)


def test_a_book_as_usual_has_no_band(window: Window) -> None:
    assert band(window) == ""
    assert window.topbar.new_touch.isEnabled()


def test_a_book_replaced_on_the_disk_is_noticed_and_no_more_is_written(empty: Window, tmp_path: Path) -> None:
    add(empty, "Corvid")
    replaced(tmp_path / "empty.csdesk")
    keeper_of(empty).look()
    settled(lambda: "replaced" in band(empty))
    assert offered(empty) == ["Save a copy", "Open what is there now"]
    assert not empty.topbar.new_touch.isEnabled()
    add(empty, "Halden")
    assert names(tmp_path / "empty.csdesk") == []
    keeper_of(empty).save_copy_to(tmp_path / "saved.csdesk")
    settled((tmp_path / "saved.csdesk").exists)
    all_done(empty.desk)  # type: ignore[arg-type]
    assert names(tmp_path / "saved.csdesk") == ["Corvid"]


def test_a_change_that_meets_a_replaced_book_is_refused_and_says_so(empty: Window, tmp_path: Path) -> None:
    replaced(tmp_path / "empty.csdesk")
    add(empty, "Halden")
    settled(lambda: "replaced" in band(empty))
    assert names(tmp_path / "empty.csdesk") == []


def test_a_book_that_is_gone_goes_on_when_it_is_back(empty: Window, tmp_path: Path) -> None:
    add(empty, "Corvid")
    (tmp_path / "empty.csdesk").rename(tmp_path / "away")
    keeper_of(empty).look()
    settled(lambda: "not there any more" in band(empty))
    (tmp_path / "away").rename(tmp_path / "empty.csdesk")
    keeper_of(empty).look()
    settled(lambda: band(empty) == "")
    settled(lambda: empty.desk is not None and empty.desk.writes)
    add(empty, "Halden")
    assert names(tmp_path / "empty.csdesk") == ["Corvid", "Halden"]


@pytest.fixture
def beside(empty: Window, tmp_path: Path) -> Iterator[Window]:
    """A second window on the book of the first."""
    settled(lambda: empty.desk is not None and empty.desk.writes)
    made = shown(tmp_path / "empty.csdesk")
    yield made
    made.close()


def test_a_second_window_only_reads_says_who_writes_and_has_editing_off(beside: Window) -> None:
    settled(lambda: band(beside) != "")
    assert "open for writing" in band(beside)
    assert band(beside).startswith("Read only.")
    assert not beside.topbar.new_touch.isEnabled()
    assert beside.desk is not None
    assert not beside.desk.writable
    beside.touch_with(None)
    assert not [w for w in beside.findChildren(QPushButton) if w.text() == "Log touch" and w.isVisible()]


def test_a_window_that_only_reads_shows_what_the_other_one_wrote(empty: Window, beside: Window) -> None:
    settled(lambda: band(beside) != "")
    seen: list[int] = []
    assert beside.desk is not None
    beside.desk.refreshed.connect(partial(seen.append, 1))
    keeper_of(beside).look()
    all_done(beside.desk)
    settled(lambda: keeper_of(beside)._number is not None)
    add(empty, "Corvid")
    keeper_of(beside).look()
    settled(lambda: bool(seen))


def test_when_the_first_window_is_closed_the_second_can_write_on_request(
    empty: Window, beside: Window
) -> None:
    settled(lambda: band(beside) != "")
    empty.close()
    next(b for b in beside.frame.band.offers() if b.label_text() == "Try again").click()
    settled(lambda: beside.desk is not None and beside.desk.writes)
    assert band(beside) == ""
    assert beside.topbar.new_touch.isEnabled()


def test_the_lock_of_another_computer_is_broken_only_after_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "far.csdesk"
    Book.create(path).close()
    facts = {"host": "far-away", "pid": 7, "user": "mary", "since": "2025-11-24 09:00"}
    lock_path(path).write_text(json.dumps(facts))
    window = shown(path)
    settled(lambda: "mary on far-away, since 24 Nov 2025, 09:00" in band(window))
    assert offered(window) == ["Try again", "Break the lock"]
    window.frame.band.offers()[1].click()
    (sheet,) = window.findChildren(BreakSheet)
    assert lock_path(path).exists()
    sheet.break_it()
    settled(lambda: window.desk is not None and window.desk.writes)
    assert json.loads(lock_path(path).read_text())["host"] == socket.gethostname()
    window.close()


def test_a_planted_book_is_only_read_and_offered_as_data(tmp_path: Path) -> None:
    path = tmp_path / "hostile.csdesk"
    Book.create(path).close()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON touches BEGIN DELETE FROM accounts; END")
    other.close()
    window = shown(path)
    settled(lambda: "trigger t" in band(window))
    assert offered(window) == ["Read as data into a new book"]
    window.close()


def test_a_new_day_is_shown_without_a_restart_but_not_while_a_sheet_is_open(empty: Window) -> None:
    keeper = keeper_of(empty)
    today = keeper.day
    keeper.day = today - timedelta(days=1)
    before = empty.desk
    empty.touch_with(None)
    keeper.look()
    assert empty.desk is before
    for sheet in empty.findChildren(Sheet):
        sheet.close()
    settled(lambda: not any(s.isVisible() for s in empty.findChildren(Sheet)))
    keeper.look()
    assert empty.desk is not before
    assert empty.desk is not None
    assert empty.desk.today == today


def test_after_half_an_hour_of_changes_there_is_a_backup_and_none_without_a_change(
    empty: Window, tmp_path: Path
) -> None:
    keeper = keeper_of(empty)
    keeper.keep()
    all_done(empty.desk)  # type: ignore[arg-type]
    assert backups(tmp_path / "empty.csdesk")[1] == []
    add(empty, "Corvid")
    settled(lambda: empty.desk is not None and empty.desk.made == 1)
    keeper.keep()
    settled(lambda: empty.desk is not None and empty.desk.kept == 1)
    assert [b.reason for b in backups(tmp_path / "empty.csdesk")[1]] == ["every 30 minutes"]
    keeper.keep()
    all_done(empty.desk)  # type: ignore[arg-type]
    assert len(backups(tmp_path / "empty.csdesk")[1]) == 1
    empty.close()
    assert len(backups(tmp_path / "empty.csdesk")[1]) == 1


def test_every_page_has_its_editing_off_in_a_book_that_can_only_be_read(beside: Window) -> None:
    settled(lambda: band(beside) != "")
    for id_ in ("week", "accounts", "renewals", "import", "account"):
        beside.go(id_)
        page = beside.shown()
        assert page is not None
        writing = [one for one in page._writes if one.isEnabled()]
        assert writing == [], id_
    page = beside.page("accounts")
    assert page is not None
    assert len(page._writes) >= 3


def test_a_window_that_only_reads_shows_a_book_that_was_restored_by_another_program(
    empty: Window, beside: Window, tmp_path: Path
) -> None:
    path = tmp_path / "empty.csdesk"
    settled(lambda: band(beside) != "")
    add(empty, "Corvid")
    settled(lambda: empty.desk is not None and empty.desk.made == 1)
    keeper_of(empty).keep()
    settled(lambda: empty.desk is not None and empty.desk.kept == 1)
    add(empty, "Halden")
    empty.close()
    before = beside.desk
    command = [sys.executable, "-m", "csdesk", "restore", "1", "--book", str(path)]
    assert (
        subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[3]).returncode
        == 0
    )
    keeper_of(beside).look()
    settled(lambda: beside.desk is not before)
    assert beside.desk is not None
    all_done(beside.desk)
    assert [a.account for a in answer_of(beside.desk, all_accounts)] == ["Corvid"]


def all_accounts(book: Book) -> list[Account]:
    return book.all(Account)


def test_a_drive_that_comes_back_waits_for_the_form_that_is_open(empty: Window, tmp_path: Path) -> None:
    add(empty, "Corvid")
    path, before = tmp_path / "empty.csdesk", empty.desk
    empty.touch_with(None)
    path.rename(tmp_path / "away")
    keeper_of(empty).look()
    settled(lambda: "not there any more" in band(empty))
    (tmp_path / "away").rename(path)
    keeper_of(empty).look()
    assert before is not None
    all_done(before)
    settled(lambda: not keeper_of(empty)._looking)
    assert empty.desk is before
    for sheet in empty.findChildren(Sheet):
        sheet.close()
    settled(lambda: not any(s.isVisible() for s in empty.findChildren(Sheet)))
    keeper_of(empty).look()
    settled(lambda: empty.desk is not before)
