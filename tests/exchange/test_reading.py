"""Reading: every cell stands where it stood, is what it was, and a missing value says that it is missing."""

import os
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.errors import ImportCancelled
from csdesk.domain.imports.cells.grid import Fault, Source
from csdesk.exchange.reading import read, read_here
from tests.exchange.crafted import sheet, text, workbook

DAY = date(2025, 11, 24)


def seen(path: Path) -> Source:
    return read_here(path, day=DAY)


def written(path: Path, rows: list[list[object]], *, epoch_1904: bool = False) -> Path:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_numbers_are_exact_and_days_are_days(tmp_path: Path) -> None:
    row: list[object] = [
        40.0,
        0.1,
        1234567.89,
        date(2026, 3, 31),
        datetime.fromisoformat("2025-01-02T03:04:05"),
        time(9, 30),
        True,
    ]
    got = seen(written(tmp_path / "a.xlsx", [row])).grids[0].rows[0]
    assert got == (
        40,
        Decimal("0.1"),
        Decimal("1234567.89"),
        date(2026, 3, 31),
        datetime.fromisoformat("2025-01-02T03:04:05"),
        time(9, 30),
        True,
    )
    assert [type(v) for v in got[:4]] == [int, Decimal, Decimal, date]


def test_days_of_a_1904_workbook_are_not_four_years_off(tmp_path: Path) -> None:
    path = written(tmp_path / "mac.xlsx", [[date(2026, 3, 31)]], epoch_1904=True)
    assert seen(path).grids[0].rows[0] == (date(2026, 3, 31),)


def test_text_is_kept_as_typed_and_blank_text_is_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["  Acme ", "007", "   ", "\u200b", None, "x"]])
    assert seen(path).grids[0].rows[0] == ("  Acme ", "007", None, None, None, "x")


def test_a_formula_that_was_never_calculated_is_a_fault_and_not_empty(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["Acme", 5], ["Total", "=SUM(B1:B1)"]])
    assert seen(path).grids[0].rows[1] == ("Total", Fault("formula not calculated"))


def test_a_formula_with_its_value_is_its_value_also_an_empty_text(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>' + text(
        "C1", "x"
    )
    assert seen(workbook(tmp_path / "a.xlsx", sheet(rows + "</row>"))).grids[0].rows[0] == (2, None, "x")


def test_an_error_cell_is_named_where_it_stands_even_beyond_the_last_value(tmp_path: Path) -> None:
    rows = '<row r="2">' + text("B2", "Acme") + '</row><row r="5"><c r="D5" t="e"><v>#N/A</v></c></row>'
    got = seen(workbook(tmp_path / "a.xlsx", sheet(rows))).grids[0].rows
    assert got == ((), (None, "Acme"), (), (), (None, None, None, Fault("#N/A")))


def test_cells_and_rows_without_numbers_are_counted(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c></row><row><c><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    assert seen(workbook(tmp_path / "a.xlsx", sheet(rows))).grids[0].rows == ((1,), (2, Fault("#REF!")))


def test_rows_without_numbers_are_counted_also_far_below(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c></row>" * 1200 + '<row><c t="e"><v>#REF!</v></c></row>' * 300
    read = seen(workbook(tmp_path / "a.xlsx", sheet(rows))).grids[0].rows
    assert (len(read), read[1199], read[1200], read[-1]) == (1500, (1,), (Fault("#REF!"),), (Fault("#REF!"),))


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 301))
    path = workbook(tmp_path / "a.xlsx", sheet(rows, before='<dimension ref="A1:A1"/>'))
    assert len(seen(path).grids[0].rows) == 300


def test_hidden_and_merged_places_are_told(tmp_path: Path) -> None:
    rows = '<row r="1">' + text("A1", "List") + '</row><row r="2" hidden="1">' + text("C2", "x") + "</row>"
    xml = sheet(
        rows,
        before='<cols><col min="3" max="9" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
    )
    grid = seen(workbook(tmp_path / "a.xlsx", xml)).grids[0]
    assert grid.notes == (
        "merged cells, only the first holds the value: A1:C1",
        "hidden rows: 2",
        "hidden columns: C",
    )
    assert (grid.hidden_rows, grid.merged) == ((1,), ((0, 0, 0, 2),))


def test_cells_with_comments_are_named_and_their_comments_are_not_read(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["Customer", "ARR"], ["Acme", 1], ["Bolt", 2]):
        page.append(row)
    for place in ("B2", "A3"):
        page[place].comment = Comment("do not say it", "Mia")
    book.save(tmp_path / "a.xlsx")
    grid = seen(tmp_path / "a.xlsx").grids[0]
    assert grid.notes == ("2 cells have comments, which are not read: B2, A3",)
    assert "do not say it" not in repr(grid)


def test_rows_that_the_filter_of_a_table_hides_are_said_to_be(tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.add_table(
            0, 0, 2, 1, {"data": [["Acme", 1], ["Bolt", 2]], "columns": [{"header": "Customer"}, {}]}
        )
        page.set_row(2, None, None, {"hidden": True})
    assert seen(tmp_path / "a.xlsx").grids[0].notes == ("hidden rows: 3",)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        parts = {n: package.read(n) for n in package.namelist()}
    table = parts["xl/tables/table1.xml"]
    head, tail = table.split(b"<autoFilter ", 1)
    ref, rest = tail.split(b"/>", 1)
    parts["xl/tables/table1.xml"] = (
        head + b"<autoFilter " + ref + b'><filterColumn colId="0"/></autoFilter>' + rest
    )
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert seen(tmp_path / "b.xlsx").grids[0].notes == ("rows hidden by a filter: 3",)


def test_a_hidden_sheet_is_flagged(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("lists").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert [(g.name, g.hidden) for g in seen(tmp_path / "a.xlsx").grids] == [
        ("Sheet", False),
        ("lists", True),
    ]


def test_macros_and_links_are_ignored_and_said(tmp_path: Path) -> None:
    parts = {"xl/vbaProject.bin": b"code", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    path = workbook(tmp_path / "a.xlsm", sheet("<row><c><v>1</v></c></row>"), extra=parts)
    notes = seen(path).grids[0].notes
    assert notes == ("macros ignored", "links to other workbooks ignored: externalLink1.xml")


def test_columns_beyond_the_limit_are_left_out_and_said(tmp_path: Path) -> None:
    for width in (513, 600):
        grid = seen(written(tmp_path / "wide.xlsx", [list(range(width))])).grids[0]
        assert len(grid.rows[0]) == 512
        assert grid.notes == ("columns after SR left out",)
    assert seen(written(tmp_path / "wide.xlsx", [list(range(512))])).grids[0].notes == ()


def test_the_day_of_a_file_is_its_own_but_never_after_today(tmp_path: Path) -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:d="http://purl.org/dc/terms/"><d:modified>{}T10:00:00Z</d:modified></c:coreProperties>'
    )
    for name, said, day in (("old", "2025-11-14", date(2025, 11, 14)), ("new", "2026-02-01", DAY)):
        extra = {"docProps/core.xml": core.format(said).encode()}
        path = workbook(tmp_path / f"{name}.xlsx", sheet("<row><c><v>1</v></c></row>"), extra=extra)
        assert seen(path).on == day


def test_a_file_that_does_not_say_its_day_takes_its_last_change(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet("<row><c><v>1</v></c></row>"))
    os.utime(path, (1_750_000_000, 1_750_000_000))
    assert seen(path).on == date(2025, 6, 15)


def test_the_reading_process_gives_the_same_as_reading_here(tmp_path: Path) -> None:
    row: list[object] = [
        1,
        0.25,
        "é\n=x",
        date(2026, 3, 31),
        datetime.fromisoformat("2025-01-02T03:00"),
        time(9),
        True,
        "=A1",
        None,
        "z",
    ]
    path = written(tmp_path / "-all kinds.xlsx", [[], row])
    assert read(path, day=DAY) == read_here(path, day=DAY)


def test_a_file_that_is_not_wanted_any_more_is_not_read_on(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [["Customer"], ["Corvid"]])
    with pytest.raises(ImportCancelled):
        read(path, day=DAY, goes=_not_any_more)


def _not_any_more() -> bool:
    return False


def test_the_founders_sheet_is_read_with_its_total_and_its_churned_block(real_files: Path) -> None:
    source = read(real_files / "csm" / "founder_customers.xlsx", day=DAY)
    customers, lists = source.grids
    assert (customers.name, lists.name, lists.hidden) == ("Customers 2025", "lists", True)
    assert customers.rows[2][0] == "Customer"
    assert customers.rows[42][:5] == ("TOTAL", None, None, *[Fault("formula not calculated")] * 2)
    assert customers.rows[44] == ("— churned —",)
    assert customers.rows[45][6] == date(2025, 9, 30)
