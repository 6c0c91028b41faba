"""A book of an older csdesk: the window is there at once and says what is done first."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from csdesk import paths, settings
from csdesk.services.book.books import is_held, is_older
from csdesk.settings import Settings
from csdesk.store.backups import backups_in, folder_for
from csdesk.store.version import VERSION
from csdesk.ui.app import last_book, open_window
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit.labels import Label
from csdesk.ui.shell.opening import Opening
from csdesk.ui.window import Window
from tests.store.old_books import kept
from tests.ui.windows import settled


def openings(window: Window) -> list[Opening]:
    return [one for one in window.findChildren(Opening) if one.isVisible()]


@pytest.mark.parametrize("name", ["a" * 300 + ".csdesk", "loop.csdesk", "none.csdesk"])
def test_a_book_that_was_open_last_and_cannot_be_reached_is_named_and_the_window_is_there(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "loop.csdesk").symlink_to(tmp_path / "loop.csdesk")
    settings.save(Settings(last_book=str(tmp_path / name)))
    book = last_book()
    assert book is not None
    assert not is_held(book)
    window = open_window(book)
    assert window.isVisible()
    assert "There is no book" in window.toast.text()
    assert name in window.toast.text()
    window.close()


def test_without_a_home_the_window_is_there_and_says_what_cannot_be_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert last_book() is None
    window = open_window(None)
    for choice in ("sample", "empty"):
        window.toast.hide()
        window.opener.choose(choice)
        assert "names no folder of yours" in window.toast.text()
        assert window.desk is None
    window.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_the_window_says_what_is_done_and_then_shows_the_book(version: int, tmp_path: Path) -> None:
    path = kept(version, tmp_path)
    assert is_older(path)
    window = open_window(path)
    assert window.isVisible()
    assert window.desk is None
    (opening,) = openings(window)
    assert opening.size() == window.size()
    said = [one.text() for one in opening.findChildren(Label)]
    assert any("backed up, then brought up to date" in text for text in said)
    settled(lambda: window.desk is not None)
    assert openings(window) == []
    assert not is_older(path)
    assert [b.reason for b in backups_in(folder_for(path))] == ["before a new version"]
    window.close()


def test_a_second_book_waits_until_the_first_is_there(empty: Window, tmp_path: Path) -> None:
    path = kept(4, tmp_path)
    empty.opener.take([QUrl.fromLocalFile(str(path))])
    assert openings(empty)
    empty.opener.take([QUrl.fromLocalFile(str(path))])
    assert "A book is being opened" in empty.toast.text()
    settled(lambda: empty.desk is not None and empty.desk.path == path.resolve())


def test_a_spreadsheet_waits_until_the_default_book_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = kept(4, tmp_path)
    monkeypatch.setattr(paths, "default_book", lambda: older)
    sheet = tmp_path / "list.csv"
    sheet.write_text("Customer,ARR\nCorvid Analytics,29000\n")
    window = open_window(None)
    window.opener.take([QUrl.fromLocalFile(str(sheet))])
    assert openings(window)
    assert window.desk is None
    settled(lambda: isinstance(window.shown(), ImportPage))
    page = window.shown()
    assert isinstance(page, ImportPage)
    settled(lambda: page.plan is not None and [f.file for f in page.plan.files] == ["list.csv"])
    assert openings(window) == []
    window.close()


def test_a_book_that_cannot_be_backed_up_is_refused_and_stays_as_it_was(
    empty: Window, tmp_path: Path
) -> None:
    path = kept(4, tmp_path)
    folder = folder_for(path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the backups should lie")
    before = path.read_bytes()
    empty.opener.open_path(path)
    settled(lambda: not openings(empty))
    assert empty.desk is not None
    assert empty.desk.path != path.resolve()
    assert path.read_bytes() == before
