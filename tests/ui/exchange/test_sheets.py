"""The sheets of an import: each with what was understood; one can be looked at, taken, and left out."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics

from csdesk.domain.subscriptions import Step
from csdesk.ui.exchange.cells import TICK
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit.labels import Label
from csdesk.ui.theme import font, px
from csdesk.ui.window import Window
from tests.domain.imports.test_exports import STRIPE
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


STACKED: list[list[Any]] = [
    ["Customer", "ARR", "Renewal"], ["Corvid", 1000, "2027-03-13"], ["Halden", 2000, "2027-04-13"],
    ["Pinder", 3000, "2027-04-13"], [None], ["Churned 2025"], ["Customer", "Domain", "Churn date"],
    ["Old", "old.example", "2025-04-13"], ["Older", "older.example", "2025-04-14"],
]  # fmt: skip
LOWER = "Main: Churned 2025"


@pytest.fixture
def stacked(empty: Window, tmp_path: Path) -> ImportPage:
    """Two tables below one another, and another sheet."""
    return planned(empty, workbook(tmp_path / "two.xlsx", {"Main": STACKED, "People": PEOPLE}))


def test_a_table_below_another_is_looked_at_like_a_sheet(stacked: ImportPage) -> None:
    assert list(lines(stacked)) == ["Main", LOWER, "People"]
    stacked.work.sheets.table.selectRow(1)
    assert [row.name for row in stacked.preview.model.rows] == ["Old", "Older"]
    stacked.preview.table.selectRow(0)
    press(stacked.preview.table, Qt.Key.Key_Space)
    assert "old.example" in [one.text() for one in stacked.work.look.findChildren(Label)]


@pytest.mark.parametrize("name", ["Main", LOWER, "People"])
def test_each_of_several_tables_is_left_out_and_taken_again(stacked: ImportPage, name: str) -> None:
    tick(stacked, name)
    assert [s.sheet for s in plan_of(stacked).sheets] == [n for n in ("Main", LOWER, "People") if n != name]
    assert list(lines(stacked)) == ["Main", LOWER, "People"]
    assert lines(stacked)[name] == "left out by you"
    tick(stacked, name)
    assert [s.sheet for s in plan_of(stacked).sheets] == ["Main", LOWER, "People"]


def test_what_was_answered_of_a_table_waits_while_it_is_left_out(stacked: ImportPage) -> None:
    answered(stacked)
    before = dict(stacked.answers)
    tick(stacked, "Main")
    tick(stacked, "Main")
    assert stacked.answers == before
    assert not plan_of(stacked).open


def test_a_sheet_that_brings_nothing_keeps_its_reason_when_another_is_left_out(
    empty: Window, tmp_path: Path
) -> None:
    notes = [["What", "Why"], ["this", "that"], ["these", "those"]]
    page = planned(
        empty, workbook(tmp_path / "a.xlsx", {"List": CUSTOMERS, "People": PEOPLE, "Notes": notes})
    )
    tick(page, "People")
    assert lines(page)["Notes"] == "left out: no column names the customer"
    tick(page, "Notes")
    assert [q.key for q in plan_of(page).open if q.kind == "customer"] == ["customer:Notes:column"]


def test_a_table_that_is_read_together_with_another_still_is_when_a_third_is_left_out(
    empty: Window, tmp_path: Path
) -> None:
    """Stripe keeps the prices of subscriptions in a table of their own."""
    people = [["Customer", "Contact", "Email"], ["Acme", "Ann", "ann@acme.com"]]
    tables: dict[str, list[list[Any]]] = {name: [[*row] for row in rows] for name, rows in STRIPE.items()}
    tables["people"] = people
    page = planned(empty, workbook(tmp_path / "stripe.xlsx", tables))
    read = "left out: it is read together with “subscription_item”"
    assert lines(page)["price"] == read
    line = page.work.sheets.model.row_at(page.work.sheets.model.place_of("price") or 0)
    assert not line.can_take
    tick(page, "people")
    assert lines(page)["price"] == read
    amounts = [v for v in plan_of(page).values if isinstance(v, Step)]
    assert [step.amount for step in amounts] == [8997, 120000, 18000]


def test_what_cannot_be_planned_leaves_the_plan_that_is_shown(stacked: ImportPage) -> None:
    answered(stacked)
    before = dict(stacked.answers)
    key = plan_of(stacked).questions[0].key
    stacked.answer(key, "tomorrow")
    settled(stacked.note.isVisible)
    current(stacked)
    assert f"“tomorrow” is no answer to {key}" in stacked.note.text()
    assert stacked.answers == before
    assert stacked.apply.isEnabled()


def test_an_answer_that_another_leaves_no_place_for_is_asked_anew(empty: Window, tmp_path: Path) -> None:
    """*They were lost customers* is a choice only as long as nobody knows the days of their contracts."""
    rows: list[list[Any]] = [
        ["Customer", "ARR", "Renewal", "Status"],
        ["Acme", 1000, "03/04/2027", "live"],
        ["Beta", 1740, "05/06/2027", "Talking"],
        ["Gamma", 700, "07/08/2025", "Lost"],
        ["Delta", 7, "07/08/2026", "Won"],
    ]
    page = planned(empty, workbook(tmp_path / "deals.xlsx", {"List": rows}))
    page.answer("prospects:List:Status", "lost")
    current(page)
    page.answer("dates:List:Renewal", "dmy")
    current(page)
    assert page.answers["dates:List:Renewal"] == "dmy"


def test_files_of_one_name_are_told_apart_by_their_folders(empty: Window, tmp_path: Path) -> None:
    paths = []
    for region, name in (("north", "Corvid"), ("south", "Halden")):
        (tmp_path / region).mkdir()
        paths.append(tmp_path / region / "list.csv")
        paths[-1].write_text(f"Customer,Domain\n{name},{name}.example\n")
    page = planned(empty, *paths)
    assert [f.file for f in plan_of(page).files] == ["north/list.csv", "south/list.csv"]
    assert list(lines(page)) == ["north/list.csv list", "south/list.csv list"]
    assert [r.name for s in plan_of(page).sheets for r in s.rows] == ["Corvid", "Halden"]


def test_a_file_of_a_name_that_is_there_comes_beside_it_and_the_same_file_takes_its_place(
    empty: Window, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    old, new = tmp_path / "list.csv", tmp_path / "new" / "list.csv"
    old.write_text("Customer,Domain\nCorvid,corvid.example\n")
    new.write_text("Customer,Domain\nHalden,halden.example\n")
    page = planned(empty, old)
    page.take_files([new])
    settled(lambda: len(plan_of(page).files) == 2)
    assert [f.file for f in plan_of(page).files] == ["list.csv", "new/list.csv"]
    new.write_text("Customer,Domain\nPinder,pinder.example\n")
    page.take_files([new])
    settled(lambda: "Pinder" in [r.name for s in plan_of(page).sheets for r in s.rows])
    assert [r.name for s in plan_of(page).sheets for r in s.rows] == ["Corvid", "Pinder"]


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
