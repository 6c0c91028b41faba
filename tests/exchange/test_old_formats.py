"""Workbooks of other kinds than .xlsx: the same values, and what they hide or cannot calculate is said as well."""

import io
import shutil
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.errors import EncryptionUnknown, WorkbookProtected
from csdesk.domain.imports.cells.grid import Fault, Grid
from csdesk.exchange.reading import read, read_here
from tests.exchange import crafted_binary as binary

DAY = date(2025, 11, 24)
KEPT = Path(__file__).parent / "kept"
BOOKS = ["customers.xls", "customers.ods"]


def first(path: Path) -> Grid:
    return read_here(path, day=DAY).grids[0]


@pytest.mark.parametrize("name", BOOKS)
def test_numbers_days_and_texts_are_what_they_are_in_every_kind(name: str) -> None:
    rows = first(KEPT / name).rows
    assert rows[1][:5] == ("Acme Inc", "acme.com", "Pro", Decimal("1200.5"), date(2026, 3, 31))
    assert rows[1][8] == datetime.fromisoformat("2025-11-03T14:30:00")
    assert rows[2][9] == "Zürich ☎"


@pytest.mark.parametrize("name", BOOKS)
def test_hidden_rows_columns_and_sheets_are_told_in_every_kind(name: str) -> None:
    grids = read_here(KEPT / name, day=DAY).grids
    assert grids[0].hidden_rows == (3,)
    assert {"hidden rows: 4", "hidden columns: J"} <= set(grids[0].notes)
    assert [g.hidden for g in grids] == [False, True]


@pytest.mark.parametrize("name", BOOKS)
def test_an_error_cell_is_named_in_every_kind(name: str) -> None:
    assert first(KEPT / name).rows[7][4] == Fault("#DIV/0!")


@pytest.mark.parametrize(("name", "other"), [("customers.xls", "a.xlsx"), ("customers.ods", "a.xls")])
def test_a_workbook_under_the_name_of_another_kind_is_read_for_what_it_is(
    tmp_path: Path, name: str, other: str
) -> None:
    shutil.copy(KEPT / name, tmp_path / other)
    assert first(tmp_path / other).rows == first(KEPT / name).rows


def test_a_binary_workbook_says_what_it_hides_merges_and_cannot_calculate(tmp_path: Path) -> None:
    cells = binary.row(0) + binary.text(0, "Customer") + binary.text(1, "MRR")
    cells += binary.row(1, hidden=True) + binary.text(0, "Acme") + binary.number(1, 0.5)
    cells += binary.row(3) + binary.text(0, "Bolt") + binary.error(1, 0x2A)
    path = binary.workbook(
        tmp_path / "a.xlsb", cells, before=binary.hidden_column(1), after=binary.merged(1, 2, 0, 0)
    )
    grid = first(path)
    assert grid.rows == (("Customer", "MRR"), ("Acme", Decimal("0.5")), (), ("Bolt", Fault("#N/A")))
    assert (grid.hidden_rows, grid.merged) == ((1,), ((1, 0, 2, 0),))
    assert "hidden columns: B" in grid.notes


def test_a_comment_in_a_binary_workbook_is_named(tmp_path: Path) -> None:
    cells = binary.row(0) + binary.text(0, "Customer") + binary.row(1) + binary.text(0, "Acme")
    grid = first(binary.workbook(tmp_path / "a.xlsb", cells, comments=binary.comment(1, 0)))
    assert grid.notes == ("1 cell has a comment, which is not read: A2",)


def test_an_old_workbook_that_is_locked_says_so(tmp_path: Path) -> None:
    """A record of a lock in front of the sheets, as Excel 97 puts it there."""
    whole = (KEPT / "customers.xls").read_bytes()
    begin = whole.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    at = begin + 20
    length = struct.unpack_from("<H", whole, at + 2)[0]
    lock = struct.pack("<HH", 0x002F, length) + bytes(length)
    path = tmp_path / "locked.xls"
    path.write_bytes(whole[:at] + lock + whole[at + 4 + length :])
    with pytest.raises(WorkbookProtected):
        read(path, day=DAY)


def test_an_open_document_with_a_password_says_so(tmp_path: Path) -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        b"</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", b"\x8f\x01\x02")
        package.writestr("META-INF/manifest.xml", manifest)
    with pytest.raises(EncryptionUnknown):
        read(tmp_path / "a.ods", day=DAY)


def test_rows_that_stand_for_many_do_not_take_the_memory(tmp_path: Path) -> None:
    """LibreOffice writes the rest of a sheet as one row that is repeated a million times."""
    with zipfile.ZipFile(KEPT / "customers.ods") as whole:
        parts = {n: whole.read(n) for n in whole.namelist()}
    hidden = b'<table:table-row table:number-rows-repeated="1048000" table:visibility="filter">'
    last = b"<table:table-cell/></table:table-row></table:table>"
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", hidden + last, 1)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    (tmp_path / "a.ods").write_bytes(target.getvalue())
    grid = first(tmp_path / "a.ods")
    assert (len(grid.rows), grid.hidden_rows, grid.filtered) == (8, (3,), True)
