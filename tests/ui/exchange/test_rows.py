"""The rows of an import: filtered by what would happen, field by field, each to be looked at as it stands."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.preview import runs_of
from csdesk.ui.exchange.result_panel import report
from csdesk.ui.kit.labels import Label
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned, workbook
from tests.ui.hands import click, press
from tests.ui.windows import settled

FIRST = "Customer,Segment,ARR\nCorvid,SMB,29000\nHalden,SMB,61200\n"
SECOND = (
    "Customer,Segment,ARR\nCorvid,Enterprise,29000\nHalden,SMB,61200\nPinder,SMB,plenty\nAshdown,SMB,1000\n"
)


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    path = tmp_path / "list.csv"
    path.write_text(FIRST)
    page = planned(empty, path)
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    path.write_text(SECOND)
    page = planned(empty, path)
    answered(page)
    return page


def names(page: ImportPage) -> list[str]:
    return [row.name for row in page.preview.shown()]


def test_each_result_has_a_tab_with_its_count(page: ImportPage) -> None:
    tabs = page.preview.tabs
    shown = [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)]
    assert shown == ["All", "New", "Changed", "Same", "Refused"]
    page.preview.show_result(Result.CHANGED)
    assert names(page) == ["Corvid"]
    page.preview.show_result(Result.REFUSED)
    assert names(page) == ["Pinder"]


def test_a_row_that_waits_for_an_answer_has_a_tab_of_its_own_until_it_has_it(
    empty: Window, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(SECOND)
    page = planned(empty, path)
    current(page)
    tabs = page.preview.tabs
    assert [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)] == ["All", "New", "Waiting"]
    page.preview.show_result(Result.WAITING)
    assert names(page) == ["Pinder"]
    assert "1 waiting for an answer" in page.summary()
    assert "refused" not in page.summary()
    page.preview.table.setFocus()
    page.preview.table.selectRow(0)
    press(page.preview.table, Qt.Key.Key_Space)
    said = [one.text() for one in page.work.look.findChildren(Label)]
    assert "What it waits for an answer about" in said
    assert "this is not an amount (plenty)" in said
    page.answer("unread:list:ARR", "refuse")
    current(page)
    page.preview.show_result(Result.REFUSED)
    assert names(page) == ["Pinder"]


def test_a_changed_row_is_told_field_by_field_old_and_new(page: ImportPage) -> None:
    page.preview.show_result(Result.CHANGED)
    runs = runs_of(page.preview.model.row_at(0))
    assert runs[:3] == [
        ("Segment ", "text.primary"),
        ("SMB", "text.tertiary"),
        (" → Enterprise", "text.primary"),
    ]


def test_space_looks_at_a_row_and_esc_closes_the_look_before_the_file(page: ImportPage) -> None:
    table = page.preview.table
    page.preview.show_result(Result.REFUSED)
    table.setFocus()
    table.selectRow(0)
    press(table, Qt.Key.Key_Space)
    assert page.work.look.isVisible()
    said = [one.text() for one in page.work.look.findChildren(Label)]
    assert "this is not an amount (plenty)" in said
    assert {"Customer", "Segment", "ARR", "Pinder"} <= set(said)
    press(table, Qt.Key.Key_Escape)
    assert not page.work.look.isVisible()
    assert page.plan is not None
    press(table, Qt.Key.Key_Escape)
    assert page.plan is None


def test_the_look_follows_the_chosen_row(page: ImportPage) -> None:
    table = page.preview.table
    table.setFocus()
    table.selectRow(0)
    press(table, Qt.Key.Key_Space)
    press(table, Qt.Key.Key_Down)
    assert page.work.look.row is page.preview.model.row_at(1)


def test_twelve_thousand_rows_are_one_list(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("Account,Subject,Opened at\n" + "Corvid,Down,2026-01-05\n" * 12_000)
    page = planned(empty, path)
    current(page)
    assert page.preview.model.rowCount() == len(plan_of(page).sheets[0].rows) == 12_000


def test_a_sheet_is_counted_alike_everywhere_and_what_is_no_row_is_named(
    empty: Window, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["Customer", "MRR", "Seats"],
        ["Halden", 100, 1],
        ["Corvid", 50, 2],
        ["TOTAL", 150, 3],
    ]
    page = planned(empty, workbook(tmp_path / "list.xlsx", {"List": rows}))
    answered(page)
    assert page.top.file.text().endswith("sheet “List”, 2 rows")
    assert page.preview.tabs._tabs[0] == ("All", "2")
    assert [r.name for r in page.preview.shown()] == ["Halden", "Corvid"]
    page.preview.show_result(Result.LEFT_OUT)
    assert [(r.name, r.what) for r in page.preview.shown()] == [("TOTAL", "total")]
    assert page.seen is not None
    assert report(page.seen) == "2 rows read: 2 new. Beside them left out: TOTAL (total)."
