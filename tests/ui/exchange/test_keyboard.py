"""Everything on the Import page has a name, is reached by Tab, and shows where the keyboard is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, planned, workbook
from tests.ui.hands import click, press
from tests.ui.test_every_name import unnamed
from tests.ui.windows import settled


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    rows: list[list[object]] = [["Customer", "ARR"], ["Marlow Inc", 29000], ["Marlow Ltd", 5]]
    return planned(empty, workbook(tmp_path / "a.xlsx", {"List": rows, "Notes": [["nothing to see"]]}))


def test_every_control_of_a_plan_of_a_row_and_of_the_end_says_what_it_is(
    empty: Window, page: ImportPage
) -> None:
    assert unnamed(empty) == []
    page.preview.table.setFocus()
    page.preview.table.selectRow(0)
    press(page.preview.table, Qt.Key.Key_Space)
    assert unnamed(empty) == []
    page.work.close_row()
    page.work.mapping.open_list("ARR")
    assert unnamed(page.work.mapping.picker) == []
    page.work.mapping.picker.close()
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert unnamed(empty) == []


def test_tab_goes_through_the_sheets_the_columns_the_rows_and_the_questions(page: ImportPage) -> None:
    page.work.sheets.table.setFocus()
    found: list[QWidget | None] = []
    for _ in range(12):
        found.append(QApplication.focusWidget())
        here = QApplication.focusWidget()
        assert here is not None
        press(here, Qt.Key.Key_Tab)
    stops = (page.work.sheets.table, page.work.mapping.table, page.preview.tabs, page.preview.table)
    places = [found.index(stop) for stop in stops]
    assert places == sorted(places)
    assert any(page.questions.isAncestorOf(w) for w in found[places[-1] + 1 :] if w is not None)
