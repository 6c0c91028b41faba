"""A ruined ID is one that a spreadsheet took for a number: its last digits are zeros, or those in front are gone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from csdesk.domain.imports.cells.grid import LOST_ZEROS, MANY_DIGITS, Value, letter
from csdesk.domain.phrases import first_of
from csdesk.exchange.blocks import blocks_of

_SHOWN = 12
_DIGITS = 15
"""How many digits Excel keeps of a number."""
BIG = 10**_DIGITS
"""From here on a whole number has more digits than that."""
_LOOK = 12
"""How many rows from the top may hold the header of a column of IDs."""
_ID = re.compile(
    r"\b(ids?|uid|guid|number|nummer|no|nr|num|code|key|zip|postcode|postal|plz|ean|sku|vat|iban|account|konto|external|ext"
    r"|refs?|reference|referenz|referencia|refer[eê]ncia|r[eé]f[eé]rence|kennung"
    r"|n[uú]mero|num[eé]ro|c[oó]digo|cuenta|compte)\b",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d[.,]\d+E\+?(1[1-9]|[2-9]\d)", re.IGNORECASE)
"""An ID of twelve digits or more, as Excel shows it in a narrow column and saves it as CSV."""
_ENOUGH, _MOST = 5, 0.7
"""From how many IDs on, and which share of them of one length, the shorter ones are noticed."""


@dataclass(slots=True)
class _Places:
    """Rows, the first of them by their numbers."""

    first: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, row: int) -> None:
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(row)

    def __str__(self) -> str:
        return first_of([str(r + 1) for r in self.first], self.count)


@dataclass(slots=True)
class _Column:
    """What is known so far of a column that is headed as one of IDs."""

    header: str
    below: int
    cells: int = 0
    by_length: dict[int, _Places] = field(default_factory=dict)
    largest: str = ""
    zeros_in_front: bool = False
    shortened: _Places = field(default_factory=_Places)
    cut: _Places = field(default_factory=_Places)
    whole: int = 0
    """IDs of more digits than Excel keeps that end otherwise."""

    def see(self, first: int, cells: Sequence[Value]) -> None:
        """The cells of rows from a number on; those above and beside the header say nothing."""
        for row, value in enumerate(cells, first):
            if value is None or row < self.below or type(value) is bool:
                continue
            text = (value if type(value) is str else str(value)).strip()
            self.cells += 1
            if text[:1].isdigit():
                self._note(row, text)

    def _note(self, row: int, text: str) -> None:
        """A text that begins with a digit."""
        if not (text.isascii() and text.isdigit()):
            if _SHORTENED.fullmatch(text):
                self.shortened.add(row)
            return
        if len(text) > _DIGITS:
            if _ends_in_zeros(text):
                self.cut.add(row)
            else:
                self.whole += 1
            return
        self.by_length.setdefault(len(text), _Places()).add(row)
        self.zeros_in_front |= text.startswith("0")
        self.largest = max(self.largest, text, key=lambda t: (len(t), t))


class RuinedIds:
    """Sees a sheet block by block, and says at its end which columns hold IDs that have lost digits."""

    def __init__(self) -> None:
        self._cut: dict[int, _Places] = {}
        self._columns: dict[int, _Column] = {}

    def look(self, first: int, columns: Sequence[Sequence[Value]]) -> None:
        """Rows from a number on of which one has a number of very many digits."""
        for at, cells in enumerate(columns):
            for number, value in enumerate(cells, first):
                if type(value) is int and (value >= BIG or value <= -BIG):
                    self._cut.setdefault(at, _Places()).add(number)

    def see(self, first: int, columns: Sequence[Sequence[Value]]) -> None:
        """Any rows, from a number on."""
        for number in range(first, min(_LOOK, first + len(columns[0]))):
            self._headers(number, [cells[number - first] for cells in columns])
        for at, column in self._columns.items():
            column.see(first, columns[at] if at < len(columns) else ())

    def _headers(self, number: int, row: Sequence[Value]) -> None:
        for at, value in enumerate(row):
            heads = isinstance(value, str) and len(value) < 60 and _ID.search(value.replace("_", " "))
            if heads and at not in self._columns:
                self._columns[at] = _Column(str(value).strip()[:40], number + 1)

    def notes(self) -> list[str]:
        """A note for each such column, with its rows."""
        notes = [_cut(at, str(self._cut[at])) for at in sorted(self._cut)]
        for at, column in sorted(self._columns.items()):
            if at not in self._cut:
                notes += _shortened(at, column)
            notes += _without_zeros(at, column)
        return notes


def notes_of(rows: Iterable[Sequence[Value]]) -> list[str]:
    """The notes on a whole sheet."""
    ids, at = RuinedIds(), 0
    for block in blocks_of(rows):
        if block.columns:
            ids.see(at, block.columns)
        at += block.height
    return ids.notes()


def _ends_in_zeros(digits: str) -> bool:
    return len(digits) > _DIGITS and not digits[_DIGITS:].strip("0")


def _cut(column: int, rows: str) -> str:
    return (
        f"column {letter(column)} {MANY_DIGITS}, of which a spreadsheet keeps no more: "
        f"as IDs they are ruined, format the column as text in the source; rows {rows}"
    )


def _shortened(at: int, column: _Column) -> list[str]:
    """IDs in a text table that went through Excel: 1.23457E+17, or zeros at the end of all of them."""
    if column.cut.count > 1 and not column.whole:
        return [_cut(at, str(column.cut))]
    return [_cut(at, str(column.shortened))] if column.shortened.count else []


def _without_zeros(at: int, column: _Column) -> list[str]:
    """Whole numbers shorter than nearly all others of their column, and far apart: no running numbers."""
    numbers = sum(places.count for places in column.by_length.values())
    if numbers < _ENOUGH or numbers < 0.9 * column.cells or column.zeros_in_front:
        return []
    length = max(column.by_length)
    sparse = int(column.largest) > 50 * numbers
    if length < 4 or not sparse or not _MOST * numbers <= column.by_length[length].count < numbers:
        return []
    short = _Places()
    for row in sorted(r for n, places in column.by_length.items() if n < length for r in places.first):
        short.add(row)
    short.count = numbers - column.by_length[length].count
    said = f"column {letter(at)} ({column.header}) looks like IDs of {length} digits, {LOST_ZEROS}: "
    return [f"{said}compare them with the source; rows {short}"]
