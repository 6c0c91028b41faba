"""Chosen rows are dragged out as a file; it is written at the drop, and gone when the program ends."""

import csv
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csdesk.domain.imports.bench.plan import Result
from csdesk.processes import sweep
from csdesk.services.spreadsheets.list_out import list_name
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit import file_mime
from csdesk.ui.window import Window
from tests.ui.hands import NOTHING, click
from tests.ui.windows import settled

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    """What was dragged: the platform of the tests has nowhere to drop it."""
    found: list[QMimeData] = []

    def exec_(drag: QDrag, *_actions: object) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        found.append(drag.mimeData())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    return found


def at(page: AccountsPage, row: int, key: str = "arr") -> QPoint:
    return page.table.visualRect(page.model.index(row, page.model.column_number(key))).center()


def drag(page: AccountsPage, start: int, end: int, key: str = "arr") -> None:
    view = page.table.viewport()
    QTest.mousePress(view, LEFT, NOTHING, at(page, start, key))
    for row in range(start, end + 1):
        moved(page, at(page, row, key))
    QTest.mouseRelease(view, LEFT, NOTHING, at(page, end, key))


def moved(page: AccountsPage, place: QPoint) -> None:
    """A move with the button down, which the test library does not send."""
    view = page.table.viewport()
    glob = QPointF(view.mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), glob, LEFT, LEFT, NOTHING)
    QApplication.sendEvent(view, event)


def chosen(page: AccountsPage) -> list[str]:
    return [r.account for r in page.table.chosen_rows()]


def test_chosen_rows_are_dragged_out_as_a_file_that_is_written_at_the_drop(
    page: AccountsPage, drags: list[QMimeData]
) -> None:
    page.columns.show(["account", "arr", "renewal_on", "coverage", "stage"])
    click(page.table.viewport(), at(page, 1))
    click(page.table.viewport(), at(page, 3), SHIFT)
    names = chosen(page)
    drag(page, 2, 4)
    (mime,) = drags
    assert isinstance(mime, file_mime.FileMime)
    assert chosen(page) == names
    assert mime.path is None
    assert mime.hasUrls()
    (url,) = mime.urls()
    path = Path(url.toLocalFile())
    assert path.name == "3 accounts.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["Account", "ARR", "Currency", "Renewal", "Known", "Stage"]
    assert [row[0] for row in rows] == names
    assert all(float(row[1]) > 0 and row[2] == "USD" and len(row[3]) == 10 for row in rows)
    assert mime.urls() == [url]
    assert mime.text().splitlines()[0].split("\t") == ["Account", "ARR", "Renewal", "Known", "Stage"]
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_press_on_a_chosen_row_that_goes_nowhere_is_a_click(
    page: AccountsPage, drags: list[QMimeData]
) -> None:
    click(page.table.viewport(), at(page, 1))
    click(page.table.viewport(), at(page, 3), SHIFT)
    click(page.table.viewport(), at(page, 2))
    assert chosen(page) == [page.model.rows[2].account]
    assert drags == []


def test_a_drag_that_begins_on_another_row_still_selects(page: AccountsPage, drags: list[QMimeData]) -> None:
    click(page.table.viewport(), at(page, 0))
    drag(page, 2, 4)
    assert chosen(page) == [r.account for r in page.model.rows[2:5]]
    assert drags == []


def test_what_was_dragged_out_comes_in_again_and_is_the_same(
    page: AccountsPage, window: Window, drags: list[QMimeData]
) -> None:
    page.columns.show(["account", "segment", "stage"])
    click(page.table.viewport(), at(page, 0, "segment"))
    drag(page, 0, 2, "segment")
    page.bringing.emit([Path(url.toLocalFile()) for url in drags[0].urls()])
    shown = window.page("import")
    assert isinstance(shown, ImportPage)
    settled(lambda: shown.plan is not None)
    assert shown.plan is not None
    assert [s.sheet for s in shown.plan.sheets] == [page.model.rows[0].account]
    assert {r.result for r in shown.plan.sheets[0].rows} == {Result.SAME}


def test_a_name_is_safe_as_a_file_of_any_system() -> None:
    for name in ("../../etc/passwd", "CON", "a/b\\c:d", "x" * 400, "\u202egnp.exe", ""):
        said = list_name([name])
        assert said.endswith(".csv")
        assert Path(said).name == said
        assert len(said.encode()) < 255
        assert "\u202e" not in said


def test_folders_of_programs_that_ended_badly_are_swept(tmp_path: Path) -> None:
    dead, mine, other = (
        tmp_path / "csdesk-drag-999999999-x",
        tmp_path / f"csdesk-drag-{os.getpid()}-y",
        (tmp_path / "csdesk-drag-notes"),
    )
    for folder in (dead, mine, other):
        folder.mkdir()
        (folder / "a.csv").write_text("x")
    sweep(tmp_path, "csdesk-drag-")
    assert [dead.exists(), mine.exists(), other.exists()] == [False, True, True]
