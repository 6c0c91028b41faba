"""The desk's tests: without a display, no dialog may wait for a person, no window may be left open."""

import gc
import os
import shutil

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui import theme
from csdesk.ui.desk import Desk
from csdesk.ui.garbage import Garbage
from csdesk.ui.window import Window
from tests.ui.windows import put_away, shown


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    if not qapp.property("dressed"):
        theme.apply(qapp, "light", still=True)
        qapp.setProperty("dressed", True)


@pytest.fixture(autouse=True)
def _numbers_have_the_marks_of_no_country() -> None:
    """Wherever the tests run; those that are about the marks of a country set its own."""
    QLocale.setDefault(QLocale.c())


@pytest.fixture(autouse=True)
def _the_first_page_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: a test looks at the page that the book filled, not at one that waits for it."""
    monkeypatch.setattr("csdesk.ui.desk.FIRST_MS", 30_000)


@pytest.fixture(autouse=True)
def _garbage_is_collected_here(qapp: QApplication) -> Iterator[None]:
    """As in the program: a reading thread that collects would destroy the widgets of the test before."""
    garbage = Garbage(qapp)
    yield
    garbage.collect()
    garbage.deleteLater()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a modal dialog waits for a person")

    monkeypatch.setattr(QDialog, "exec", waits)
    for name in ("about", "critical", "information", "question", "warning"):
        monkeypatch.setattr(QMessageBox, name, waits)
    for name in ("getSaveFileName", "getOpenFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, waits)


@pytest.fixture(autouse=True)
def _no_window_is_left(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.topLevelWidgets())
    yield
    popup = Qt.WindowType.Popup  # belongs to its completer or its box, which deletes it
    put_away(*(one for one in qapp.topLevelWidgets() if one not in before and one.windowType() != popup))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book)
    return path


@pytest.fixture
def window(sample: Path, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "wingtip.csdesk"
    shutil.copy(sample, path)
    made = shown(path)
    yield made
    put_away(made)


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "a.csdesk"
    shutil.copy(sample, path)
    made = Desk(path, date(2025, 11, 24))
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "empty.csdesk"
    Book.create(path).close()
    made = shown(path)
    yield made
    put_away(made)
