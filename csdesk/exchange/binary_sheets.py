"""A sheet of an .xlsb workbook is a row of records; those that the fast reader passes over are looked at here."""

import struct
import zipfile
from collections.abc import Iterator, Mapping

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.cells.grid import Fault
from csdesk.exchange.cell_styles import Look, Styles
from csdesk.exchange.findings import COLUMNS, MOST, Findings
from csdesk.exchange.package import part_bytes
from csdesk.exchange.reasons import part_called

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
"""What Excel shows for the codes that both of its binary forms keep."""
_ROW, _CELL_ERROR, _FORMULA_ERROR, _COLUMN, _SHEET = 0, 3, 11, 60, 156
_FILTER, _MERGED = 163, 176
_CELLS, _AMOUNTS = frozenset(range(1, 12)), frozenset({2, 5, 9})
"""Records of cells; those of numbers, also short ones and those of formulas."""


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record, up to where the part ends or is damaged."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits to a byte, and where it ends; a record's kind keeps its bits as they are."""
    value = 0
    for step in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << 7 * step
        if not byte & 0x80:
            break
    return value, at


def sheet_ids(package: zipfile.ZipFile, part: str, where: str) -> dict[str, str]:
    """The relation that each sheet goes by, by the sheet's name. Raises: WorkbookDamaged."""
    found = {}
    for kind, body in records(part_bytes(package, part, where)):
        if kind == _SHEET:
            relation, at = wide_text(body, 8)
            name, _ = wide_text(body, at)
            found[name] = relation
    return found


def wide_text(body: bytes, at: int) -> tuple[str, int]:
    """A text of two bytes to a letter with its length before it, and where it ends."""
    count = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * min(count, 1000)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def inspect(package: zipfile.ZipFile, part: str, where: str, styles: Styles) -> Findings:
    """Error cells, hidden rows and columns, merged cells, a filter, and what cells of these styles say by their looks.

    Raises: WorkbookDamaged.
    """
    found, row = Findings(), 0
    looks = {int(number): look for number, look in styles.items()}
    try:
        for kind, body in records(part_bytes(package, part, where)):
            if kind == _ROW:
                row = int.from_bytes(body[:4], "little")
                if body[11] & 0x10:
                    found.hide_rows(row)
            elif kind in _CELLS:
                _at_cell(found, row, kind, body, looks)
            elif kind in {_COLUMN, _MERGED, _FILTER}:
                _beside(found, kind, body)
    except (IndexError, struct.error) as error:
        raise WorkbookDamaged(where=where, reason=f"{part_called(part)} is not whole") from error
    return found


def _at_cell(found: Findings, row: int, kind: int, body: bytes, looks: Mapping[int, Look]) -> None:
    """An error that stands there, and what the style of a cell says."""
    if kind in {_CELL_ERROR, _FORMULA_ERROR}:
        found.faults[row, int.from_bytes(body[:4], "little")] = Fault(ERRORS.get(body[8], "error"))
    look = looks.get(int.from_bytes(body[4:7], "little")) if looks else None
    if look and look.hue:
        found.coloured.add(row, int.from_bytes(body[:4], "little"), look.hue)
    if look and look.currency and kind in _AMOUNTS:
        found.shown.add(row, int.from_bytes(body[:4], "little"), look.currency)


def _beside(found: Findings, kind: int, body: bytes) -> None:
    if kind == _FILTER:
        found.filtered = True
    elif kind == _MERGED and len(found.merged) < MOST:
        top, bottom, left, right = struct.unpack_from("<4I", body)
        found.merged.append((top, left, bottom, right))
    elif kind == _COLUMN and body[16] & 1:
        first, last = struct.unpack_from("<2I", body)
        found.hide_columns(first, min(last, COLUMNS - 1) - first + 1)
