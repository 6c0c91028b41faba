"""Days as Excel counts them: what is no day is no day, and nothing is a day off."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.exchange.reading import read_here
from tests.exchange.crafted import MAIN, RELATIONS, sheet, workbook

DAY = date(2025, 11, 24)
NONE = Fault("not a day")
_STYLES = f"""<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>
<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def read_as_day(folder: Path, serial: str, *, epoch_1904: bool = False) -> Value:
    """What a cell with this number and a format of a day comes in as."""
    cell = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c><c r="B1"><v>1</v></c></row>'
    properties = '<workbookPr date1904="1"/>' if epoch_1904 else ""
    path = workbook(folder / "whole.xlsx", sheet(cell), properties=properties)
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    styles = f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", styles.encode())
    with zipfile.ZipFile(folder / "a.xlsx", "w") as package:
        for name, data in (parts | {"xl/styles.xml": _STYLES.encode()}).items():
            package.writestr(name, data)
    return read_here(folder / "a.xlsx", day=DAY).grids[0].rows[0][0]


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("0.5", time(12)),
        ("1", NONE),
        ("59", NONE),
        ("60", NONE),
        ("60.5", NONE),
        ("61", date(1900, 3, 1)),
        ("45678", date(2025, 1, 21)),
        ("45678.5", datetime.fromisoformat("2025-01-21T12:00")),
        ("45678.999999988", date(2025, 1, 22)),
        ("45678.99999", datetime.fromisoformat("2025-01-21T23:59:59")),
        ("2958465", date(9999, 12, 31)),
        ("2958465.9999999", NONE),
    ],
)
def test_a_number_that_is_shown_as_a_day_is_that_day_or_none(
    tmp_path: Path, serial: str, value: Value
) -> None:
    assert read_as_day(tmp_path, serial) == value


@pytest.mark.parametrize("serial", ["0", "-1", "-0.5", "2958466", "1E10"])
def test_a_number_beyond_the_days_of_excel_never_becomes_a_day(tmp_path: Path, serial: str) -> None:
    assert not isinstance(read_as_day(tmp_path, serial), date)


def test_in_a_workbook_of_1904_the_same_number_is_four_years_later(tmp_path: Path) -> None:
    assert read_as_day(tmp_path, "45678", epoch_1904=True) == date(2029, 1, 22)
    assert read_as_day(tmp_path, "1", epoch_1904=True) == date(1904, 1, 2)
