"""IDs that a spreadsheet took for numbers: what is lost cannot be brought back, but it is said where."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.imports.cells.grid import Value
from csdesk.exchange.reading import read_here
from csdesk.exchange.ruined_ids import notes_of
from tests.exchange.crafted import sheet, text, workbook

DAY = date(2025, 11, 24)


def test_a_number_of_more_than_fifteen_digits_is_what_was_typed_and_said_to_be_cut(tmp_path: Path) -> None:
    rows = f'<row r="1">{text("A1", "Name")}{text("B1", "Card")}</row>'
    rows += '<row r="2"><c r="B2"><v>1234567890123450000</v></c></row>'
    rows += '<row r="3"><c r="B3"><v>1.23456789012345E+18</v></c></row>'
    rows += '<row r="4"><c r="B4"><v>12345678901234567</v></c></row>'
    rows += '<row r="5"><c r="B5"><v>123456789012345</v></c></row>'
    grid = read_here(workbook(tmp_path / "a.xlsx", sheet(rows)), day=DAY).grids[0]
    assert grid.rows[1][1] == grid.rows[2][1] == 1234567890123450000
    (note,) = grid.notes
    assert note.startswith("column B has numbers of more than 15 digits")
    assert note.endswith("rows 2, 3, 4")


def test_leading_zeros_that_are_gone_are_noticed() -> None:
    rows: list[list[Value]] = [["Customer", "Account number"], ["y", 42137]]
    rows += [["x", 10_000_000 + 7919 * n] for n in range(1, 20)]
    (note,) = notes_of(rows)
    assert "column B (Account number) looks like IDs of 8 digits" in note
    assert note.endswith("rows 2")


@pytest.mark.parametrize(
    "column",
    [
        ["ID", *range(1, 200)],
        ["ID", *(1_000_000 + n * 7919 for n in range(20))],
        ["ID", "00123", "04567", "12345", "23456", "99999", "1234"],
        ["Amount", *(10_000_000 + 7919 * n for n in range(20)), 4213],
        ["ID", "12345678901234567", "12345678901234560"],
    ],
)
def test_running_numbers_amounts_and_whole_ids_are_left_in_peace(column: list[Value]) -> None:
    assert notes_of([[value] for value in column]) == []


def test_ids_of_a_text_table_that_went_through_excel_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,External ID\nAcme,1.23457E+17\nBolt,ab-1\nCorvid,4.5E+15\n", "utf-8")
    (note,) = read_here(path, day=DAY).grids[0].notes
    assert note.startswith("column B")
    assert note.endswith("rows 2, 4")
    path.write_text("Name,ID\nAcme,1234567890123450000\nBolt,2234567890123450000\n", "utf-8")
    assert read_here(path, day=DAY).grids[0].notes[0].endswith("rows 2, 3")
    path.write_text("Name,Customer ref\nAcme,12345678901234500000\nBolt,98765432109876500000\n", "utf-8")
    assert read_here(path, day=DAY).grids[0].notes[0].endswith("rows 2, 3")
