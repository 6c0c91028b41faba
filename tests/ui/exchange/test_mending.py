"""Cells that cannot be read: left empty or written as they should be, in the question or in the row's look."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.exchange.cell_field import CellField
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.window import Window
from tests.ui.exchange.imports import current, plan_of, planned
from tests.ui.hands import click, press
from tests.ui.windows import answer_of, settled

SHEET = """Customer,ARR,Contract end,Notes
Corvid,29000,2026-03-31,
Halden,plenty,2026-04-30,kind
Pinder,1200,Q3?,
Ashdown,4000,2026-05-31,
"""


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    path = tmp_path / "list.csv"
    path.write_text(SHEET)
    return planned(empty, path)


def typed(field: CellField, text: str) -> None:
    field.field.edit.setFocus()
    field.field.edit.setText(text)
    press(field.field.edit, Qt.Key.Key_Return)


def test_each_cell_can_be_written_as_it_should_be_in_the_question(page: ImportPage) -> None:
    cards = {c.question.key: c for c in page.questions.cards if not c.question.offered}
    assert set(cards) == {"unread:list:ARR", "unread:list:Contract end"}
    (arr,) = cards["unread:list:ARR"].cells
    assert arr.field.text() == "plenty"
    typed(arr, "61200")
    current(page)
    assert [q.key for q in plan_of(page).open] == ["unread:list:Contract end"]
    assert page.answers["cell:list:ARR:3"] == "61200"


def test_enter_in_the_field_is_no_answer_to_the_question(page: ImportPage) -> None:
    (arr,) = page.questions.cards[0].cells
    press(arr.field.edit, Qt.Key.Key_Return)
    assert page.answers == {}


def test_the_cells_left_empty_the_customers_come_with_their_words_in_the_notes(
    page: ImportPage, empty: Window
) -> None:
    page.take_proposals()
    current(page)
    click(page.apply)
    settled(page.result.isVisible)
    with_notes = {a.account: a.notes for a in _accounts(empty)}
    assert with_notes == {
        "Corvid": None, "Halden": "kind\nARR: plenty", "Pinder": "Contract end: Q3?", "Ashdown": None,
    }  # fmt: skip


def _accounts(window: Window) -> list[Account]:
    desk = window.desk
    assert desk is not None
    return answer_of(desk, lambda book: book.all(Account))


def test_a_refused_row_is_mended_in_its_look(page: ImportPage) -> None:
    for key in ("unread:list:ARR", "unread:list:Contract end"):
        page.answer(key, "refuse")
    current(page)
    assert "2 rows cannot be imported and will be left out; Apply brings the other 2." in page.note.text()
    page.preview.show_result(Result.REFUSED)
    page.preview.table.setFocus()
    page.preview.table.selectRow(0)
    press(page.preview.table, Qt.Key.Key_Space)
    (field,) = page.work.look.findChildren(CellField)
    typed(field, "61200")
    current(page)
    assert [r.name for r in plan_of(page).refused] == ["Pinder"]


def test_what_was_written_stands_in_the_look_of_its_row_and_can_be_changed(page: ImportPage) -> None:
    typed(page.questions.cards[0].cells[0], "61200")
    current(page)
    page.preview.table.setFocus()
    page.preview.table.selectRow(1)
    press(page.preview.table, Qt.Key.Key_Space)
    (field,) = page.work.look.findChildren(CellField)
    assert field.field.text() == "61200"
    typed(field, "62100")
    current(page)
    (row,) = (r for r in plan_of(page).sheets[0].rows if r.name == "Halden")
    assert row.what == "62,100.00 USD ARR; term ends 30 Apr 2026"


def test_look_is_ticked_when_the_rows_were_looked_at(page: ImportPage) -> None:
    assert page.top.steps.text() == "✓ Read  ›  ✓ Map  ›  Answer  ›  Look  ›  Apply"
    page.take_proposals()
    current(page)
    assert page.top.steps.text() == "✓ Read  ›  ✓ Map  ›  ✓ Answer  ›  Look  ›  Apply"
    page.preview.table.selectRow(1)
    assert page.top.steps.text() == "✓ Read  ›  ✓ Map  ›  ✓ Answer  ›  ✓ Look  ›  Apply"
    page.answer("unread:list:ARR", "empty")
    current(page)
    assert "✓ Look" not in page.top.steps.text()
