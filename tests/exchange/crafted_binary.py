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


def number(column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(5, struct.pack("<IId", column, style, value))


def blank(column: int, style: int) -> bytes:
    """An empty cell."""
    return record(1, struct.pack("<II", column, style))


def styles(formats: dict[int, str], fills: list[bytes], of_cells: list[tuple[int, int]]) -> bytes:
    """The styles: formats by number, fills, and of each style its format and its fill; those of styles come before."""
    texts = b"".join(record(44, struct.pack("<H", at) + wide(text)) for at, text in formats.items())
    painted = b"".join(record(45, fill.ljust(68, b"\0")) for fill in fills)
    cells = b"".join(record(47, struct.pack("<8H", 0, one, 0, fill, 0, 0, 0, 0)) for one, fill in of_cells)
    above = record(626) + record(47, struct.pack("<8H", 0xFFFF, 0, 0, 1, 0, 0, 0, 0)) + record(627)
    counts = [struct.pack("<I", len(many)) for many in (formats, fills, of_cells)]
    parts = (record(615, counts[0]), texts, record(616), record(603, counts[1]), painted, record(604), above)
    return record(278) + b"".join(parts) + record(617, counts[2]) + cells + record(618) + record(279)


def fill(pattern: int, kind: int, number: int = 0, tint: float = 0, rgb: str = "000000") -> bytes:
    """A fill by its pattern and the kind of its colour: 1 by a number, 2 by its digits, 3 of the theme."""
    return (
        struct.pack("<IBBh", pattern, kind << 1 | 1, number, round(tint * 32767))
        + bytes.fromhex(rgb)
        + b"\xff"
    )


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
    path: Path,
    cells: bytes,
    *,
    before: bytes = b"",
    after: bytes = b"",
    comments: bytes = b"",
    styles: bytes = b"",
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
    if styles:
        both = str(parts["xl/_rels/workbook.bin.rels"]).replace(
            "</R", f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.bin"/></R'
        )
        parts |= {"xl/styles.bin": styles, "xl/_rels/workbook.bin.rels": both}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path
