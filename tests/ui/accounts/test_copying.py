"""Copying: rows or a block of cells go to a spreadsheet as it understands them, and a copied table is imported."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.accounts import bulk_sheet
from csdesk.ui.accounts.bulk_sheet import BulkSheet
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.window import Window
from tests.ui.accounts.conftest import Said
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, settled

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def pasted() -> list[list[str]]:
    return list(csv.reader(QGuiApplication.clipboard().text().splitlines(), delimiter="\t"))


def row_of(page: AccountsPage, name: str) -> int:
    return next(n for n, r in enumerate(page.model.rows) if r.account == name)


def stand(page: AccountsPage, name: str, key: str) -> None:
    """Make a cell the current one."""
    number = page.model.column_number(key)
    click(page.table.viewport(), page.table.visualRect(page.model.index(row_of(page, name), number)).center())
    page.table.setFocus()


def test_a_row_is_copied_as_plain_numbers_and_iso_days(page: AccountsPage) -> None:
    page.columns.show(
        ["account", "arr", "mrr", "coverage", "renewal_on", "renews_in", "silent_for", "parent"]
    )
    stand(page, "Financiality", "account")
    press(page.table, Qt.Key.Key_C, CTRL | SHIFT)
    headers, cells = pasted()
    assert headers == ["Account", "ARR", "MRR", "Known", "Renewal", "In", "Last touch", "Parent"]
    assert cells[:2] == ["Financiality", "29000"]
    assert cells[2] == "2416.67"
    assert 0 < float(cells[3]) <= 1
    assert cells[4] == "2026-06-29"
    assert cells[5] == "217"
    assert cells[-1] == ""


def test_a_decimal_has_the_mark_of_the_persons_locale(page: AccountsPage) -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German))
        page.columns.show(["account", "mrr"])
        stand(page, "Financiality", "account")
        press(page.table, Qt.Key.Key_C, CTRL)
        assert pasted() == [["Financiality", "2416,67"]]
    finally:
        QLocale.setDefault(before)


def test_shift_and_arrows_choose_a_block_and_only_that_is_copied(page: AccountsPage) -> None:
    stand(page, page.model.rows[2].account, "arr")
    press(page.table, Qt.Key.Key_Right, SHIFT)
    press(page.table, Qt.Key.Key_Down, SHIFT)
    press(page.table, Qt.Key.Key_C, CTRL | SHIFT)
    table = pasted()
    assert table[0] == ["ARR", "Health"]
    assert [line[0] for line in table[1:]] == [str((r.arr or 0) // 100) for r in page.model.rows[2:4]]
    press(page.table, Qt.Key.Key_Escape)
    assert not page.table.block
    press(page.table, Qt.Key.Key_C, CTRL)
    assert pasted()[0][0] == page.model.rows[2].account


def test_alt_and_a_drag_choose_a_block(page: AccountsPage) -> None:
    def at(row: int, key: str) -> QPoint:
        return page.table.visualRect(page.model.index(row, page.model.column_number(key))).center()

    view = page.table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, ALT, at(1, "account"))
    page.table.block.stretch(at(3, "arr"))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, ALT, at(3, "arr"))
    page.table.copy()
    assert [line[0] for line in pasted()] == [r.account for r in page.model.rows[1:4]]
    assert {len(line) for line in pasted()} == {2}
    assert not page.grab().isNull()
    click(view, at(0, "account"))
    assert not page.table.block


def test_what_is_copied_comes_in_again_by_pasting_and_says_that_all_is_the_same(
    page: AccountsPage, window: Window
) -> None:
    page.columns.show(["account", "segment", "stage", "region"])
    page.table.selectAll()
    press(page.table, Qt.Key.Key_C, CTRL | SHIFT)
    press(page.table, Qt.Key.Key_V, CTRL)
    shown = window.page("import")
    assert isinstance(shown, ImportPage)
    settled(lambda: shown.plan is not None)
    assert shown.plan is not None
    assert [s.sheet for s in shown.plan.sheets] == ["Pasted"]
    assert {r.result for r in shown.plan.sheets[0].rows} == {Result.SAME}


def test_a_pasted_table_with_a_new_account_can_be_applied_and_undone(
    page: AccountsPage, window: Window
) -> None:
    assert window.desk is not None
    desk = window.desk
    QGuiApplication.clipboard().setText("Account\tRegion\nPelagic Freight\tNorth\nFinanciality\tNorth\n")
    press(page.table, Qt.Key.Key_V, CTRL)
    shown = window.page("import")
    assert isinstance(shown, ImportPage)
    settled(lambda: shown.plan is not None)
    if shown.plan is not None and shown.plan.open:
        shown.take_proposals()
        settled(lambda: shown.plan is not None and not shown.plan.open)
    settled(shown.apply.isEnabled)
    click(shown.apply)

    def names() -> set[str]:
        return answer_of(desk, lambda book: {a.account for a in book.all(Account)})

    settled(lambda: "Pelagic Freight" in names())
    desk.undo()
    settled(lambda: "Pelagic Freight" not in names())


def test_an_empty_clipboard_says_so(page: AccountsPage, window: Window) -> None:
    assert window.desk is not None
    said = Said(window)
    QGuiApplication.clipboard().setText("  ")
    press(page.table, Qt.Key.Key_V, CTRL)
    assert said.texts == ["There is no table to paste: copy the rows with their headers first."]
    assert window.shown() is page


def test_the_pasted_table_is_no_file_of_anybody_else(page: AccountsPage) -> None:
    brought: list[Path] = []
    page.bringing.connect(brought.extend)
    QGuiApplication.clipboard().setText("Account\nCorvid\n")
    page.deeds.paste()
    assert brought[0].name == "Pasted.tsv"
    assert brought[0].parent.stat().st_mode & 0o077 == 0


@pytest.fixture
def sheet(page: AccountsPage) -> BulkSheet:
    page.table.setCurrentIndex(page.model.index(0, page.model.column_number("arr")))
    page.table.selectAll()
    press(page.table, Qt.Key.Key_E)
    found = page.window().findChildren(BulkSheet)
    settled(lambda: bool(found) and found[0].isVisible())
    return found[0]


def test_e_changes_a_field_of_all_chosen_accounts_in_one_step(
    page: AccountsPage, window: Window, sheet: BulkSheet
) -> None:
    assert window.desk is not None
    desk = window.desk
    sheet.field.set_value("region")
    sheet._turn()
    assert not sheet.save.isEnabled()
    type_in(sheet.value.edit, "North")
    settled(lambda: sheet.said.text() == "50 accounts change.")
    click(sheet.save)

    def north() -> int:
        return answer_of(desk, lambda book: sum(a.region == "North" for a in book.all(Account)))

    settled(lambda: north() == 50)
    settled(lambda: bool(desk.way.back))
    desk.undo()
    settled(lambda: north() == 0)


def test_very_many_accounts_are_changed_as_a_job_and_stopping_it_changes_none(
    page: AccountsPage, window: Window, sheet: BulkSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk is not None
    desk, said = window.desk, Said(window)
    monkeypatch.setattr(bulk_sheet, "LONG", 10)
    sheet.field.set_value("region")
    sheet._turn()
    type_in(sheet.value.edit, "North")
    settled(lambda: sheet.said.text() == "50 accounts change.")
    desk.working.connect(desk.cancel)
    click(sheet.save)
    assert not sheet.isVisible()
    settled(lambda: "The change was stopped; nothing was changed." in said.texts)
    assert not any(a.region == "North" for a in answer_of(desk, lambda book: book.all(Account)))
    desk.working.disconnect(desk.cancel)
    page.deeds.edit()
    again = next(s for s in page.window().findChildren(BulkSheet) if s.isVisible())
    again.field.set_value("region")
    again._turn()
    type_in(again.value.edit, "North")
    settled(lambda: again.said.text() == "50 accounts change.")
    click(again.save)
    settled(lambda: said.texts[-1] == "Changed, Region of 50 accounts")
    assert sum(a.region == "North" for a in answer_of(desk, lambda book: book.all(Account))) == 50


def test_it_says_who_has_it_already_and_what_no_account_can_have(
    page: AccountsPage, sheet: BulkSheet
) -> None:
    sheet.field.set_value("status")
    sheet._turn()
    settled(lambda: sheet.said.text() == "0 accounts change, 50 have it already.")
    assert not sheet.save.isEnabled()
    sheet.field.set_value("judgement")
    sheet._turn()
    type_in(sheet.value.edit, "11")
    settled(lambda: bool(sheet.value.refusal()))
    assert not sheet.save.isEnabled()


def test_a_field_is_emptied_only_where_that_is_ticked(page: AccountsPage, sheet: BulkSheet) -> None:
    sheet.field.set_value("segment")
    sheet._turn()
    assert sheet.said.text() == "Write what it is to be, or tick Not known."
    click(sheet.empty, QPoint(8, 12))
    settled(lambda: sheet.said.text() == "50 accounts change.")
    assert not sheet.value.isEnabled()
