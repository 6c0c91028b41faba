"""A comment stands beside a cell of a workbook: it is not read, but its cell is named."""

import re
import zipfile

from csdesk.exchange.findings import MOST, column_of
from csdesk.exchange.package import part_bytes, relations

_REFERENCE = re.compile(rb"<(?:\w+:)?comment\s[^>]*?\bref=[\"']([A-Za-z]{1,3})([1-9]\d{0,6})[\"']")


def cells_of(package: zipfile.ZipFile, sheet: str, where: str) -> list[tuple[int, int]]:
    """The cells of a sheet's part that have a comment; rows and columns count from 0. Raises: WorkbookDamaged."""
    parts = [r.target for r in relations(package, sheet, where) if r.kind == "comments" and not r.outside]
    found = {place for part in parts for place in _REFERENCE.findall(part_bytes(package, part, where))}
    return [(int(row) - 1, column_of(letters.decode("ascii"))) for letters, row in sorted(found)[:MOST]]
