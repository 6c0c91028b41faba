"""The columns of an import: where each goes, in words why, how it is read; another target is found by typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.theme import px
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned
from tests.ui.hands import click, press, type_in
from tests.ui.windows import settled

TEXT = 'Customer,ARR,Renewal,Zodiac\nCorvid,"1.234,50",31/03/2027,Leo\nHalden,"2.000,00",30/06/2027,Virgo\n'


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    path = tmp_path / "list.csv"
    path.write_text(TEXT)
    return planned(empty, path)


def cells(page: ImportPage, header: str) -> list[str]:
    model = page.work.mapping.model
    column = next(c for c in model.rows if c.header == header)
    return [one.text(column) for one in model.columns]


def test_a_column_says_where_it_goes_why_how_it_is_read_and_samples(page: ImportPage) -> None:
    assert cells(page, "ARR") == [
        "ARR",
        "Subscription, ARR",
        "same name",
        "decimal comma",
        "1.234,50; 2.000,00",
    ]
    assert cells(page, "Renewal")[3] == "day first"
    assert cells(page, "Zodiac")[1:3] == ["Leave out", "you decide"]


def test_the_reason_most_columns_have_is_read_whole(page: ImportPage) -> None:
    table = page.work.mapping.table
    assert cells(page, "Customer")[2] == "a known name"
    assert table.fontMetrics().horizontalAdvance("a known name") + 2 * px(12) <= table.columnWidth(2)


def headers(page: ImportPage) -> list[str]:
    table = page.work.mapping.table
    return [table.rows.columns[n].header for n in table.columns_shown()]


def test_how_a_column_is_read_stands_beside_it(page: ImportPage) -> None:
    assert headers(page) == ["Column", "Goes to", "Because", "Read as", "Samples"]


def test_where_nothing_can_be_read_in_two_ways_the_names_have_that_room(
    empty: Window, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("Customer,ARR\nCorvid,1200\n")
    assert headers(planned(empty, plain)) == ["Column", "Goes to", "Because", "Samples"]


def test_a_target_is_found_by_typing_and_taken_with_enter(page: ImportPage) -> None:
    table, picker = page.work.mapping.table, page.work.mapping.picker
    table.choose(3)
    press(table, Qt.Key.Key_Return)
    assert picker.isVisible()
    type_in(picker.field.edit, "account tags")
    assert picker.list.count() == 1
    press(picker.field.edit, Qt.Key.Key_Return)
    current(page)
    assert plan_of(page).sheets[0].columns[3].target == "account.tags"
    assert cells(page, "Zodiac")[1:3] == ["Account, tags", "you decided"]


def test_a_click_on_the_target_opens_the_list_and_esc_changes_nothing(page: ImportPage) -> None:
    table, picker = page.work.mapping.table, page.work.mapping.picker
    click(table.viewport(), table.visualRect(table.rows.index(3, 1)).center())
    assert picker.isVisible()
    assert picker.list.currentItem().text() == "Leave out"
    press(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert page.answers == {}


def test_custom_field_and_leave_out_stand_first_in_the_list(page: ImportPage) -> None:
    page.work.mapping.open_list("Zodiac")
    picker = page.work.mapping.picker
    assert [picker.list.item(n).text() for n in range(2)] == ["Leave out", "Custom field"]
    press(picker.field.edit, Qt.Key.Key_Down)
    press(picker.field.edit, Qt.Key.Key_Return)
    current(page)
    column = plan_of(page).sheets[0].columns[3]
    assert column.custom is not None
    assert column.custom.field.name == "Zodiac"


def test_a_column_is_sent_to_a_field_of_ones_own_by_its_name(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    page.answer("column:list:Zodiac", "custom")
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    later = tmp_path / "next.csv"
    later.write_text(TEXT.replace("Zodiac", "Moon"))
    page = planned(empty, later)
    settled(lambda: any(c.header == "Moon" for c in plan_of(page).sheets[0].columns))
    page.work.mapping.open_list("Moon")
    picker = page.work.mapping.picker
    assert [picker.list.item(n).text() for n in range(3)] == [
        "Leave out",
        "Custom field",
        "Your field “Zodiac”",
    ]
    type_in(picker.field.edit, "zodiac")
    press(picker.field.edit, Qt.Key.Key_Return)
    current(page)
    assert cells(page, "Moon")[1:3] == ["Your field “Zodiac”", "you decided"]


def test_a_mapping_is_saved_and_used_for_the_next_file(
    empty: Window, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.answer("column:list:Zodiac", "account.tags")
    current(page)
    saved = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    page.work.strip.saving.emit()
    settled(lambda: "Mapping saved as mine.toml." in empty.toast.text())
    page.put_away()
    other = tmp_path / "next.csv"
    other.write_text(TEXT)
    page = planned(empty, other)
    assert cells(page, "Zodiac")[1] == "Leave out"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    page.work.strip.using.emit()
    settled(lambda: cells(page, "Zodiac")[1] == "Account, tags")


def test_sixty_columns_are_one_table(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    heads = ["Customer", *(f"Extra {n}" for n in range(60))]
    path.write_text(",".join(heads) + "\n" + ",".join(["Corvid", *("x" * 60)]) + "\n")
    page = planned(empty, path)
    assert page.work.mapping.model.rowCount() == 61
    assert page.work.mapping.table.horizontalScrollBar().maximum() == 0
