"""Other files that come to an import that was begun: nothing that was answered is lost by it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned, workbook
from tests.ui.exchange.test_writing import locked
from tests.ui.hands import click, press, type_in
from tests.ui.shell.test_drops import drop
from tests.ui.windows import settled

HEADS = ["Customer", "ARR", "Start", "Renewal"]
ROWS: list[list[Any]] = [
    HEADS,
    ["Marlow", 29000, "02/03/2025", "03/04/2026"],
    ["Halden", 500, "04/05/2025", "05/06/2026"],
]
PEOPLE: list[list[Any]] = [["Customer", "Contact", "Email"], ["Marlow", "Ana", "ana@marlow.example"]]


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    """An import of a sheet, one of whose questions is answered."""
    made = planned(empty, workbook(tmp_path / "list.xlsx", {"Sheet1": ROWS}))
    question = plan_of(made).open[0]
    made.answer(question.key, question.choices[-1].value)
    current(made)
    return made


def dropped(window: Window, page: ImportPage, path: Path) -> None:
    """Let go of a file over the window, and wait for the plan that comes of it."""
    assert drop(window, path)
    settled(lambda: page.state is State.PLANNED and not page.waits)


def files(page: ImportPage) -> list[str]:
    return [f.file for f in plan_of(page).files]


def given(page: ImportPage) -> dict[str, str]:
    """What was answered, by what is asked."""
    return {k.split(":")[0]: a for k, a in page.answers.items()}


def test_another_file_comes_to_the_import_and_what_was_answered_stays(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before = given(page)
    assert before
    dropped(empty, page, workbook(tmp_path / "people.xlsx", {"People": PEOPLE}))
    assert files(page) == ["list.xlsx", "people.xlsx"]
    assert given(page) == before
    sheets = page.work.sheets
    settled(lambda: sheets.isVisible() and sheets.height() >= sheets.wanted_height())
    assert empty.toast.text() == "people.xlsx added to list.xlsx."
    answered(page)
    click(page.apply)
    settled(lambda: page.state is State.DONE)


def test_what_was_answered_holds_for_a_sheet_whose_name_another_file_has_too(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before, were = given(page), len(plan_of(page).open)
    dropped(empty, page, workbook(tmp_path / "people.xlsx", {"Sheet1": PEOPLE}))
    assert [s.sheet for s in plan_of(page).sheets] == ["list.xlsx Sheet1", "people.xlsx Sheet1"]
    assert given(page) == before
    assert len(plan_of(page).open) == were
    click(empty.toast._button)
    current(page)
    assert files(page) == ["list.xlsx"]
    assert [s.sheet for s in plan_of(page).sheets] == ["Sheet1"]
    assert given(page) == before


def test_the_same_file_mended_takes_the_place_of_the_former(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before = given(page)
    more = [*ROWS, ["Orrin", 700, "04/05/2025", "05/06/2026"]]
    dropped(empty, page, workbook(tmp_path / "list.xlsx", {"Sheet1": more}))
    assert files(page) == ["list.xlsx"]
    assert len(plan_of(page).sheets[0].rows) == 3
    assert given(page) == before


def test_a_sheet_that_was_left_out_stays_out(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, workbook(tmp_path / "list.xlsx", {"Sheet1": ROWS, "People": PEOPLE}))
    page.work.sheets.ticked.emit("People", False)
    current(page)
    dropped(empty, page, workbook(tmp_path / "more.xlsx", {"Sheet1": PEOPLE}))
    assert [s.sheet for s in plan_of(page).sheets] == ["list.xlsx Sheet1", "more.xlsx Sheet1"]


def test_a_file_that_cannot_be_read_leaves_the_import_as_it_was(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before, said = page.answers, len(plan_of(page).open)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    dropped(empty, page, broken)
    assert files(page) == ["list.xlsx"]
    assert "broken.xlsx" in page.note.text()
    assert page.note.isVisible()
    assert (page.answers, len(plan_of(page).open)) == (before, said)
    assert page.questions.isAncestorOf(empty.focusWidget())


def test_a_file_without_anything_to_import_is_put_away_again(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before = page.answers
    dropped(empty, page, workbook(tmp_path / "none.xlsx", {"Notes": []}))
    assert page.answers == before
    assert plan_of(page).open


def test_a_file_with_a_password_is_asked_for_beside_the_import(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    before = given(page)
    assert drop(empty, locked(tmp_path / "locked.xlsx", "pear"))
    settled(page.files.password.isVisible)
    current(page)
    assert page.state is State.PLANNED
    assert page.files.password.isVisible()
    assert page.files.password.field.edit.hasFocus()
    assert given(page) == before
    type_in(page.files.password.field.edit, "pear")
    press(page.files.password.field.edit, Qt.Key.Key_Return)
    settled(lambda: len(files(page)) == 2)
    assert given(page) == before


def test_stopping_what_is_added_keeps_what_was_there(empty: Window, page: ImportPage, tmp_path: Path) -> None:
    before = page.answers
    assert drop(empty, workbook(tmp_path / "people.xlsx", {"People": PEOPLE}))
    assert page.state is State.WORKING
    press(page, Qt.Key.Key_Escape)
    settled(lambda: page.state is State.PLANNED and not page.waits)
    assert files(page) == ["list.xlsx"]
    assert page.answers == before
    assert "Nothing was imported" in page.note.text() or "stopped" in page.note.text()


def test_two_files_dropped_one_after_the_other_both_come(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, workbook(tmp_path / "list.xlsx", {"Sheet1": ROWS}))
    page.put_away()
    assert drop(empty, workbook(tmp_path / "list.xlsx", {"Sheet1": ROWS}))
    assert drop(empty, workbook(tmp_path / "people.xlsx", {"People": PEOPLE}))
    settled(lambda: page.state is State.PLANNED and not page.waits)
    assert files(page) == ["list.xlsx", "people.xlsx"]
