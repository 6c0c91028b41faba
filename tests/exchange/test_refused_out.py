"""Refused rows as a workbook: whatever the sheet was called, there is a file to mend."""

import io
from datetime import date

import openpyxl
import pytest

from csdesk.exchange.refused_out import RefusedSheet, refused_bytes

DAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("customers", "customers"),
        ("a" * 30 + "'b", "a" * 30),
        ("a" * 40, "a" * 31),
        ("\N{GRINNING FACE}" * 20, "\N{GRINNING FACE}" * 15),
        ("bad \udcff name\x01", "bad _ name_"),
        ("it's [all]: of/it", "it's _all__ of_it"),
        ("'", "Sheet"),
        ("", "Sheet"),
    ],
)
def test_a_sheet_gets_a_name_that_a_workbook_can_hold(name: str, called: str) -> None:
    sheet = RefusedSheet(name, ["Customer"], [(["Acme"], "No such day")])
    data = refused_bytes([sheet, sheet, sheet], why="Why", day=DAY)
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names[0] == called
    assert len({n.casefold() for n in names}) == 3
