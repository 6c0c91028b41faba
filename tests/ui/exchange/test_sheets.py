"""The sheets of an import: each with what was understood; one can be looked at, taken, and left out."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics

from csdesk.ui.exchange.cells import TICK
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.theme import font, px
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned, workbook
from tests.ui.hands import click, press
from tests.ui.windows import settled

CUSTOMERS: list[list[Any]] = [["Customer", "ARR"], ["Corvid", 29000], ["Halden", 61200]]
PEOPLE: list[list[Any]] = [["Customer", "Contact", "Email"], ["Corvid", "Ana", "ana@corvid.example"]]
OLD: list[list[Any]] = [["Customer", "ARR", "Renewal"], ["Corvid", 100, "03/04/2026"]]


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    path = workbook(
        tmp_path / "list.xlsx",
        {"List": CUSTOMERS, "People": PEOPLE, "Old": OLD, "Blank": [[None]]},
        hidden=("Old",),
    )
    return planned(empty, path)


def lines(page: ImportPage) -> dict[str, str]:
    return {line.name: line.what for line in page.work.sheets.model.rows}


def tick(page: ImportPage, name: str) -> None:
    """Click the box of a sheet."""
    table = page.work.sheets.table
    row = page.work.sheets.model.place_of(name)
    assert row is not None
    cell = table.visualRect(table.rows.index(row, 0))
    click(table.viewport(), QPoint(px(22), cell.center().y()))
    current(page)


def test_every_sheet_says_what_it_is_or_why_it_is_left_out(page: ImportPage) -> None:
    assert lines(page) == {
        "List": "Customers, with contracts",
        "People": "Contacts",
        "Old": "left out: hidden in the file",
        "Blank": "left out: it is empty",
    }


def test_one_sheet_alone_needs_no_list(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, workbook(tmp_path / "a.xlsx", {"List": CUSTOMERS}))
    assert not page.work.sheets.isVisible()
    assert page.work.strip.isVisible()


def test_a_sheet_is_looked_at_by_choosing_its_row(page: ImportPage) -> None:
    page.work.sheets.table.setFocus()
    page.work.sheets.table.selectRow(0)
    press(page.work.sheets.table, Qt.Key.Key_Down)
    assert page.work.sheet == "People"
    assert [c.header for c in page.work.mapping.model.rows] == ["Customer", "Contact", "Email"]
    assert "“People”, 1 row" in page.top.file.text()


def test_a_box_leaves_a_sheet_out_and_takes_it_again(page: ImportPage) -> None:
    tick(page, "People")
    assert [s.sheet for s in plan_of(page).sheets] == ["List"]
    assert lines(page)["People"] == "left out by you"
    tick(page, "People")
    assert [s.sheet for s in plan_of(page).sheets] == ["List", "People"]


def test_space_takes_a_hidden_sheet_and_its_answers_are_kept_while_it_is_out(page: ImportPage) -> None:
    table = page.work.sheets.table
    table.choose("Old")
    press(table, Qt.Key.Key_Space)
    current(page)
    assert {s.sheet for s in plan_of(page).sheets} == {"List", "People", "Old"}
    answered(page)
    before = dict(page.answers)
    assert "dates:Old:Renewal" in before
    tick(page, "Old")
    current(page)
    assert page.answers == before
    assert {q.sheet for q in plan_of(page).questions} <= {"List", "People"}


def test_the_last_sheet_cannot_be_left_out(page: ImportPage) -> None:
    tick(page, "People")
    tick(page, "List")
    settled(page.note.isVisible)
    assert "One sheet at least is taken" in page.note.text()
    assert [s.sheet for s in plan_of(page).sheets] == ["List"]


def test_an_empty_sheet_cannot_be_taken(page: ImportPage) -> None:
    tick(page, "Blank")
    assert "Blank" not in {s.sheet for s in plan_of(page).sheets}


def test_a_text_file_is_read_otherwise_and_its_answers_stay(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Customer;ARR\nMüller, Söhne;1\n".encode("cp1252"))
    page = planned(empty, path)
    assert page.work.strip.text_file.label_text() == "Windows-1252, semicolon"
    page.work.strip.text_file.click()
    menu = page.work.strip.menu
    assert menu is not None
    mac = next(a for a in menu.actions() if a.text() == "Letters as Mac Roman")
    mac.trigger()
    settled(lambda: page.work.strip.text_file.label_text().startswith("Mac Roman"))
    assert page.preview.model.row_at(0).name == "M¸ller, Sˆhne"
    menu.close()


def test_a_name_of_24_letters_is_read_whole_on_a_window_of_1280(empty: Window, tmp_path: Path) -> None:
    named = "Customers of EMEA + APAC"
    page = planned(empty, workbook(tmp_path / "two.xlsx", {named: CUSTOMERS, "People": PEOPLE}))
    table = page.work.sheets.table
    words = QFontMetrics(font("strong")).horizontalAdvance(named)
    assert table.columnWidth(0) - px(16 + TICK) - px(8) >= words
