"""An .xlsb workbook made by hand for tests: records of a kind, a length and a body."""

import struct
import zipfile
from pathlib import Path

from tests.exchange.crafted import PACKAGE, RELATIONS

_TYPES = f'''<Types xmlns="{PACKAGE}/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'''


def relations(kind: str, target: str) -> str:
    """The relations of a part that has one."""
    one = f'<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'


def record(kind: int, body: bytes = b"") -> bytes:
    """One record."""
    return _number(kind) + _number(len(body)) + body


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def row(number: int, *, hidden: bool = False) -> bytes:
    """The head of a row."""
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def text(column: int, words: str) -> bytes:
    """A cell with a text of its own."""
    return record(6, struct.pack("<II", column, 0) + wide(words))


def number(column: int, value: float) -> bytes:
    """A cell with a number."""
    return record(5, struct.pack("<IId", column, 0, value))


def error(column: int, code: int) -> bytes:
    """A cell with an error."""
    return record(3, struct.pack("<IIB", column, 0, code))


def wide(words: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def hidden_column(number: int) -> bytes:
    """The record of a column that is not shown."""
    return record(390) + record(60, struct.pack("<IIIIH", number, number, 2560, 0, 1)) + record(391)


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """A merged area, after the cells."""
    body = struct.pack("<IIII", top, bottom, left, right)
    return record(177, struct.pack("<I", 1)) + record(176, body) + record(178)


def comment(row: int, column: int) -> bytes:
    """The record of a comment on a cell."""
    return record(635, struct.pack("<5I", 0, row, row, column, column) + bytes(16))


def workbook(
    path: Path, cells: bytes, *, before: bytes = b"", after: bytes = b"", comments: bytes = b""
) -> Path:
    """A workbook of one sheet, whose records are given."""
    tab = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Customers"))
    size = record(148, struct.pack("<IIII", 0, 99, 0, 20))
    sheet = record(129) + size + before + record(145) + cells + record(146) + after + record(130)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations("officeDocument", "xl/workbook.bin"),
        "xl/workbook.bin": record(131) + record(143) + tab + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": relations("worksheet", "worksheets/sheet1.bin"),
        "xl/worksheets/sheet1.bin": sheet,
    }
    if comments:
        parts["xl/comments1.bin"] = comments
        parts["xl/worksheets/_rels/sheet1.bin.rels"] = relations("comments", "../comments1.bin")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path
