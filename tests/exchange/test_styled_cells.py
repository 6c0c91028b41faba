"""What cells say by their looks alone is told, alike in every kind of workbook and however it is written."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.fills import GradientFill

from csdesk.domain.imports.cells.grid import Shown
from csdesk.exchange import inspection
from csdesk.exchange.cell_styles import Look
from csdesk.exchange.findings import Findings
from csdesk.exchange.reading import read, read_here
from csdesk.exchange.styled_cells import StyledCells
from tests.exchange import crafted_binary as binary
from tests.exchange.crafted import MAIN, sheet, workbook
from tests.trials import trials

DAY = date(2025, 11, 24)
KEPT = Path(__file__).parent / "kept"
STYLES = {"1": Look("EUR"), "2": Look(hue="red"), "7": Look("GBP", "green"), "12": Look("EUR", "amber")}
SHEET = "xl/worksheets/sheet1.xml"


def solid(colour: Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def coloured(path: Path, *fills: PatternFill | GradientFill | None) -> tuple[Shown, ...]:
    """What is told of a column *Health* of empty cells with these fills."""
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    tab.append(["Customer", "Health"])
    for number, fill in enumerate(fills, 2):
        tab.cell(number, 1, f"Customer {number}")
        if fill:
            tab.cell(number, 2).fill = fill
    book.save(path)
    return read_here(path, day=DAY).grids[0].coloured


def test_fills_are_told_by_their_digits_by_a_theme_and_by_a_number(tmp_path: Path) -> None:
    red, amber, green = (
        solid(Color(rgb="FFFF0000")),
        solid(Color(theme=9, tint=0.4)),
        solid(Color(indexed=17)),
    )
    assert coloured(tmp_path / "list.xlsx", red, red, amber, None, green) == (
        (1, 1, 2, "red"),
        (3, 1, 3, "amber"),
        (5, 1, 5, "green"),
    )


def test_patterns_gradients_other_colours_and_what_a_rule_paints_are_not_told(tmp_path: Path) -> None:
    others = (
        PatternFill("gray125", fgColor="FFFF0000"), GradientFill(stop=("FFFF0000", "FF00FF00")),
        solid(Color(rgb="FF4472C4")), solid(Color(theme=99)), solid(Color(indexed=64)), PatternFill("solid"),
    )  # fmt: skip
    assert coloured(tmp_path / "list.xlsx", *others) == ()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_colours_of_cells_are_told_in_every_kind(kind: str) -> None:
    found = read_here(KEPT / f"colours.{kind}", day=DAY).grids[0].coloured
    hues = ["red", "amber", "green"] * 2
    assert found == tuple((row, 3, row, hue) for row, hue in enumerate(hues, 1))


def test_a_binary_workbook_tells_the_colours_and_the_currencies_of_its_cells(tmp_path: Path) -> None:
    fills = [
        binary.fill(0, 1, 64), binary.fill(17, 2, rgb="ff0000"), binary.fill(1, 2, rgb="ff0000"),
        binary.fill(1, 3, 9, 0.4), binary.fill(1, 1, 17), binary.fill(1, 1, 200), binary.fill(1, 2, rgb="4472c4"),
    ]  # fmt: skip
    of_cells = [(0, 0), (164, 0), *((0, at) for at in range(1, 7)), (164, 2), (0, 99)]
    cells = binary.row(0) + binary.text(0, "Customer") + binary.text(1, "ARR") + binary.text(2, "Health")
    for row, style in enumerate(range(2, 10), 1):
        cells += binary.row(row) + binary.text(0, f"Customer {row}") + binary.number(1, 12, 1)
        cells += binary.blank(2, style)
    path = binary.workbook(
        tmp_path / "a.xlsb", cells, styles=binary.styles({164: "#,##0\\ [$€-407]"}, fills, of_cells)
    )
    found = read_here(path, day=DAY).grids[0]
    assert found.shown == ((1, 1, 8, "EUR"),)
    hues = [(row, hue) for row, column, _, hue in found.coloured if column == 2]
    assert hues == [(2, "red"), (3, "amber"), (4, "green"), (7, "red")]


def test_the_reading_process_tells_the_same(tmp_path: Path) -> None:
    here = coloured(tmp_path / "list.xlsx", solid(Color(rgb="FFFF0000")))
    assert here == read(tmp_path / "list.xlsx", day=DAY).grids[0].coloured == ((1, 1, 1, "red"),)


def inspected(path: Path, xml: str) -> Findings:
    with zipfile.ZipFile(workbook(path, xml)) as package:
        return inspection.inspect(package, SHEET, path.name, STYLES)


def looks(found: Findings) -> tuple[list[Shown], list[Shown]]:
    return found.shown.all, found.coloured.all


CELLS = st.tuples(
    st.integers(1, 3),
    st.sampled_from(["", ' s="1"', ' s="2"', ' s="7"', ' s="12"', ' s="3"', ' s="127"']),
    st.sampled_from(["", ' t="n"', ' t="s"', ' t="str"', ' t="e"', ' cm="1" t="n"']),
    st.sampled_from([
        "/>", "></c>", "><v>5</v></c>", "><v/></c>", "><v></v></c>", "> <v>5</v> </c>", "><f>A1*2</f><v>5</v></c>",
        "><f>A1*2</f></c>", '><f t="shared" si="0"/><v>5</v></c>', "><is><t>5</t></is></c>",
        '><v xml:space="preserve"> 5</v></c>',
    ]),
)  # fmt: skip
ROWS = st.lists(st.tuples(st.integers(1, 2), st.lists(CELLS, max_size=5)), max_size=6)


def written(rows: list[tuple[int, list[tuple[int, str, str, str]]]]) -> str:
    """Rows as programs write them, some rows and cells further on than the one before."""
    lines, row = list[str](), 0
    for down, cells in rows:
        row, column = row + down, 0
        line = f'<row r="{row}" s="2" customFormat="1">'
        for across, style, kind, rest in cells:
            column += across
            line += f'<c r="{chr(64 + column)}{row}"{style}{kind}{rest}'
        lines.append(line + "</row>")
    return sheet("".join(lines), before='<cols><col min="1" max="3" style="2"/></cols>')


@trials(60)
@given(ROWS)
def test_a_sheet_is_looked_through_by_a_pattern_as_if_it_were_parsed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, list[tuple[int, str, str, str]]]]
) -> None:
    xml, folder = written(rows), tmp_path_factory.mktemp("looks")
    parsed = inspected(folder / "parsed.xlsx", xml.replace("<sheetData>", "<!-- --><sheetData>"))
    found = inspected(folder / "plain.xlsx", xml)
    assert looks(found) == looks(parsed)
    assert found.faults == parsed.faults


@trials(60)
@given(ROWS, st.integers(1, 300))
def test_where_a_sheet_is_cut_into_pieces_makes_no_difference(
    rows: list[tuple[int, list[tuple[int, str, str, str]]]], size: int
) -> None:
    xml = written(rows).encode()
    begins = xml.index(b"<sheetData>")
    cells = StyledCells(STYLES)
    cells.take(xml[:begins])
    for at in range(begins, len(xml), size):
        cells.take(xml[at : at + size])
    cells.end()
    whole = StyledCells(STYLES)
    whole.take(xml)
    whole.end()
    assert not cells.odd
    assert looks(cells.found) == looks(whole.found)


AS_EVER = '<row r="2"><c r="A2"/><c r="B2" s="7"><v>5</v></c></row>'
PREFIXED = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2" s="7"><x:v>5</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>"
)


@pytest.mark.parametrize(
    "xml",
    [
        sheet(AS_EVER),
        sheet('<row/><row><c/><c s="7"><v>5</v></c></row>'),
        sheet('<row r="2"><c s="7" r="B2"><v>5</v></c></row>'),
        sheet("<row r='2'><c r='B2' s='7'><v>5</v></c></row>"),
        sheet('<row r="2"><c\n r="B2"\n s="7"><v>5</v></c></row>'),
        sheet('<row r="2"><c r="B2" s = "7"><v>5</v></c></row>'),
        sheet(f'<!-- <row r="1"><c r="A1" s="2"/></row> -->{AS_EVER}'),
        PREFIXED,
    ],
    ids=["usual", "unnumbered", "style first", "single quotes", "broken lines", "spaces", "comment", "prefix"],
)  # fmt: skip
def test_a_sheet_that_is_written_unusually_is_parsed_and_says_the_same(tmp_path: Path, xml: str) -> None:
    assert looks(inspected(tmp_path / "list.xlsx", xml)) == ([(1, 1, 1, "GBP")], [(1, 1, 1, "green")])


def test_a_sheet_in_utf_16_says_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", "", extra={})
    with zipfile.ZipFile(tmp_path / "wide.xlsx", "w") as made, zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name != SHEET:
                made.writestr(name, package.read(name))
        made.writestr(SHEET, f'<?xml version="1.0" encoding="UTF-16"?>{sheet(AS_EVER)}'.encode("utf-16"))
    with zipfile.ZipFile(tmp_path / "wide.xlsx") as package:
        found = inspection.inspect(package, SHEET, "wide.xlsx", STYLES)
    assert looks(found) == ([(1, 1, 1, "GBP")], [(1, 1, 1, "green")])


def test_more_colours_than_are_kept_are_told_once(tmp_path: Path) -> None:
    cells = StyledCells({"1": Look(hue="red"), "2": Look(hue="green")})
    cells.take(sheet("").encode())
    cells.take("".join(f'<c r="A{n}" s="{1 + n % 2}"/>' for n in range(1, 100_003)).encode())
    cells.end()
    assert len(cells.found.coloured.all) == 100_000
    assert cells.found.coloured.more == 100_000
