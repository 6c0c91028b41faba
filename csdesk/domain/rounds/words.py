"""Words are what a field says on a sheet, as text; what its column holds says how a program shows the text."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from csdesk.domain.fields import Field, Kind
from csdesk.domain.money import amount_text
from csdesk.domain.values import dataclass

Plain = str | int | float | None
"""A cell of a row as it stands in the book's file; a reference is the id of its row."""
Shown = Mapping[str, str]
"""Id → what a sheet calls the row."""
LONGEST, MOST_LINES = 32_767, 253
"""How many UTF-16 units and line ends a cell of a workbook may have."""
BASELINE_SHEET, LISTS_SHEET = "csdesk baseline", "csdesk lists"
"""Hidden sheets of a workbook that hold no rows of the book."""
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CUT = " … ({:,} characters cut)"


class Holds(StrEnum):
    """What the cells of a column are, for the program that opens the file."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    """Date and time, UTC."""


_HOLDS = {
    Kind.WHOLE: Holds.NUMBER,
    Kind.NUMBER: Holds.NUMBER,
    Kind.EXACT: Holds.NUMBER,
    Kind.MONEY: Holds.NUMBER,
    Kind.DAY: Holds.DAY,
    Kind.INSTANT: Holds.MOMENT,
}


def holds(field: Field) -> Holds:
    """What the column of a field holds."""
    return _HOLDS.get(field.kind, Holds.TEXT)


@dataclass(frozen=True, slots=True)
class Telling:
    """What telling cells in words needs beside them: what rows are called, by table."""

    names: Mapping[str, Shown]

    def column(
        self, field: Field, cells: Sequence[Plain], currencies: Sequence[str] | None = None
    ) -> list[str | None]:
        """A column in words; None for what is not known. Amounts need the currency of each row."""
        if field.kind is Kind.MONEY:
            assert currencies is not None
            return [
                None if cell is None else amount_text(int(cell), code)
                for cell, code in zip(cells, currencies, strict=True)
            ]
        tell = self._teller(field)
        if tell is None:
            return [str(cell) if cell is not None and cell != "" else None for cell in cells]
        return [None if cell is None else tell(cell) for cell in cells]

    def _teller(self, field: Field) -> Callable[[Plain], str | None] | None:
        names = self.names.get(field.refers or "", {})
        if field.kind is Kind.REFERENCE:
            return lambda cell: names.get(str(cell), str(cell))
        if field.kind is Kind.REFERENCES:
            return lambda cell: ", ".join(names.get(uid, uid) for uid in json.loads(str(cell))) or None
        if field.kind is Kind.CHOICES:
            return lambda cell: ", ".join(json.loads(str(cell))) or None
        if field.kind is Kind.YES_NO:
            return lambda cell: "yes" if cell else "no"
        return _number if field.kind is Kind.NUMBER else None


def _number(cell: Plain) -> str:
    """A measurement with all its digits: 5, 0.1, 1e+22."""
    return repr(float(cell or 0)).removesuffix(".0")


def fitting(text: str) -> str:
    """The text that a cell can hold; what was cut says how much."""
    plain = cleaned(text)
    lines = plain.split("\n")
    short = "\n".join(lines[: MOST_LINES + 1])
    if len(lines) <= MOST_LINES + 1 and (len(plain) <= LONGEST // 2 or _units(plain) <= LONGEST):
        return plain
    room = LONGEST - len(_CUT.format(len(plain)))
    kept = short.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + _CUT.format(len(plain) - len(kept))


def is_cut(text: str) -> bool:
    """Whether a cell holds only the beginning of a text."""
    return fitting(text) != cleaned(text)


def cleaned(text: str) -> str:
    """The text without what no file can hold: control characters, halves of characters; lines end with a line feed."""
    if text.isprintable():
        return text
    return _BAD.sub(_instead, text.replace("\r\n", "\n").replace("\r", "\n"))


def _instead(found: re.Match[str]) -> str:
    return "" if found.group() < "\x80" else "\ufffd"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
