"""A table going out is the rows of one noun under its headers, ready for CSV, JSON or a workbook."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

_FORMULA = re.compile("'*[ \u00a0\u3000\ufeff\u200b\n]*[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet program may take for a formula: the sign, also behind what shows nothing."""


class Holds(StrEnum):
    """What the cells of a column are, for the program that opens the file."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header on a sheet, its key in JSON."""

    header: str
    key: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one noun. `cells` are words for a sheet; `facts` the same rows as JSON gives them."""

    name: str
    key: str
    columns: tuple[Column, ...]
    cells: Sequence[tuple[str | None, ...]]
    facts: Sequence[dict[str, Any]]


def guarded(text: str) -> str:
    """The text with a `'` before it where a spreadsheet program would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text without the `'` that `guarded` set."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def csv_bytes(table: Table) -> bytes:
    """The table as CSV: UTF-8 with its mark, commas, CRLF, so that Excel opens it as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(c.header) for c in table.columns])
    for row in table.cells:
        writer.writerow([_csv_cell(v, c.holds) for v, c in zip(row, table.columns, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def _csv_cell(value: str | None, holds: Holds) -> str:
    if value is None:
        return ""
    text = value.replace("\x00", "")
    return guarded(text) if holds is Holds.TEXT else text


def json_bytes(tables: Sequence[Table], *, version: str, as_of: date) -> bytes:
    """All tables as one JSON object, keys as in the contract, unknown is null."""
    whole = {"csdesk": version, "as_of": as_of.isoformat(), **{t.key: list(t.facts) for t in tables}}
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", errors="replace")
