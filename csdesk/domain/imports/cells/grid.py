"""A grid is what a reader saw on one sheet: values only, row by row, exactly where they stood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from csdesk.domain.values import dataclass

NOT_CALCULATED = "formula not calculated"
"""What stands in a cell whose formula has no value in the file."""
MANY_DIGITS = "has numbers of more than 15 digits"
LOST_ZEROS = "some have lost zeros in front"
"""What is said of a column whose IDs a spreadsheet took for numbers."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds no value: an error such as #N/A, or a formula that was never calculated."""

    text: str


Value = str | bool | int | Decimal | date | datetime | time | Fault | None
"""A cell: a blank cell is None, a number with a fraction is an exact Decimal of its shortest text."""


Area = tuple[int, int, int, int]
"""Cells as first row, first column, last row, last column, counted from 0."""
Shown = tuple[int, int, int, str]
"""Cells that look alike, as first row, column, last row, counted from 0; and what that says: red, amber or green, or a
currency by its sign or code, with k or M behind it where amounts are shown in thousands or millions: *EUR k*, *k*."""
SHOWN_TIMES = {"k": 1000, "M": 1_000_000}
"""What is shown behind numbers that are not what they are shown as: 12 as *12 k€*; and by what that multiplies them."""


def shown_parts(said: str) -> tuple[str, str]:
    """The currency in which an amount is shown, and the k or M behind it; each may be empty."""
    currency, _, unit = said.partition(" ")
    return ("", currency) if currency in SHOWN_TIMES else (currency, unit)


@dataclass(frozen=True, slots=True)
class Colours:
    """The coloured cells of a sheet, and its legend: each hue once, with its word."""

    cells: tuple[Shown, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows[0][0]` is cell A1; rows may be of unequal length."""

    name: str
    rows: Sequence[tuple[Value, ...]]
    hidden: bool = False
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read: merged cells, cut columns, ignored macros."""
    hidden_rows: tuple[int, ...] = ()
    """Rows that the sheet does not show and that hold something, counted from 0."""
    filtered: bool = False
    """Whether a filter hides the rows."""
    merged: tuple[Area, ...] = ()
    """Cells that are shown as one; only the first holds the value."""
    shown: tuple[Shown, ...] = ()
    """Amounts that are shown with a currency, or in thousands or millions, which their cells do not hold."""
    coloured: tuple[Shown, ...] = ()
    """Cells that are filled in red, amber or green."""
    forms: tuple[str, ...] = ()
    """The sheets of which its rows are, one after another below the header, where it was made of several."""
    over: tuple[int, ...] = ()
    """Rows that hold the name of the sheet of which the rows below are, counted from 0."""


def letter(column: int) -> str:
    """The letters over a column, counted from 0: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read. `on` is the day it was last saved, from the file itself where it says so."""

    file: str
    sha256: str
    on: date
    grids: tuple[Grid, ...]
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def bare(self) -> "Source":
        """What is known of the file, without its sheets."""
        return replace(self, grids=())
