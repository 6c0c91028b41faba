"""Every list of the window can be saved: from the same button, by the same words, as it is shown."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.health.page import HealthPage
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.shell.list_out import ListOut
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened, tabs
from tests.ui.hands import click, press
from tests.ui.windows import settled

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FOUR = ("accounts", "renewals", "health", "numbers")


class Chosen:
    """The dialog in which a person chooses a folder and takes the name that is offered."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.paths = folder, list[Path]()

    def __call__(self, _parent: object, _title: str, offered: str, _kind: str) -> tuple[str, str]:
        self.paths.append(self.folder / Path(offered).name)
        return str(self.paths[-1]), ""


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chosen:
    made = Chosen(tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made)
    return made


def page_of(window: Window, id_: str) -> Any:
    window.go(id_)
    page = window.page(id_)
    settled(lambda: page.can(f"{id_}.excel"))  # type: ignore[union-attr]
    return page


def offered(out: ListOut) -> list[str]:
    menu = out.open_menu()
    said = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return said


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of every sheet."""
    settled(path.exists)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


def read(path: Path) -> list[list[str]]:
    settled(path.exists)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("id_", FOUR)
def test_every_list_goes_out_from_the_same_button_by_the_same_words(window: Window, id_: str) -> None:
    page = page_of(window, id_)
    assert page.export.accessibleName() == "Export"
    assert offered(page.out)[:3] == ["Print", "Save as Excel", "Save as CSV"]


@pytest.mark.parametrize("id_", FOUR)
def test_the_key_saves_what_is_shown_as_a_workbook(window: Window, id_: str, chosen: Chosen) -> None:
    page = page_of(window, id_)
    press(page, Qt.Key.Key_E, CTRL | SHIFT)
    (path,) = chosen.paths
    assert path.name == f"{page.title} 2025-11-24.xlsx"
    settled(path.exists)
    sheets = openpyxl.load_workbook(path)
    for sheet, listed in zip(sheets, page.out.lists(), strict=True):
        assert sheet.max_row == len(listed.rows) + 1
        assert len(sheet.tables) == 1


def test_the_accounts_are_saved_as_they_are_filtered_sorted_and_shown(window: Window, chosen: Chosen) -> None:
    page = page_of(window, "accounts")
    assert isinstance(page, AccountsPage)
    page.columns.show(["account", "arr", "currency", "renewal_on"])
    page.words.set_text("rail")
    page.narrow_rows()
    page.out.save_csv()
    header, *rows = read(chosen.paths[0])
    assert header == ["Account", "ARR", "Currency", "Renewal"]
    assert [row[0] for row in rows] == [r.account for r in page.model.rows]
    assert 0 < len(rows) < len(page.model.all_rows)


def test_the_renewals_of_the_board_are_saved_with_what_cannot_be_placed(
    window: Window, chosen: Chosen
) -> None:
    page = page_of(window, "renewals")
    assert isinstance(page, RenewalsPage)
    page.out.save_excel()
    found = sheets(chosen.paths[0])
    header, *rows = found["Renewals"]
    assert page.found is not None
    assert [row[0] for row in rows] == [r.account for r in page.found.board.renewals]
    cells = dict(zip(header, rows[1], strict=True))
    renewal = page.found.board.renewals[1]
    assert cells["Currency"] == renewal.currency
    assert cells["Notice on"].date() == renewal.notice_on
    assert cells["Health"] == float(renewal.health or 0)
    assert found["Cannot be placed"][1][0] == page.found.board.unplaced[0].account


def test_the_renewals_are_saved_in_the_order_of_the_table(window: Window, chosen: Chosen) -> None:
    page = page_of(window, "renewals")
    click(page.views._group.button(2))
    page.table.due.sort_by(page.table.due.rows.column_number("arr"), descending=True)
    page.out.save_csv()
    _, *rows = read(chosen.paths[0])
    amounts = [float(row[2]) for row in rows]
    assert amounts == sorted(amounts, reverse=True)


def test_each_view_of_the_numbers_is_saved_as_it_is_shown(window: Window, chosen: Chosen) -> None:
    page = page_of(window, "numbers")
    assert isinstance(page, NumbersPage)
    found = {}
    for view, seen in (
        ("overview", lambda: True),
        ("trend", lambda: page.trend.found),
        ("dimension", lambda: page.dimension.table.rows.rows),
        ("more", lambda: page.further.figures.rows.rows),
    ):
        page.views.set_value(view)
        page.views.chosen.emit(view)
        settled(lambda seen=seen: bool(seen()))  # type: ignore[misc]
        page.out.save_csv()
        found[view] = read(chosen.paths[-1])
    assert chosen.paths[1].name == "Numbers, Trend 2025-11-24.csv"
    board = page.found
    assert board is not None
    assert [row[0] for row in found["overview"][1:]] == [d.title for d in board.definitions.values()]
    assert len(found["trend"]) == 13
    assert found["trend"][1][-2:] == ["2024-11-01", "2024-11-30"]
    header, *parts = found["dimension"]
    assert sum(int(row[header.index("Accounts after")]) for row in parts) == board.numbers.closing_accounts
    assert len(found["more"]) > 20


def test_the_bars_that_are_saved_lead_from_the_opening_to_the_closing(window: Window, chosen: Chosen) -> None:
    page = page_of(window, "numbers")
    page.out.save_excel()
    found = sheets(chosen.paths[0])
    assert list(found) == ["Figures", "Waterfall", "Accounts"]
    bars = {row[0]: row[2] for row in found["Waterfall"][1:]}
    assert sum(v for k, v in bars.items() if k != "Closing") == pytest.approx(bars["Closing"])
    behind = [row[-2] for row in found["Accounts"][1:]]
    assert sum(behind) == pytest.approx(bars[page.bridge.bar.value])


def test_each_tab_of_health_is_saved_and_printed_as_it_is_shown(window: Window, chosen: Chosen) -> None:
    page = page_of(window, "health")
    assert isinstance(page, HealthPage)
    page.out.save_csv()
    header, *rows = read(chosen.paths[0])
    assert header[:3] == ["Account", "ARR", "Currency"]
    assert len(rows) == len(page.portfolio.table.rows.rows)
    page.tabs.setCurrentIndex(1)
    assert [s.title for s in page.out.sheets()] == ["Health, Movers"]
    page.out.save_csv()
    assert chosen.paths[1].name == "Health, Movers 2025-11-24.csv"
    assert len(read(chosen.paths[1])) == len(page.movers.table.rows.rows) + 1
    page.tabs.setCurrentIndex(5)
    assert not page.can("health.print")


@pytest.mark.parametrize("id_", ["health", "numbers"])
def test_ctrl_p_prints_health_and_numbers_too(window: Window, id_: str, tmp_path: Path) -> None:
    page = page_of(window, id_)
    press(page, Qt.Key.Key_P, CTRL)
    dialog = page.out.dialog
    assert dialog is not None
    path = tmp_path / "page.pdf"
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    settled(lambda: "printed" in window.toast.text())
    assert path.read_bytes().startswith(b"%PDF")
    said = [(s.title, s.said) for s in page.out.sheets()]
    assert said[0][0] == page.title
    assert len(said) > 1


def test_a_table_of_one_account_is_saved_under_its_name(window: Window, chosen: Chosen) -> None:
    page = opened(window)
    tabs(page, "Plan")
    press(page, Qt.Key.Key_E, CTRL | SHIFT)
    (path,) = chosen.paths
    assert path.name == "Financiality, Objectives 2025-11-24.xlsx"
    settled(path.exists)
    assert openpyxl.load_workbook(path).sheetnames == ["Objectives"]
