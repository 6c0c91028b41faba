"""The Backups page and the rescue: what is offered is good, and nothing is replaced in silence."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from csdesk import settings
from csdesk.services.book.editing import add_row
from csdesk.services.book.keeping import backup, backups
from csdesk.store.backups import folder_for
from csdesk.store.book import Book
from csdesk.ui.keeping.page import KeepingPage
from csdesk.ui.keeping.rescue import Rescue, salvage_within
from csdesk.ui.window import Window
from tests.accounts import names
from tests.ui.hands import press
from tests.ui.windows import settled, shown

NOW = datetime.now(UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of two accounts with three backups: of none of them, altered, of one."""
    path = tmp_path / "mine.csdesk"
    day = NOW.date()
    with Book.create(path) as book:
        backup(book, now=NOW, reason="empty")
        add_row(book, "account", {"account": "Corvid"}, today=day)
        altered, file = backup(book, now=NOW, reason="altered")
        backup(book, now=NOW, reason="on closing")
        add_row(book, "account", {"account": "Halden"}, today=day)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert altered.number == 2
    return path


@pytest.fixture
def window(path: Path) -> Iterator[Window]:
    made = shown(path)
    yield made
    made.close()


def page_of(window: Window) -> KeepingPage:
    window.go("keeping")
    page = window.shown()
    assert isinstance(page, KeepingPage)
    settled(lambda: page.panel.overview is not None)
    return page


def test_only_good_backups_are_listed_with_what_they_hold_and_what_is_newer(window: Window) -> None:
    panel = page_of(window).panel
    rows = panel.table.rows.rows
    assert [(r.backup.reason, r.backup.accounts) for r in rows] == [("on closing", 1), ("empty", 0)]
    assert [r.since.rows for r in rows if r.since] == [1, 2]
    assert "1 backup is gone or was altered" in panel.note.text()
    assert "1 change in 1 row is newer" in panel.means.text()


def test_the_page_is_reached_by_its_key_and_from_the_status_line(window: Window) -> None:
    press(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(window.shown(), KeepingPage)
    window.go("week")
    window.status.asked.emit("keeping")
    assert isinstance(window.shown(), KeepingPage)


def test_one_click_restores_says_what_was_done_and_keeps_the_book_as_it_was(
    window: Window, path: Path
) -> None:
    panel = page_of(window).panel
    panel.restore.click()
    settled(lambda: window.desk is not None)
    assert names(path) == ["Corvid"]
    (kept,) = path.parent.glob("mine before restore*.csdesk")
    assert names(kept) == ["Corvid", "Halden"]
    settled(window.toast.isVisible)
    assert "Restored mine.csdesk" in window.toast.text()
    assert kept.name in window.toast.text()
    window.toast._button.click()
    settled(lambda: names(path) == ["Corvid", "Halden"])
    settled(lambda: window.desk is not None and window.desk.writable)


def test_a_backup_that_was_altered_after_it_was_listed_is_refused_and_the_book_opens_again(
    window: Window, path: Path
) -> None:
    panel = page_of(window).panel
    file = folder_for(path) / panel.table.rows.rows[0].backup.file
    file.write_bytes(file.read_bytes()[:-1] + b"y")
    panel.restore.click()
    settled(lambda: window.desk is not None)
    settled(lambda: "cannot be restored from" in window.toast.text())
    assert names(path) == ["Corvid", "Halden"]


def test_backing_up_by_hand_is_listed_at_once(window: Window) -> None:
    page = page_of(window)
    page.now.click()
    settled(lambda: len(page.panel.table.rows.rows) == 3)
    assert page.panel.table.rows.rows[0].backup.reason == "asked for"


def test_a_second_place_is_chosen_or_declined(window: Window, tmp_path: Path) -> None:
    panel = page_of(window).panel
    assert "None yet" in panel.second.text()
    panel.take_second_place(tmp_path / "stick")
    settled(lambda: "is not there now" in panel.second.text())
    (tmp_path / "stick").mkdir()
    panel.reload()
    settled(lambda: "goes there too" in panel.second.text())
    panel.decline.click()
    settled(lambda: "none is needed" in panel.second.text())
    assert settings.load().second_place == settings.DECLINED


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)


def rescue_of(window: Window) -> Rescue:
    rescue = window.recovery.rescue
    assert rescue is not None
    return rescue


def test_a_damaged_book_shows_the_newest_good_backup_beside_what_can_be_salvaged(path: Path) -> None:
    damage(path)
    before = path.read_bytes()
    window = shown(path)
    rescue = rescue_of(window)
    settled(lambda: rescue.backup.button.isVisible() and rescue.rest.button.isVisible())
    assert "cannot be opened" in rescue.title.text()
    assert rescue._newest is not None
    assert "00003" in rescue._newest.name
    assert "2 rows can be read" in rescue.rest.words.text()
    assert path.read_bytes() == before
    assert window.desk is None
    window.close()
    assert path.read_bytes() == before


def test_a_damaged_book_is_restored_by_one_click_and_kept_beside(path: Path) -> None:
    damage(path)
    before = path.read_bytes()
    window = shown(path)
    settled(rescue_of(window).backup.button.isVisible)
    rescue_of(window).backup.button.click()
    settled(lambda: window.desk is not None)
    assert names(path) == ["Corvid"]
    (kept,) = path.parent.glob("mine before restore*.csdesk")
    assert kept.read_bytes() == before
    window.close()


def test_what_is_salvaged_becomes_a_new_book_beside_the_damaged_one(path: Path) -> None:
    damage(path)
    before = path.read_bytes()
    window = shown(path)
    settled(rescue_of(window).rest.button.isVisible)
    rescue_of(window).rest.button.click()
    settled(lambda: window.desk is not None)
    assert window.desk is not None
    assert window.desk.path.name == "mine salvaged.csdesk"
    assert names(window.desk.path) == ["Corvid", "Halden"]
    assert path.read_bytes() == before
    window.close()


def test_an_empty_file_without_backups_says_so_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "nothing.csdesk"
    path.write_bytes(b"")
    window = shown(path)
    rescue = rescue_of(window)
    settled(lambda: "There is none" in rescue.backup.words.text())
    settled(lambda: "Nothing in nothing.csdesk" in rescue.rest.words.text())
    assert not rescue.backup.button.isVisible()
    assert not rescue.rest.button.isVisible()
    assert path.read_bytes() == b""
    window.close()


def test_a_book_whose_table_is_a_view_is_read_as_data(tmp_path: Path) -> None:
    path = tmp_path / "sent.csdesk"
    with Book.create(path) as book:
        add_row(book, "account", {"account": "Corvid"}, today=NOW.date())
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE tasks")
        other.execute("CREATE VIEW tasks AS SELECT 1 AS pk")
    other.close()
    window = shown(path)
    rescue = rescue_of(window)
    rescue.rest.button.click()
    settled(lambda: window.desk is not None)
    assert window.desk is not None
    assert window.desk.path.name == "sent as data.csdesk"
    assert names(window.desk.path) == ["Corvid"]
    settled(lambda: "view tasks" in window.toast.text())
    window.close()


def test_no_temporary_file_is_left_when_the_window_is_closed(path: Path, tmp_path: Path) -> None:
    damage(path)
    window = shown(path)
    settled(rescue_of(window).rest.button.isVisible)
    folder = rescue_of(window)._folder
    assert folder is not None
    assert folder.exists()
    window.recovery._leave()
    window.close()
    settled(lambda: not folder.exists())
    assert {p.name for p in tmp_path.iterdir()} == {"mine.csdesk"}
    assert len(backups(path)[1]) == 2


@pytest.mark.parametrize("closed", [True, False])
def test_what_is_salvaged_after_its_page_was_closed_is_taken_away_once_it_is_written(
    path: Path, tmp_path: Path, *, closed: bool
) -> None:
    damage(path)
    folder = tmp_path / "csdesk-1"
    folder.mkdir()
    done = salvage_within(folder, lambda: closed, path, NOW.date())
    assert (done.rows, folder.exists()) == (2, not closed)


def test_without_a_backup_no_rule_stands_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.csdesk"
    Book.create(path).close()
    window = shown(path)
    window.go("keeping")
    page = window.page("keeping")
    assert isinstance(page, KeepingPage)
    settled(lambda: page.panel.overview is not None)
    assert page.panel.empty.isVisibleTo(page)
    assert not page.panel._rule.isVisibleTo(page)
    window.close()


def test_on_half_a_screen_nothing_of_the_backups_lies_beyond_the_edge(window: Window) -> None:
    panel = page_of(window).panel
    window.resize(860, 600)
    settled(lambda: window.width() == 860 and panel.table.horizontalScrollBar().maximum() == 0)
    beyond = panel.width()
    for button in (panel.restore, panel.choose, panel.decline):
        assert button.mapTo(panel, button.rect().topRight()).x() < beyond - 8
    shown_there = [panel.table.rows.columns[n].key for n in panel.table.columns_shown()]
    assert shown_there == ["made", "why", "newer", "whole"]
