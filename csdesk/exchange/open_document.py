"""An OpenDocument sheet, looked at for what the fast reader cannot tell: errors, lengths of time, hidden places."""

import re
import zipfile
from datetime import timedelta
from typing import Any

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Fault, Value
from csdesk.exchange.cells import value_of
from csdesk.exchange.findings import COLUMNS, MOST, ROWS, Findings
from csdesk.exchange.hues import hue_of
from csdesk.exchange.package import chunks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FILL = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}background-color"
_FILLED = re.compile(rb'background-color="#([0-9A-Fa-f]{6})"')
_HIDDEN = {"collapse", "filter"}
_ERROR = ("#", "Err:")
_SIGNS = (
    b"formula",
    b"error",
    b"visibility",
    b"-spanned",
    b"annotation",
    b"time-value",
    b"office:currency",
    b":tab/",
    b":line-break",
    b"\x00",
)
"""One of these stands in every document with something to find, or it is in UTF-16."""


def inspect(package: zipfile.ZipFile, where: str) -> dict[str, Findings]:
    """What stands on each sheet besides values, by the sheet's name. Raises: WorkbookDamaged.

    A document that has nothing of it is not parsed at all.
    """
    pieces = chunks(package, package.getinfo("content.xml"), where)
    if not any(_telling(tail + chunk) for chunk, tail in pieces):
        return {}
    return _parsed(package, where)


def _telling(piece: bytes) -> bool:
    return any(sign in piece for sign in _SIGNS) or any(
        hue_of(m[1].decode()) for m in _FILLED.finditer(piece)
    )


def _parsed(package: zipfile.ZipFile, where: str) -> dict[str, Findings]:
    from lxml import etree

    found: dict[str, Findings] = {}
    tags = [_STYLE + "style", *(_TABLE + tag for tag in ("table", "table-column", "table-row"))]
    try:
        with package.open("content.xml") as file:
            walk = _Walk(found)
            for event, element in etree.iterparse(
                file,
                events=("start", "end"),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            ):
                walk.step(event, element)
    except (etree.LxmlError, ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
        raise WorkbookDamaged(where=where, reason="content.xml is not whole") from error
    return found


class _Walk:
    """Keeps the place on the sheet: rows, columns and cells may stand for many."""

    def __init__(self, found: dict[str, Findings]) -> None:
        self._found = found
        self._here = Findings()
        self._row = self._column = 0
        self._depth = 0
        self._tells = _question()
        self._hues: dict[str, str] = {}
        """The styles that fill cells in red, amber or green."""
        self._filled: list[tuple[int, int, str]] = []
        """From which to which columns cells without a style of their own are filled."""
        self._width = 0
        """Up to which column something stood so far: a row may be filled to the end of the sheet."""

    def step(self, event: str, element: Any) -> None:
        """The beginning of a table, or the end of a column or row."""
        if element.tag == _STYLE + "style":
            self._at_style(event, element)
        elif element.tag == _TABLE + "table":
            self._table(event, element)
        elif event == "end" and self._depth == 1:
            if element.tag == _TABLE + "table-column":
                self._at_column(element)
            else:
                self._at_row(element)
                element.clear()

    def _table(self, event: str, element: Any) -> None:
        """A table inside a cell is none of the workbook's sheets."""
        self._depth += 1 if event == "start" else -1
        if event == "start" and self._depth == 1:
            self._here, self._row, self._column = Findings(), 0, 0
            self._filled, self._width = [], 0
            self._found[str(element.get(_TABLE + "name"))] = self._here

    def _at_column(self, element: Any) -> None:
        count = _count(element, _TABLE + "number-columns-repeated", COLUMNS)
        if element.get(_TABLE + "visibility") in _HIDDEN:
            self._here.hide_columns(self._column, count)
        if hue := self._hues.get(element.get(_TABLE + "default-cell-style-name")):
            self._filled.append((self._column, self._column + count, hue))
        self._column += count

    def _at_style(self, event: str, element: Any) -> None:
        properties = element.find(_STYLE + "table-cell-properties") if event == "end" else None
        if properties is not None and (hue := hue_of(properties.get(_FILL, "").removeprefix("#"))):
            self._hues[str(element.get(_STYLE + "name"))] = hue

    def _at_row(self, element: Any) -> None:
        count = _count(element, _TABLE + "number-rows-repeated", ROWS)
        visibility = element.get(_TABLE + "visibility")
        if visibility in _HIDDEN:
            self._here.hide_rows(self._row, count)
            self._here.filtered |= visibility == "filter"
        if self._tells(element):
            self._at_cells(element, count)
        if self._hues:
            self._at_colours(element, self._row + count - 1)
        self._row += count

    def _at_colours(self, row: Any, last: int) -> None:
        """The fills of the cells of a row, which may stand for several down to a last one."""
        column, own = 0, row.get(_TABLE + "default-cell-style-name")
        spans: list[tuple[int, int, str]] = []
        for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            style = cell.get(_TABLE + "style-name", own)
            after = column + _count(cell, _TABLE + "number-columns-repeated", COLUMNS)
            if len(cell):
                self._width = max(self._width, after)
            if style is None:
                spans += [(max(first, column), min(end, after), hue) for first, end, hue in self._filled]
            elif hue := self._hues.get(style):
                spans.append((column, after, hue))
            column = after
        for first, end, hue in spans:
            for at in range(first, min(end, self._width)):
                self._here.coloured.add(self._row, at, hue, last)

    def _at_cells(self, element: Any, rows: int) -> None:
        column = 0
        for cell in element.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._at_cell(cell, column, rows)
            column += _count(cell, _TABLE + "number-columns-repeated", COLUMNS)

    def _at_cell(self, cell: Any, column: int, rows: int) -> None:
        down, across = (_count(cell, _TABLE + f"number-{way}-spanned", ROWS) for way in ("rows", "columns"))
        if (down > 1 or across > 1) and len(self._here.merged) < MOST:
            self._here.merged.append((self._row, column, self._row + down - 1, column + across - 1))
        if cell.find(_OFFICE + "annotation") is not None and len(self._here.comments) < MOST:
            self._here.comments.append((self._row, column))
        if currency := cell.get(_OFFICE + "currency"):
            for n in range(column, column + _count(cell, _TABLE + "number-columns-repeated", COLUMNS)):
                self._here.shown.add(self._row, n, currency, self._row + rows - 1)
        fault = _fault(cell)
        if fault is not None:
            self._here.faults[self._row, column] = fault
        elif (value := _value(cell)) is not None:
            across = _count(cell, _TABLE + "number-columns-repeated", COLUMNS)
            self._here.values |= {(self._row, n): value for n in range(column, column + across)}


def _question() -> Any:
    """A compiled question: whether a row has anything to look at in a cell; most have nothing."""
    from lxml import etree

    signs = "@t:formula or @c:value-type='error' or @t:number-rows-spanned or @t:number-columns-spanned or o:annotation"
    signs += " or @o:time-value or @o:currency or x:p//x:tab or x:p//x:line-break"
    spaces = {"t": _TABLE[1:-1], "c": _CALC[1:-1], "o": _OFFICE[1:-1], "x": _TEXT[1:-1]}
    return etree.XPath(f"boolean(*[{signs}])", namespaces=spaces)


def _fault(cell: Any) -> Fault | None:
    if cell.get(_CALC + "value-type") == "error":
        return Fault(_words(cell) or "error")
    if cell.get(_TABLE + "formula") is None:
        return None
    words = _words(cell)
    if words.startswith(_ERROR) and cell.get(_OFFICE + "value-type") in {None, "string"}:
        return Fault(words)
    bare = cell.get(_OFFICE + "value-type") is None and cell.find(_TEXT + "p") is None
    return Fault(NOT_CALCULATED) if bare else None


def _value(cell: Any) -> Value:
    """A length of time that no clock shows, or a text with a tab or a line's end; None for any other cell."""
    length = _LENGTH.fullmatch(cell.get(_OFFICE + "time-value", ""))
    if length:
        sign, *parts = length.groups("0")
        days, hours, minutes, seconds = map(float, parts)
        lasts = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        on_a_clock = not sign and lasts < timedelta(days=1)
        return None if on_a_clock else value_of(-lasts if sign else lasts)
    if cell.get(_OFFICE + "value-type") != "string" or cell.get(_OFFICE + "string-value") is not None:
        return None
    told = next(cell.iter(*_SHOWN), None) is None
    return None if told else value_of("\n".join(map(_text, cell.iterchildren(_TEXT + "p"))))


_LENGTH = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d*)?)S)?)?")


def _text(element: Any) -> str:
    """The text of a paragraph or a part of it, as a person sees it."""
    inside = [element.text or ""]
    for child in element:
        tag = str(child.tag)
        spaces = _count(child, _TEXT + "c", 1000) if tag == _TEXT + "s" else 0
        inside += [_SHOWN.get(tag) or " " * spaces or _text(child), child.tail or ""]
    return "".join(inside)


_SHOWN = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}


def _words(cell: Any) -> str:
    return "".join(cell.itertext(_TEXT + "p")).strip()[:40]


def _count(element: Any, name: str, most: int) -> int:
    text = element.get(name, "1")
    return min(int(text), most) if text.isascii() and text.isdigit() else 1
