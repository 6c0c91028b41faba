"""Faults of ours: shown once with a report to copy, written down without a word from the book; the window goes on."""

import sys
import threading
import weakref
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from csdesk import paths
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.book import faults
from csdesk.services.book.editing import add_row
from csdesk.services.book.faults import log_file, report_of, write_down
from csdesk.store.book import Book
from csdesk.ui.shell.faults import Faults
from csdesk.ui.shell.sheets.fault_sheet import FaultSheet
from csdesk.ui.window import Window
from tests.ui.windows import all_done, settled

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
SECRET = "Corvid Analytics, sponsor Ana Ruiz"


@pytest.fixture
def heard(empty: Window, monkeypatch: pytest.MonkeyPatch) -> Faults:
    for hooked in (sys, threading):
        monkeypatch.setattr(hooked, "excepthook", hooked.excepthook)  # put back afterwards
    return Faults(empty)


def broken(book: Book, *, today: date) -> None:
    """A service with a fault in the middle of its change, which quotes a customer."""
    with book.change(Verb.ADD, label=SECRET, today=today):
        book.put(Account(id=AccountId(book.new_id()), account=SECRET))
        raise ValueError(SECRET)


def sheets(window: QMainWindow) -> list[FaultSheet]:
    return [s for s in window.findChildren(FaultSheet) if s.isVisible()]


def test_a_fault_in_a_change_is_shown_rolled_back_and_the_window_goes_on(
    empty: Window, heard: Faults, tmp_path: Path
) -> None:
    assert empty.desk is not None
    empty.desk.do(broken)
    settled(lambda: bool(sheets(empty)))
    (sheet,) = sheets(empty)
    assert "builtins.ValueError" in sheet.report
    assert "in broken" in sheet.report
    sheet.copy_report()
    assert QGuiApplication.clipboard().text() == sheet.report
    sheet.close()
    empty.desk.do(add_row, "account", {"account": "Halden"})
    all_done(empty.desk)
    with Book.view(tmp_path / "empty.csdesk") as book:
        assert [a.account for a in book.all(Account)] == ["Halden"]


class Slot(QTimer):
    """Fails as soon as the window lives."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setSingleShot(True)
        self.timeout.connect(self.fail)
        self.start(0)

    def fail(self) -> None:
        """Quote a customer, and fail."""
        raise KeyError(SECRET)


def test_a_fault_in_a_slot_and_one_in_a_thread_are_shown(empty: Window, heard: Faults) -> None:
    Slot(empty)
    settled(lambda: bool(sheets(empty)))
    assert "builtins.KeyError" in sheets(empty)[0].report
    sheets(empty)[0].close()
    settled(lambda: heard.sheet is None)
    thread = threading.Thread(target=divided, name="worker")
    thread.start()
    thread.join()
    settled(lambda: bool(sheets(empty)))
    assert "ZeroDivisionError" in sheets(empty)[0].report


def divided() -> None:
    """A fault on another thread."""
    1 / 0  # noqa: B018


def test_many_faults_are_one_sheet_and_all_of_them_in_the_log(empty: Window, heard: Faults) -> None:
    for _ in range(5):
        Slot(empty)
    settled(lambda: log_file().exists() and log_file().read_text().count("builtins.KeyError") == 5)
    assert len(sheets(empty)) == 1


class Torn(QWidget):
    """Fails whenever it is drawn, with its painter at work."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin, and fail."""
        painter = QPainter(self)
        self.painter = weakref.ref(painter)
        painter.drawLine(0, 0, 9, 9)
        raise KeyError(SECRET)


def test_a_picture_that_cannot_be_drawn_is_told_once_and_leaves_no_painter_at_work(
    empty: Window, heard: Faults
) -> None:
    torn = Torn(empty)
    torn.resize(40, 40)
    torn.show()
    settled(lambda: bool(sheets(empty)))
    sheets(empty)[0].close()
    settled(lambda: heard.sheet is None)
    for times in (2, 3, 4):
        torn.update()
        settled(partial(told, times))
    assert torn.painter() is None
    assert not sheets(empty)
    torn.hide()


def told(times: int, kind: str = "KeyError") -> bool:
    """Whether the log holds a fault of this kind so often."""
    return log_file().read_text().count(f"builtins.{kind}") >= times


def test_neither_the_report_nor_the_log_holds_a_word_from_the_book(empty: Window, heard: Faults) -> None:
    assert empty.desk is not None
    empty.desk.do(broken)
    Slot(empty)
    settled(log_file().exists)
    for kind in ("KeyError", "ValueError"):
        settled(partial(told, 1, kind))
    for word in SECRET.replace(",", "").split():
        assert word not in log_file().read_text()
    assert str(paths.data_folder().parent) not in log_file().read_text()


def test_a_report_names_causes_and_no_folder_of_this_computer() -> None:
    try:
        try:
            divided()
        except ZeroDivisionError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as fault:
        report = report_of(fault, at=NOON)
    assert "builtins.RuntimeError" in report
    assert "builtins.ZeroDivisionError came after" in report
    assert str(Path.home()) not in report
    assert SECRET not in report


def test_the_log_is_kept_to_five_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_SIZE", 2_000)
    for n in range(400):
        write_down(f"report {n} {'x' * 100}")
    files = sorted(log_file().parent.iterdir())
    assert len(files) == 5
    assert all(f.stat().st_size <= 2_000 for f in files)
    assert "report 399" in log_file().read_text()


def test_a_folder_that_takes_no_log_is_no_further_fault() -> None:
    paths.data_folder().mkdir(parents=True)
    (paths.data_folder() / "log").write_text("no folder")
    write_down("a report")
