"""A list goes out as a workbook or a CSV: what a cell is stays what it is, and nothing runs."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from csdesk.domain.errors import ExportKindUnknown, NotWritten
from csdesk.domain.plain import Amount, Plain, Share
from csdesk.services.spreadsheets.list_out import Listing, write_lists
from tests.conftest import TODAY

HEADERS = ("Account", "ARR", "Due on", "NRR", "Health", "Mixed")
ROWS: list[list[Plain]] = [
    ["=cmd|' /C calc'!A0", Amount(Decimal("22900.00"), "USD"), date(2025, 12, 15), Share(Fraction(1, 3)), 34.8, "n/a"],
    ["Caffè", Amount(Decimal("-1200.50"), "USD"), None, None, None, 4],
]  # fmt: skip
LISTS = [Listing("Renewals", HEADERS, ROWS), Listing("Cannot be placed", ("Account",), [["+1"]])]


def written(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    write_lists(path, LISTS, TODAY)
    return path


def test_a_workbook_has_a_table_for_each_list_and_its_cells_keep_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, "list.xlsx"))
    assert book.sheetnames == ["Renewals", "Cannot be placed"]
    sheet = book["Renewals"]
    (table,) = sheet.tables.values()
    assert table.ref == "A1:G3"
    assert sheet.freeze_panes == "B2"
    header, first, second = (list(row) for row in sheet.iter_rows(values_only=True))
    assert header == ["Account", "ARR", "Currency", "Due on", "NRR", "Health", "Mixed"]
    assert first[0] == ROWS[0][0]
    assert first[1:3] == [22900, "USD"]
    assert str(first[3]) == "2025-12-15 00:00:00"
    assert first[4] == pytest.approx(0.333333)
    assert second == ["Caffè", -1200.5, "USD", None, None, None, "4"]
    assert [sheet.cell(2, n).number_format for n in (2, 4, 5)] == ["#,##0.00", "yyyy-mm-dd", "0.0#%"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d", "inlineStr"} - {
        "inlineStr"
    }


def test_a_csv_holds_the_first_list_and_no_formula(tmp_path: Path) -> None:
    text = written(tmp_path, "list.csv").read_text(encoding="utf-8-sig")
    header, first, second = csv.reader(io.StringIO(text))
    assert header == ["Account", "ARR", "Currency", "Due on", "NRR", "Health", "Mixed"]
    assert first == ["'=cmd|' /C calc'!A0", "22900.00", "USD", "2025-12-15", "0.333333", "34.8", "n/a"]
    assert second == ["Caffè", "-1200.50", "USD", "", "", "", "4"]


def test_the_same_lists_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, "a.xlsx").read_bytes()
    assert written(tmp_path, "b.xlsx").read_bytes() == first


def test_a_workbook_names_nobody_and_no_place_and_hides_no_sheet(tmp_path: Path) -> None:
    path = written(tmp_path, "list.xlsx")
    with zipfile.ZipFile(path) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert str(tmp_path).encode() not in whole
    book = openpyxl.load_workbook(path)
    assert not book.properties.creator
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_amounts_of_several_currencies_each_say_theirs(tmp_path: Path) -> None:
    rows: list[list[Plain]] = [
        [Amount(Decimal(5), "JPY"), None],
        [Amount(Decimal("5.25"), "EUR"), Amount(Decimal(1), "USD")],
    ]
    path = tmp_path / "list.csv"
    write_lists(path, [Listing("x", ("ARR", "Own"), rows)], TODAY)
    lines = path.read_text(encoding="utf-8-sig").split()
    assert lines == ["ARR,Currency,Own", "5,JPY,", '5.25,"EUR,', 'USD",1']


def test_an_old_file_stands_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportKindUnknown):
        write_lists(tmp_path / "list.txt", LISTS, TODAY)
    with pytest.raises(NotWritten):
        write_lists(tmp_path / "none" / "list.xlsx", LISTS, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_nothing_has_its_headers(tmp_path: Path) -> None:
    for name in ("list.csv", "list.xlsx"):
        write_lists(tmp_path / name, [Listing("Renewals", HEADERS, [])], TODAY)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["Renewals"]
    assert [cell.value for cell in sheet[1]] == list(HEADERS)
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").split("\n")[0].rstrip() == ",".join(
        HEADERS
    )
