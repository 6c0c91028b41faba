"""What an OpenDocument sheet says besides values is found, each alone in its document; a plain one says nothing."""

import zipfile
from datetime import date, time
from pathlib import Path

import pytest

from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Fault, Grid, Value
from csdesk.exchange.open_document import inspect
from csdesk.exchange.reading import read_here

_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="S"><table:table-column {column}/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Customer</text:p></table:table-cell>
</table:table-row>
<table:table-row {row}><table:table-cell office:value-type="string"><text:p>Corvid</text:p></table:table-cell>
<table:table-cell {cell}/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "</manifest:manifest>"
)


def sheet(folder: Path, *, column: str = "", row: str = "", cell: str = "") -> Grid:
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", _CONTENT.replace("\n", "").format(column=column, row=row, cell=cell))
        package.writestr(
            "META-INF/manifest.xml", "<m xmlns='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
        )
    (grid,) = read_here(path, day=date(2025, 11, 24)).grids
    return grid


def test_a_plain_sheet_has_only_values(tmp_path: Path) -> None:
    grid = sheet(tmp_path)
    assert (grid.rows, grid.notes) == ((("Customer",), ("Corvid",)), ())


@pytest.mark.parametrize("seen", ["collapse", "filter"])
def test_a_hidden_row_is_known(seen: str, tmp_path: Path) -> None:
    grid = sheet(tmp_path, row=f'table:visibility="{seen}"')
    assert (grid.hidden_rows, grid.filtered) == ((1,), seen == "filter")


def test_a_hidden_column_is_known(tmp_path: Path) -> None:
    assert sheet(tmp_path, column='table:visibility="collapse"').notes == ("hidden columns: A",)


@pytest.mark.parametrize("way", ["rows", "columns"])
def test_merged_cells_are_known(way: str, tmp_path: Path) -> None:
    cell = f'office:value-type="string" office:string-value="x" table:number-{way}-spanned="2"'
    (area,) = sheet(tmp_path, cell=f"{cell}><text:p>x</text:p></table:table-cell><table:table-cell").merged
    assert area == ((1, 1, 2, 1) if way == "rows" else (1, 1, 1, 2))


def test_a_formula_without_a_value_is_a_fault(tmp_path: Path) -> None:
    assert sheet(tmp_path, cell='table:formula="of:=[.A1]"').rows[1][1] == Fault(NOT_CALCULATED)


def test_a_formula_that_gave_an_empty_text_has_a_value(tmp_path: Path) -> None:
    grid = sheet(tmp_path, cell='table:formula="of:=[.A1]"><text:p/></table:table-cell><table:table-cell')
    assert (grid.rows[1], grid.notes) == (("Corvid",), ())


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("PT24H00M00S", "24:00:00"),
        ("PT26H30M00S", "26:30:00"),
        ("P1DT2H30M", "26:30:00"),
        ("-PT01H30M00S", "-1:30:00"),
        ("PT14H30M00S", time(14, 30)),
    ],
)
def test_a_length_of_time_is_what_the_sheet_shows(tmp_path: Path, said: str, shown: Value) -> None:
    grid = sheet(
        tmp_path,
        cell=f'office:value-type="time" table:number-columns-repeated="2" office:time-value="{said}"',
    )
    assert grid.rows[1] == ("Corvid", shown, shown)


def test_lines_tabs_and_spaces_in_one_paragraph_stay_apart(tmp_path: Path) -> None:
    said = (
        '<text:p>one<text:line-break/><text:span>two<text:tab/></text:span><text:s text:c="2"/>three</text:p>'
    )
    words = f'office:value-type="string">{said}<text:p>four</text:p></table:table-cell><table:table-cell'
    assert sheet(tmp_path, cell=words).rows[1][1] == "one\ntwo\t  three\nfour"


def test_an_error_is_a_fault(tmp_path: Path) -> None:
    cell = 'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell><table:table-cell'
    assert sheet(tmp_path, cell=cell).rows[1][1] == Fault("#N/A")


def test_a_cell_with_a_comment_is_named(tmp_path: Path) -> None:
    said = "<office:annotation><text:p>do not say it</text:p></office:annotation>"
    grid = sheet(tmp_path, cell=f">{said}</table:table-cell><table:table-cell")
    assert (grid.rows[1], grid.notes) == (("Corvid",), ("1 cell has a comment, which is not read: B2",))


_COLOURED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:automatic-styles>
<style:style style:name="r" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/>
</style:style>
<style:style style:name="g" style:family="table-cell"><style:table-cell-properties fo:background-color="#00b050"/>
</style:style>
<style:style style:name="p" style:family="table-cell"><style:table-cell-properties fo:background-color="#ddebf7"/>
</style:style>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="S">
<table:table-column/><table:table-column table:default-cell-style-name="g"/>
<table:table-column table:number-columns-repeated="16382"/>
<table:table-row>
<table:table-cell table:style-name="p"
 office:value-type="string"><text:p>Customer</text:p></table:table-cell>
<table:table-cell table:style-name="p"
 office:value-type="string"><text:p>Health</text:p></table:table-cell></table:table-row>
<table:table-row>
<table:table-cell office:value-type="string"><text:p>Corvid</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16383"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="string"><text:p>Halden</text:p></table:table-cell>
<table:table-cell table:style-name="r" table:number-columns-repeated="16383"/></table:table-row>
<table:table-row table:default-cell-style-name="r">
<table:table-cell office:value-type="string"><text:p>Ixia</text:p></table:table-cell>
<table:table-cell table:style-name="p"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:style-name="r"/></table:table-row>
<table:table-row table:number-rows-repeated="1048568">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_the_fills_of_cells_are_known_by_their_own_style_their_rows_and_their_columns(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", _COLOURED.replace("\n<", "<"))
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    with zipfile.ZipFile(tmp_path / "a.ods") as package:
        found = inspect(package, "a.ods")["S"].coloured.all
    assert {piece[1] for piece in found} == {0, 1}, "a row is filled to the end of the sheet"
    (grid,) = read_here(tmp_path / "a.ods", day=date(2025, 11, 24)).grids
    assert grid.coloured == ((1, 1, 1, "green"), (2, 1, 3, "red"), (4, 0, 4, "red"))
