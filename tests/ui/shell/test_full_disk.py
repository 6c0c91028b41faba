"""A full disk under a window: what was typed stays in its form, nothing is half written, and it goes later."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import add_row
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.systems import SUPERUSER, fill
from tests.ui.windows import all_done, settled, shown

WORDS = "They will renew"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    at = tmp_path / "disk"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "csdesk-test", str(at)]
    if not SUPERUSER or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the superuser")
    yield at
    subprocess.run(["umount", "-l", str(at)], capture_output=True, check=False)


@pytest.fixture
def window(disk: Path, qapp: QApplication) -> Iterator[Window]:
    with Book.create(disk / "mine.csdesk") as book:
        add_row(book, "account", {"account": "Corvid"}, today=TODAY)
    made = shown(disk / "mine.csdesk")
    settled(lambda: made.desk is not None and made.desk.writes)
    yield made
    made.close()


def test_what_was_typed_stays_until_the_disk_has_room(window: Window, disk: Path) -> None:
    filler = fill(disk)
    assert window.desk is not None
    form = TouchForm.open_over(window, window.desk, None)
    settled(lambda: bool(form._by_name))
    form.who.set_text("Corvid")
    form.text.insertPlainText(WORDS)
    form.keep()
    settled(lambda: "Not saved" in form._refusal.text())
    assert "full" in form._refusal.text()
    assert form.text.toPlainText() == WORDS
    assert form.isVisible()
    filler.unlink()
    form.keep()
    settled(lambda: not window.findChildren(TouchForm))
    with Book.view(disk / "mine.csdesk") as book:
        assert [t.summary for t in book.all(Touch)] == [WORDS]
        assert [a.account for a in book.all(Account)] == ["Corvid"]
        assert problems_of(book, deep=True) == []


def test_a_drive_that_is_pulled_out_is_said_and_what_the_window_holds_is_saved(
    window: Window, disk: Path, tmp_path: Path
) -> None:
    from csdesk.ui.shell.keeper import Keeper

    assert window.desk is not None
    keeper = window.desk.findChild(Keeper)
    assert keeper is not None
    subprocess.run(["umount", "-l", str(disk)], check=True)
    keeper.look()
    settled(lambda: "its drive is gone" in window.frame.band.text())
    assert not window.topbar.new_touch.isEnabled()
    keeper.save_copy_to(tmp_path / "saved.csdesk")
    settled((tmp_path / "saved.csdesk").exists)
    all_done(window.desk)
    with Book.view(tmp_path / "saved.csdesk") as book:
        assert [a.account for a in book.all(Account)] == ["Corvid"]
