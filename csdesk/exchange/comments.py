"""A comment stands beside a cell of a workbook: it is not read, but its cell is named."""

import re
import zipfile
from collections.abc import Iterator
from struct import unpack_from

from csdesk.exchange.binary_sheets import records
from csdesk.exchange.findings import MOST, column_of
from csdesk.exchange.package import part_bytes, relations

_REFERENCE = re.compile(rb"<(?:\w+:)?comment\s[^>]*?\bref=[\"']([A-Za-z]{1,3})([1-9]\d{0,6})[\"']")

_BINARY = 635
"""The record of a comment in an .xlsb workbook."""


def cells_of(package: zipfile.ZipFile, sheet: str, where: str) -> list[tuple[int, int]]:
    """The cells of a sheet's part that have a comment; rows and columns count from 0. Raises: WorkbookDamaged."""
    parts = [r.target for r in relations(package, sheet, where) if r.kind == "comments" and not r.outside]
    found = {place for part in parts for place in _places(part, part_bytes(package, part, where))}
    return sorted(found)[:MOST]


def _places(part: str, data: bytes) -> Iterator[tuple[int, int]]:
    if part.lower().endswith(".bin"):
        rows_of = (body for kind, body in records(data) if kind == _BINARY and len(body) >= 16)
        yield from ((row, column) for row, _, column in (unpack_from("<3I", body, 4) for body in rows_of))
    else:
        for letters, row in _REFERENCE.findall(data):
            yield int(row) - 1, column_of(letters.decode("ascii"))
