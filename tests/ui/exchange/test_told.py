"""What is to be known of a sheet is counted, and read in words before anything is written, and once more after it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.exchange.told import ToldPanel
from csdesk.ui.theme import px
from csdesk.ui.window import Window
from csdesk.wording.notes import sentences_of
from tests.ui.exchange.imports import answered, current, planned, workbook
from tests.ui.hands import click, press
from tests.ui.windows import settled

PLAIN: list[list[Any]] = [["Customer", "ARR"], ["Corvid", 29000], ["Halden", 61200]]
ONE: list[list[Any]] = [["Customer", "ARR"], ["Pinder", "tbd"], ["Marlow", 100]]
MANY: list[list[Any]] = [
    ["Customer", "ARR (k$)", "Stage", "CSM", "Contact", "Next step", "Champion?"],
    ["Vantage", 12, "Live", "Tom Hughes", "Jane Roe, jane@acme.example; Bob Lee", "call by 27 Nov 2026", "x"],
    ["Ashdown", 14, "Prospect", "TOM HUGHES", "Leo Marsh", "QBR on 3 Dec 2026", None],
]
TBD = "Taken as not known: in “ARR” “tbd” (row 2)."


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    """A sheet of which there is nothing to know, one of which there is one thing, and one of many."""
    empty.resize(1280, 800)
    return planned(empty, workbook(tmp_path / "list.xlsx", {"Plain": PLAIN, "One": ONE, "Many": MANY}))


def look(page: ImportPage, sheet: str) -> ToldPanel:
    """Choose a sheet as a person does."""
    table, row = page.work.sheets.table, page.work.sheets.model.place_of(sheet)
    assert row is not None
    click(table.viewport(), table.visualRect(table.rows.index(row, 1)).center())
    assert page.work.sheet == sheet
    return page.work.told


def test_every_sheet_says_how_many_things_are_to_be_known_of_it(page: ImportPage) -> None:
    told = {line.name: line.told for line in page.work.sheets.model.rows}
    assert (told["Plain"], told["One"]) == (0, 1)
    assert told["Many"] > 3
    assert "To know" in [column.header for column in page.work.sheets.model.columns]


def test_one_thing_is_told_in_words_without_a_click_and_nothing_where_there_is_none(page: ImportPage) -> None:
    told = look(page, "One")
    assert told.opener.label_text() == "1 thing to know"
    assert told.sentences.isVisible()
    assert told.sentences.lines() == [TBD]
    told = look(page, "Plain")
    assert not told.opener.isVisible()
    assert not told.sentences.isVisible()


def test_many_things_are_counted_and_opened_by_a_click_and_stay_open_for_their_sheet(
    page: ImportPage,
) -> None:
    told = look(page, "Many")
    count = len(page.plan.sheets[2].notes) if page.plan else 0
    assert told.opener.label_text() == f"{count} things to know"
    assert not told.sentences.isVisible()
    click(told.opener)
    assert told.sentences.isVisible()
    assert len(told.sentences.lines()) == count
    assert "thousands" in told.sentences.lines()[0], "amounts come first"
    look(page, "One")
    click(told.opener)
    look(page, "Many")
    assert told.sentences.isVisible()
    look(page, "One")
    assert not told.sentences.isVisible()
    page.answer(f"column:{page.work.sheet}:ARR", "omit")
    current(page)
    assert page.work.told.opener.isHidden() or not told.sentences.isVisible()


def test_the_keyboard_opens_and_copies_them(page: ImportPage) -> None:
    told = look(page, "Many")
    page.work.strip.mapping.setFocus(Qt.FocusReason.TabFocusReason)
    press(page.work.strip.mapping, Qt.Key.Key_Tab)
    assert told.opener.hasFocus()
    assert told.opener.accessibleName().endswith("things to know of “Many”, closed")
    press(told.opener, Qt.Key.Key_Return)
    assert told.opener.accessibleName().endswith("things to know of “Many”, open")
    press(told.opener, Qt.Key.Key_Tab)
    assert told.sentences.hasFocus()
    assert told.sentences.accessibleName() == "Things to know of “Many”"
    QTest.keySequence(told.sentences, "Ctrl+A")
    QTest.keySequence(told.sentences, "Ctrl+C")
    assert QGuiApplication.clipboard().text().split("\n") == told.sentences.lines()
    press(told.sentences, Qt.Key.Key_Tab)
    assert page.work.mapping.table.hasFocus(), "Tab goes on"
    press(told.opener, Qt.Key.Key_Space)
    assert not told.sentences.isVisible()


@pytest.mark.parametrize("size", [(860, 800), (1280, 800), (1600, 1000)])
def test_columns_and_rows_are_seen_beside_many_things(page: ImportPage, size: tuple[int, int]) -> None:
    page.window().resize(*size)
    told = look(page, "Many")
    click(told.opener)
    settled(lambda: told.height() == told.wanted_height() > told.sentences.height() > px(60))
    assert page.work.mapping.height() >= px(84)
    assert page.work.preview.height() >= px(90)
    beneath = told.mapTo(page.work, QPoint(0, told.height())).y()
    assert beneath <= page.work.mapping.mapTo(page.work, QPoint(0, 0)).y(), "nothing lies over it"
    opened = page.work.preview.height()
    click(told.opener)
    settled(lambda: page.work.preview.height() > opened)


def test_what_was_to_be_known_stands_below_what_came(page: ImportPage) -> None:
    answered(page)
    notes = [n for sheet in page.plan.sheets for n in sheet.notes] if page.plan else []
    press(page.apply, Qt.Key.Key_Space)
    settled(lambda: page.state is State.DONE)
    told = page.result.told
    assert told.opener.label_text() == f"{len(notes)} things to know"
    assert not told.sentences.isVisible()
    click(told.opener)
    lines = told.sentences.lines()
    assert lines[:2] == ["One", TBD]
    assert lines[2] == "Many"
    assert set(lines) == {"One", "Many", *sentences_of(notes)}
    assert page.result.week.isVisible()
    assert page.result.geometry().bottom() <= page.height()


def test_what_was_to_be_known_of_many_sheets_alike_stands_once_below_what_came(
    empty: Window, tmp_path: Path
) -> None:
    page = planned(
        empty, workbook(tmp_path / "a.xlsx", dict.fromkeys(("North", "South", "West", "East"), ONE))
    )
    answered(page)
    page.write()
    settled(lambda: page.state is State.DONE)
    assert page.result.told.sentences.lines() == ["On 4 sheets: “North”, “South” and 2 more", TBD]


def test_nothing_stands_below_what_came_where_nothing_was_to_be_known(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, workbook(tmp_path / "a.xlsx", {"List": PLAIN}))
    answered(page)
    page.write()
    settled(lambda: page.state is State.DONE)
    assert not page.result.told.isVisible()


def test_a_sheet_that_is_chosen_has_the_height_of_its_columns_until_a_border_is_moved_by_hand(
    empty: Window, tmp_path: Path
) -> None:
    wide = [["Customer", *(f"Field {n}" for n in range(20))], ["Pinder", *range(20)]]
    page = planned(empty, workbook(tmp_path / "list.xlsx", {"Plain": PLAIN, "Wide": wide}))
    answered(page)
    mapping, rows = page.work.mapping, page.work.preview
    look(page, "Plain")
    few, many_rows = mapping.height(), rows.height()
    look(page, "Wide")
    settled(lambda: mapping.height() > few and rows.height() < many_rows)
    look(page, "Plain")
    settled(lambda: (mapping.height(), rows.height()) == (few, many_rows))
    border, left = page.work._split.handle(2), Qt.MouseButton.LeftButton
    QTest.mousePress(border, left, pos=QPoint(5, 0))
    QTest.mouseMove(border, QPoint(5, 60))
    QTest.mouseRelease(border, left, pos=QPoint(5, 60))
    moved = rows.height()
    assert moved < many_rows
    look(page, "Wide")
    assert rows.height() == moved
