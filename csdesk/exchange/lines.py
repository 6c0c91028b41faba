"""A line is how one value, row or sheet crosses from the reading process: JSON with its types, no pickle."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from csdesk.domain import errors
from csdesk.domain.errors import CsdeskError, WorkbookDamaged, WorkbookTooLarge
from csdesk.domain.imports.grid import Fault, Grid, Source, Value


def packed(value: Value) -> dict[str, str]:
    """A value that JSON lacks, as an object of a letter and a text. Raises: KeyError for anything else."""
    letter, text = _PACKERS[type(value)]
    return {letter: text(value)}


_PACKERS: dict[type, tuple[str, Callable[[Any], str]]] = {
    Decimal: ("n", str),
    datetime: ("i", datetime.isoformat),
    date: ("d", date.isoformat),
    time: ("t", time.isoformat),
    Fault: ("f", lambda fault: str(fault.text)),
}


def unpacked(pair: dict[str, str]) -> Value:
    """The value of such an object. Raises: ValueError, KeyError, TypeError for anything else."""
    ((letter, text),) = pair.items()
    return _MAKERS[letter](text)


_MAKERS: dict[str, Callable[[str], Value]] = {
    "n": Decimal,
    "i": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
    "f": Fault,
}


def lines_of(source: Source) -> Iterator[str]:
    """A source as lines: each sheet's rows, many to a line, then its head; the file's own facts come last."""
    for grid in source.grids:
        yield from lines_of_rows(grid.rows)
        yield line_of_sheet(grid)
    yield line_of_file(source)


def lines_of_rows(rows: Iterable[tuple[Value, ...]]) -> Iterator[str]:
    """Rows of one sheet, many to a line."""
    left = iter(rows)
    while batch := tuple(islice(left, _BATCH)):
        yield rows_as_json(batch) + "\n"


def line_of_sheet(grid: Grid) -> str:
    """What is to be said of the sheet whose rows came before; some of it is known only then."""
    return _line({key: getattr(grid, name) for key, name in _SHEET.items()})


def line_of_file(source: Source) -> str:
    """The file's own facts."""
    return _line(
        {
            "file": source.file,
            "sha256": source.sha256,
            "on": source.on.isoformat(),
            "encoding": source.encoding,
            "delimiter": source.delimiter,
        }
    )


_SHEET = {"sheet": "name"} | {
    name: name for name in ("hidden", "notes", "hidden_rows", "hidden_columns", "filtered", "merged")
}
"""What a sheet's line says, by what the grid calls it."""
_BATCH = 500
rows_as_json = json.JSONEncoder(separators=(",", ":"), check_circular=False, default=packed).encode
"""Rows as JSON, in one call for many."""
rows_of_json = json.JSONDecoder(object_hook=unpacked).decode
"""The rows again, as lists."""


def within(lines: Iterable[str], most: int, where: str) -> Iterator[str]:
    """The same lines, up to so many characters: a text that a million cells share is sent a million times.

    Raises: WorkbookTooLarge.
    """
    left = most
    for line in lines:
        left -= len(line)
        if left < 0:
            raise WorkbookTooLarge(where=where, reason=f"its cells hold more than {most // 2**20:,} MB")
        yield line


def error_line(error: CsdeskError) -> str:
    """A refusal as the last line."""
    facts = {k: v if isinstance(v, int | float) else str(v) for k, v in error.facts.items()}
    return _line({"error": type(error).__name__, "where": error.where, "facts": facts})


def _line(thing: object) -> str:
    return json.dumps(thing, separators=(",", ":")) + "\n"


def source_of(lines: Iterable[bytes], where: str) -> Source:
    """The source that the lines tell.

    Raises: the CsdeskError that they tell; WorkbookDamaged when they end too early.
    """
    sheets: list[dict[str, Any]] = []
    rows: list[list[tuple[Value, ...]]] = [[]]
    for line in lines:
        if line.startswith(b"["):
            rows[-1] += _sharing(rows_of_json(line.decode("ascii")))
            continue
        thing = json.loads(line)
        if "sheet" in thing:
            sheets.append(thing)
            rows.append([])
        elif "error" in thing:
            raise getattr(errors, thing["error"])(where=thing["where"], **thing["facts"])
        else:
            return _source(thing, sheets, rows)
    raise WorkbookDamaged(where=where, reason="reading it ended before the last row")


def _sharing(rows: list[list[Value]]) -> list[tuple[Value, ...]]:
    """The rows, with one text where many cells say the same: a large sheet takes a third less memory."""
    known: dict[Value, Value] = {}
    one = known.setdefault
    return [tuple([one(cell, cell) if type(cell) in _SHARED else cell for cell in row]) for row in rows]


_SHARED = frozenset({str, date})
"""Types of cells of which equal ones are the same."""


def _source(
    told: dict[str, Any], sheets: list[dict[str, Any]], rows: list[list[tuple[Value, ...]]]
) -> Source:
    grids = tuple(
        Grid(
            s["sheet"],
            tuple(r),
            s["hidden"],
            tuple(s["notes"]),
            hidden_rows=tuple(s["hidden_rows"]),
            hidden_columns=tuple(s["hidden_columns"]),
            filtered=s["filtered"],
            merged=tuple((top, left, bottom, right) for top, left, bottom, right in s["merged"]),
        )
        for s, r in zip(sheets, rows, strict=False)
    )
    day = date.fromisoformat(told["on"])
    return Source(told["file"], told["sha256"], day, grids, told["encoding"], told["delimiter"])
