"""An OpenDocument sheet that a tool has indented is read as the one it was made of."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.dom import minidom

import pytest

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.cells.grid import Fault, Grid
from csdesk.exchange.reading import read_here

_NAMES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"' for key in ("office", "table", "text")
)


def cell(text: str, more: str = "", *, kind: str = "string") -> str:
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def document(*rows: str) -> str:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="List"><table:table-column/>{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def read(folder: Path, content: str) -> Grid:
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml", "<m xmlns='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
        )
    (grid,) = read_here(path, day=date(2025, 11, 24)).grids
    return grid


PLAIN = document(
    cell("Customer") + cell("ARR"),
    cell("Acme") + cell("600.5", 'office:value="600.5"', kind="float"),
    '<table:table-cell table:number-columns-repeated="2"/>',
    cell("Borel") + cell("#DIV/0!", 'table:formula="of:=1/0"'),
)


def test_space_between_tags_is_none_of_a_cell(tmp_path: Path) -> None:
    told = ("Customer", "ARR"), ("Acme", Decimal("600.5")), (), ("Borel", Fault("#DIV/0!"))
    assert read(tmp_path, PLAIN).rows == told
    assert read(tmp_path, minidom.parseString(PLAIN).toprettyxml(indent="\t")).rows == told


def test_space_within_a_paragraph_is_a_persons(tmp_path: Path) -> None:
    words = cell("<text:span>two</text:span> <text:span>words</text:span>")
    (row,) = read(tmp_path, document(words).replace("<table:table-row>", "\n  <table:table-row>\n    ")).rows
    assert row == ("two words",)


def test_what_is_torn_is_still_damaged(tmp_path: Path) -> None:
    with pytest.raises(WorkbookDamaged):
        read(tmp_path, minidom.parseString(PLAIN).toprettyxml()[:-80])
