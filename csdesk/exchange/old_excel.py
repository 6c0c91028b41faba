"""An .xls workbook is a stream of records; those that the fast reader passes over are looked at here."""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from csdesk.domain.imports.cells.grid import Fault
from csdesk.exchange.binary_sheets import ERRORS
from csdesk.exchange.cell_styles import Styles, by_style
from csdesk.exchange.findings import MOST, Findings
from csdesk.exchange.hues import INDEXED, hue_of
from csdesk.exchange.whole import Whole

_BEGIN, _END = {0x0809, 0x0409, 0x0209}, 0x000A
_SHEET, _OUTSIDE, _SOURCE, _LOCKED = 0x0085, 0x01AE, 0x0876, 0x002F
_ROW, _COLUMN, _FORMULA, _TRUTH_OR_ERROR, _FILTERED = 0x0208, 0x007D, 0x0006, 0x0205, 0x009B
_COMMENT = 0x001C
_FORMAT, _STYLE, _PALETTE, _NUMBER, _SHORT, _SHORTS = 0x041E, 0x00E0, 0x0092, 0x0203, 0x027E, 0x00BD
_AMOUNTS = frozenset({_NUMBER, _SHORT, _SHORTS, _FORMULA})
_BLANK, _BLANKS, _TEXT, _SHARED_TEXT = 0x0201, 0x00BE, 0x0204, 0x00FD
_CELLS = _AMOUNTS | {_BLANK, _BLANKS, _TEXT, _SHARED_TEXT, _TRUTH_OR_ERROR}
_SEVERAL = {_SHORTS: 6, _BLANKS: 2}
"""Records of several cells of a row, and how many bytes each takes."""
_OF_EXCEL_97, _SOLID = 20, 1
_MACRO_SHEET = 1


@dataclass(slots=True)
class OldBook:
    """What an .xls workbook holds besides values: findings by the number of the sheet, and what is never touched."""

    findings: list[Findings] = field(default_factory=list)
    macros: bool = False
    locked: bool = False
    outside: list[str] = field(default_factory=list)
    embedded: int = 0
    sources: int = 0


def look(whole: Whole) -> OldBook:
    """Look through the file; what is damaged there is for the reader of values to say."""
    found = OldBook()
    stream = _stream(whole, found)
    sheets: list[int] = []
    codes: dict[int, str] = {}
    formats: list[int] = []
    fills: list[int | None] = []
    colours: Sequence[str] = INDEXED
    for kind, body, _ in _records(stream, 0):
        if kind == _SHEET and len(body) > 6:
            sheets.append(struct.unpack_from("<I", body)[0])
            found.macros |= body[5] == _MACRO_SHEET
        elif kind == _OUTSIDE:
            found.outside += _file_outside(body)
        elif kind == _LOCKED:
            found.locked = True
        elif kind == _FORMAT and len(body) > 5:
            codes[int.from_bytes(body[:2], "little")] = _text(body, 2)
        elif kind == _STYLE:
            formats.append(int.from_bytes(body[2:4], "little"))
            fills.append(_fill(body))
        elif kind == _PALETTE:
            own = [body[at : at + 3].hex() for at in range(2, len(body) - 3, 4)]
            colours = (*INDEXED[:8], *own)
        found.sources += kind == _SOURCE
    hues = [hue_of(colours[at]) if at is not None and at < len(colours) else None for at in fills]
    styles = by_style(formats, codes, hues)
    found.findings = [Findings() if found.locked else _sheet(stream, at, styles) for at in sheets]
    return found


BROKEN = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    struct.error,
)
"""What a damaged file of streams raises, in Python's own words."""


def _stream(whole: Whole, found: OldBook) -> bytes:
    """The stream of records; empty where there is none that can be followed."""
    import olefile

    if not whole.head(8).startswith(olefile.MAGIC):
        with whole.open() as file:
            return file.read()
    try:
        with whole.open() as file, olefile.OleFileIO(file) as ole:
            names = ole.listdir(streams=True, storages=True)
            found.macros = any(n[0].upper().startswith(("_VBA_PROJECT", "MACROS")) for n in names)
            found.embedded = len({n[0] for n in names if n[0].upper().startswith("MBD")})
            name = next((n for n in ("Workbook", "Book") if ole.exists(n)), None)
            return bytes(ole.openstream(name).read()) if name else b""
    except BROKEN:
        return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """Kind, body and end of each record from there to the end of its part; a part inside it is passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind in _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at : at + length], at + length
        at += length


def _sheet(stream: bytes, at: int, styles: Styles) -> Findings:
    found = Findings()
    for kind, body, _ in _records(stream, at):
        if styles and kind in _CELLS:
            _show(found, kind, body, styles)
        if kind in {_TRUTH_OR_ERROR, _FORMULA} and len(body) >= 8:
            _at_cell(found, kind, body)
        elif kind == _ROW and len(body) >= 14 and body[12] & 0x20:
            found.hide_rows(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMN and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            found.hide_columns(first, min(last, 255) - first + 1)
        elif kind == _COMMENT and len(body) >= 4 and len(found.comments) < MOST:
            row, column = struct.unpack_from("<HH", body)
            found.comments.append((row, column))
        elif kind == _FILTERED:
            found.filtered = True
    return found


def _show(found: Findings, kind: int, body: bytes, styles: Styles) -> None:
    """What the style of a cell says by its looks; several of a row may stand together."""
    if len(body) < 6:
        return
    row, column = struct.unpack_from("<HH", body)
    wide = _SEVERAL.get(kind, 0)
    cells = range(4, len(body) - wide - 1, wide) if wide else (4,)
    for at_column, at in enumerate(cells, column):
        look = styles.get(str(int.from_bytes(body[at : at + 2], "little")))
        if look and look.hue:
            found.coloured.add(row, at_column, look.hue)
        if look and look.currency and kind in _AMOUNTS:
            found.shown.add(row, at_column, look.currency)


def _fill(body: bytes) -> int | None:
    """The number of the colour that a style fills its cells with; None for none, and for a pattern."""
    if len(body) < _OF_EXCEL_97 or body[17] >> 2 != _SOLID:
        return None
    return body[18] & 0x7F


def _at_cell(found: Findings, kind: int, body: bytes) -> None:
    """An error that stands there, or that a formula gave."""
    row, column = struct.unpack_from("<HH", body)
    if kind == _TRUTH_OR_ERROR and body[7]:
        found.faults[row, column] = Fault(ERRORS.get(body[6], "error"))
    elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        found.faults[row, column] = Fault(ERRORS.get(body[8], "error"))


def _text(body: bytes, at: int) -> str:
    count, wide = struct.unpack_from("<HB", body, at)
    raw = body[at + 3 : at + 3 + count * (2 if wide & 1 else 1)]
    return raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace")


def _file_outside(body: bytes) -> list[str]:
    """The name of the file that a workbook refers to; none for a reference to itself."""
    if len(body) < 6 or body[2:4] in {b"\x01\x04", b"\x01\x3a"}:
        return []
    text = _text(body, 2)
    steps = [s for s in re.split(r"[\x00-\x1f/\\]", text) if s.strip()]
    return steps[-1:]
