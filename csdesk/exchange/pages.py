"""A page is a sheet of a workbook going out whose cells are written in bulk: many times faster than one by one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from csdesk.domain.imports.cells.grid import letter
from csdesk.domain.rounds.words import Holds, fitting
from csdesk.exchange.tables_out import Column

_CHUNK = 1_000
_ODD = re.compile("[&<>\n\t]|_x[0-9A-Fa-f]{4}_|^\\s|\\s$")
_ESCAPE = re.compile("_(x[0-9A-Fa-f]{4}_)")
_FIRST_SERIAL = date(1900, 3, 1).toordinal()
"""Before it, Excel counts a day that never was."""
_EPOCH = date(1899, 12, 30).toordinal()
_DIGITS = 15


class Page(Worksheet):  # type: ignore[misc]
    """A worksheet with a header row and a body of columns, which is written when the file is put together."""

    columns: Sequence[Column]
    cells: Sequence[Sequence[str | None]]
    styles: Sequence[Any]
    rows: int
    dim_rowmax: int

    def fill(
        self, columns: Sequence[Column], cells: Sequence[Sequence[str | None]], styles: Sequence[Any]
    ) -> None:
        """Give the page its columns; `styles` are the formats of their cells, or None."""
        self.columns, self.cells, self.styles = columns, cells, styles
        self.rows = len(cells[0]) if cells else 0
        self._check_dimensions(max(self.rows, 1), max(len(columns) - 1, 0))

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        last, self.dim_rowmax = self.dim_rowmax, 0
        self._write_rows()
        self.dim_rowmax = last
        styles = [f' s="{s._get_xf_index()}"' if s else "" for s in self.styles]  # noqa: SLF001 (XlsxWriter's own)
        for piece in body(self.columns, self.cells, styles, self.rows):
            self.fh.write(piece)
        self._xml_end_tag("sheetData")


def body(
    columns: Sequence[Column], cells: Sequence[Sequence[str | None]], styles: Sequence[str], rows: int
) -> Iterator[str]:
    """The rows below the header as XML, many at a time."""
    pens = [
        _Pen(c.holds, letter(at), style) for at, (c, style) in enumerate(zip(columns, styles, strict=True))
    ]
    for start in range(0, rows, _CHUNK):
        numbers = range(start + 2, min(start + _CHUNK, rows) + 2)
        parts = [
            pen.drawn(some[start : start + _CHUNK], numbers) for pen, some in zip(pens, cells, strict=True)
        ]
        heads = [f'<row r="{n}">' for n in numbers]
        tails = ["</row>"] * len(numbers)
        yield "".join(map("".join, zip(heads, *parts, tails, strict=True)))


class _Pen:
    """Writes the cells of one column; days come again and again, and are reckoned once."""

    def __init__(self, holds: Holds, letter: str, style: str) -> None:
        self._text, self._start, self._style = holds is Holds.TEXT, f'<c r="{letter}', style
        self._value: _Values = _VALUES.get(holds, _Values)()

    def drawn(self, cells: Sequence[str | None], numbers: range) -> list[str]:
        """The cells as XML, empty ones as nothing."""
        start = self._start
        if self._text:
            words = f'" t="inlineStr"{self._style}><is>'
            return [
                f"{start}{n}{words}{text_tag(cell)}</is></c>" if cell else ""
                for cell, n in zip(cells, numbers, strict=True)
            ]
        known = self._value
        plain, style = f'"{self._style}><v>', f'"{self._style}'
        return [
            ""
            if cell is None
            else f"{start}{n}{plain}{value}</v></c>"
            if (value := known[cell])
            else f'{start}{n}" t="inlineStr"{style[1:]}><is>{text_tag(cell)}</is></c>'
            for cell, n in zip(cells, numbers, strict=True)
        ]


class _Values(dict[str, str]):
    """Words with the number that stands for them in a cell; empty for those that stay text."""

    def __missing__(self, words: str) -> str:
        found = self.of(words)
        if len(self) < 1 << 16:
            self[words] = found
        return found

    def of(self, words: str) -> str:
        """A number that a program keeps with all its digits."""
        if len(words) <= _DIGITS and words.replace(".", "", 1).isdecimal() and words.isascii():
            return words
        try:
            number = Decimal(words)
        except InvalidOperation:
            return ""
        exact = number.is_finite() and len(number.normalize().as_tuple().digits) <= _DIGITS
        return words if exact or (number.is_finite() and repr(float(words)) == words) else ""


class _Days(_Values):
    def of(self, words: str) -> str:
        """The serial number of a day."""
        try:
            day = date.fromisoformat(words).toordinal()
        except ValueError:
            return ""
        return str(day - _EPOCH) if day >= _FIRST_SERIAL else ""


class _Moments(_Values):
    def of(self, words: str) -> str:
        """The serial number of a moment, UTC, to the second."""
        try:
            moment = datetime.fromisoformat(words)
        except ValueError:
            return ""
        day = moment.toordinal()
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return f"{day - _EPOCH + seconds / 86400!r}" if day >= _FIRST_SERIAL else ""


_VALUES: dict[Holds, type[_Values]] = {Holds.DAY: _Days, Holds.MOMENT: _Moments}


def text_tag(text: str) -> str:
    """A text as XML: what has a meaning there is escaped, spaces at its ends are kept."""
    if not text.isprintable() or len(text) > 10_000:
        text = fitting(text)
    if not _ODD.search(text):
        return f"<t>{text}</t>"
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "\n" in text else ""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    literal = _ESCAPE.sub(r"_x005F_\1", plain)
    return f"<t{kept}>{literal}</t>"
