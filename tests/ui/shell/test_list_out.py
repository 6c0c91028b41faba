"""A table on paper: what stands on the screen, in its order, on as many sheets as it takes."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.errors import NotWritten
from csdesk.printing.pages import write_sheets
from csdesk.printing.table_page import PaperTable, paint_tables
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened, tabs
from tests.ui.accounts.conftest import Said
from tests.ui.hands import press
from tests.ui.pages import accounts
from tests.ui.windows import settled

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_sheet_has_the_columns_and_rows_that_the_table_shows(window: Window) -> None:
    page = accounts(window)
    sheet = page.out.sheets()[0]
    assert sheet.title == "Accounts"
    assert sheet.columns[:2] == (("Account", False), ("ARR", True))
    assert [row[0] for row in sheet.rows] == [r.account for r in page.model.rows]


def test_ctrl_p_prints_the_list(window: Window, tmp_path: Path) -> None:
    page = accounts(window)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_P, CTRL)
    dialog = page.out.dialog
    assert dialog is not None
    path = tmp_path / "accounts.pdf"
    dialog.printer().setOutputFileName(str(path))
    said = Said(window)
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    settled(lambda: said.texts == ["Accounts printed: 2 sheets"])
    assert path.read_bytes().startswith(b"%PDF")


def test_stopping_a_long_print_leaves_no_file_and_says_so(window: Window, tmp_path: Path) -> None:
    page = accounts(window)
    page.table.setFocus()
    rows = [row for _ in range(100) for row in page.model.all_rows]
    page.model.set_rows(rows)
    page.model.keep(None)
    assert len(page.out.sheets()[0].rows) >= 5000
    press(page.table, Qt.Key.Key_P, CTRL)
    dialog = page.out.dialog
    assert dialog is not None
    path = tmp_path / "accounts.pdf"
    dialog.printer().setOutputFileName(str(path))
    said, jobs = Said(window), list[Any]()
    page.desk.working.connect(jobs.append)
    page.desk.working.connect(page.desk.cancel)
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    settled(lambda: said.texts == ["The printing was stopped."])
    assert jobs[0].title == "Printing Accounts"
    assert jobs[0].total > 100
    assert not path.exists()


def test_ctrl_p_prints_the_renewals_of_the_span_from_the_board_too(window: Window) -> None:
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.chosen() is not None)
    assert page.can("renewals.print")
    press(page, Qt.Key.Key_P, CTRL)
    dialog = page.out.dialog
    assert dialog is not None
    dialog.close()
    sheet = page.out.sheets()[0]
    assert page.found is not None
    assert [row[0] for row in sheet.rows] == [c.account for c in page.found.board.renewals]
    assert sheet.said == f"{page.summary()}; 1 cannot be placed"


def test_ctrl_p_prints_the_table_of_the_tab_or_the_timeline(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_P, CTRL)
    assert page.out.dialog is not None
    page.out.dialog.close()
    sheet = page.out.sheets()[0]
    assert sheet.title == "Financiality, Timeline"
    assert [row[1] for row in sheet.rows] == [e.title for e in page.timeline.entries()]
    tabs(page, "Plan")
    assert page.out.sheets()[0].title == "Financiality, Objectives"
    assert page.tabs is not None
    page.tabs.plan.tasks.table.setFocus()
    assert page.out.sheets()[0].title == "Financiality, Tasks"


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (1, 1), (40, 2), (5000, 162)])
def test_as_many_sheets_as_the_rows_take(tmp_path: Path, rows: int, sheets: int) -> None:
    line = ["Account <b> & Sons", "$29,000", "x" * 300]
    table = PaperTable(
        "Accounts", "all", (("Account", False), ("ARR", True), ("Notes", False)), [line] * rows
    )
    path = tmp_path / "table.pdf"
    assert (
        abs(write_sheets(path, table.title, partial(paint_tables, [table])) - sheets) <= sheets // 10
    )  # by the font


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        table = PaperTable("x", "", (("A", False),), [])
        write_sheets(tmp_path / "none" / "table.pdf", table.title, partial(paint_tables, [table]))
