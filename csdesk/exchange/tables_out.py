"""A table going out is the rows of one noun under its headers, ready for CSV, JSON or a workbook."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk.domain.rounds.words import Holds, fitting

__all__ = [
    "Column",
    "Holds",
    "Table",
    "csv_bytes",
    "guarded",
    "headers",
    "json_bytes",
    "unguarded",
    "zip_bytes",
]

_FORMULA = re.compile("'*[ \u00a0\u3000\ufeff\u200b\n]*[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet program may take for a formula: the sign, also behind what shows nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header on a sheet, its key in JSON, and what a person should know of it.

    `choices` are the words that its cells may have, `among` the key of the table whose names they are.
    `places` are the digits behind the point that an amount has; None shows as many as there are.
    """

    header: str
    key: str
    holds: Holds
    choices: tuple[str, ...] = ()
    among: str | None = None
    places: int | None = None
    meaning: str = ""
    values: str = ""
    share: bool = False
    """Whether its numbers are parts of one, to be shown in percent."""
    computed: bool = False
    custom: bool = False
    """Whether it is a field of a person's own, which no other reader sees."""
    quiet: bool = False
    """Whether it is for programs rather than for people: narrow and grey."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one noun, column by column: the words of every cell, None where there are none."""

    name: str
    key: str
    columns: tuple[Column, ...]
    cells: Sequence[Sequence[str | None]]
    rows: int
    what: str = ""
    """What one row is, in a sentence."""
    title: int = 1
    """Which column names a row."""


def headers(columns: Sequence[Column]) -> list[str]:
    """The headers as a table takes them: each once, whatever its case, on one line, 255 signs at most."""
    found: dict[str, str] = {}
    for column in columns:
        plain = " ".join(fitting(column.header).split())[:240] or "Column"
        name, number = plain, 2
        while name.lower() in found:
            name, number = f"{plain} ({number})", number + 1
        found[name.lower()] = name
    return list(found.values())


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
    columns = [_csv_column(c.holds, cells) for c, cells in zip(table.columns, table.cells, strict=True)]
    writer.writerows(zip(*columns, strict=True))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def zip_bytes(tables: Sequence[Table]) -> bytes:
    """The tables as CSV files in one archive; the same tables give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for table in tables:
            entry = zipfile.ZipInfo(f"{table.name}.csv")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, csv_bytes(table))
    return out.getvalue()


def _csv_column(holds: Holds, cells: Iterable[str | None]) -> list[str]:
    if holds is Holds.TEXT:
        return ["" if text is None else guarded(text.replace("\x00", "")) for text in cells]
    return [text or "" for text in cells]


def json_bytes(tables: Mapping[str, Sequence[Mapping[str, Any]]], *, version: str, as_of: date) -> bytes:
    """All rows by the key of their table as one JSON object, keys as in the contract, unknown is null."""
    whole = {"csdesk": version, "as_of": as_of.isoformat(), **tables}
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", errors="replace")
