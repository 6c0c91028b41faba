"""Odd cells of one workbook, saved by LibreOffice as .xlsx, .xls and .ods, counting from 1900 and from 1904."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.imports.cells.grid import Fault, Grid, Value
from csdesk.exchange.reading import read_here

KEPT = Path(__file__).parent / "kept"
MARCH = date(2025, 3, 31)
NONE = Fault("not a day")
ODD: dict[str, Value] = {
    "a day": MARCH,
    "a day as Germans write it": MARCH,
    "a day as Japanese write it": MARCH,
    "a month": date(2025, 3, 1),
    "a leap day": date(2024, 2, 29),
    "a moment": datetime.fromisoformat("2025-03-31T14:30:00"),
    "a midnight": MARCH,
    "a time": time(14, 30),
    "more than a day": "26:30:00",
    "a share": Decimal("0.125"),
    "not there": Fault("#N/A"),
    "gone": Fault("#REF!"),
    "a text of digits": "00123",
    "a text of an amount": "1,234.50",
    "a sum": 3,
    "a text of a formula": "ab",
    "a formula that says nothing": None,
    "a day of a formula": MARCH,
    "two lines": "one\ntwo",
    "a tab": "one\ttwo  three",
    "bold in the middle": "plain bold end",
    "a comment": "noted",
    "euros": Decimal("1234.5"),
    "dollars": Decimal("1234.5"),
    "thousands": 1234500,
    "below zero": -12,
    "shown as nothing": 7,
    "signs": "Zürich ☎ 日本 🎉",
    "only spaces": None,
}
FROM_1900 = ODD | {
    "the leap day of 1900": NONE,
    "the day after it": date(1900, 3, 1),
    "the first day": NONE,
    "the last day": date(9999, 12, 31),
}


def read_kept(name: str) -> tuple[Grid, dict[Value, Value]]:
    (grid,) = read_here(KEPT / name, day=date(2026, 11, 23)).grids
    return grid, {row[0]: row[1] if len(row) > 1 else None for row in grid.rows if row}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(("name", "cells"), [("odd", FROM_1900), ("odd_1904", ODD)])
def test_an_odd_cell_is_the_same_value_in_every_kind(name: str, cells: dict[str, Value], kind: str) -> None:
    _, got = read_kept(f"{name}.{kind}")
    assert {k: (type(v), v) for k, v in got.items()} == {k: (type(v), v) for k, v in cells.items()}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_comment_is_told_in_every_kind_and_a_formula_that_says_nothing_is_calculated(kind: str) -> None:
    grid, _ = read_kept(f"odd.{kind}")
    (said,) = grid.notes
    assert said == "1 cell has a comment, which is not read: B26"
