"""A line is how one value, row or sheet crosses from the reading process: JSON with its types, no pickle."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from csdesk.domain import errors
from csdesk.domain.errors import CsdeskError, WorkbookDamaged, WorkbookTooLarge
from csdesk.domain.imports.grid import Fault, Grid, Source, Value


def packed(value: Value) -> Any:
    """A value as JSON: what JSON lacks is a pair of a letter and a text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, datetime):
        return ["i", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time):
        return ["t", value.isoformat()]
    return ["f", value.text]


def unpacked(value: Any) -> Value:
    """The value of its JSON. Raises: ValueError, KeyError, TypeError for anything else."""
    if value is None or isinstance(value, str | bool | int):
        return value
    letter, text = value
    return _MAKERS[letter](text)


_MAKERS: dict[str, Callable[[str], Value]] = {
    "n": Decimal,
    "i": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
    "f": Fault,
}


def lines_of(source: Source) -> Iterator[str]:
    """A source as lines: each sheet's head, then its rows, many to a line; the file's own facts come last."""
    for grid in source.grids:
        yield _line({"sheet": grid.name, "hidden": grid.hidden, "notes": grid.notes})
        for at in range(0, len(grid.rows), _BATCH):
            yield _line(_batch(grid.rows[at : at + _BATCH]))
    yield _line(
        {
            "file": source.file,
            "sha256": source.sha256,
            "on": source.on.isoformat(),
            "encoding": source.encoding,
            "delimiter": source.delimiter,
        }
    )


_BATCH = 500
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""What JSON knows."""


def _batch(rows: Sequence[tuple[Value, ...]]) -> list[object]:
    """Rows, and the places of those cells in them that stand as a pair of a letter and a text."""
    lines: list[list[object]] = []
    pairs: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        line: list[object] = list(row)
        for at, cell in enumerate(row):
            if type(cell) not in _AS_THEY_ARE:
                line[at] = packed(cell)
                pairs.append((number, at))
        lines.append(line)
    return [lines, pairs]


def _unbatched(lines: list[list[Any]], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[Value, ...]]:
    for number, at in pairs:
        lines[number][at] = unpacked(lines[number][at])
    return map(tuple, lines)


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
    rows: list[list[tuple[Value, ...]]] = []
    for line in lines:
        thing = json.loads(line)
        if isinstance(thing, list):
            rows[-1].extend(_unbatched(*thing))
        elif "sheet" in thing:
            sheets.append(thing)
            rows.append([])
        elif "error" in thing:
            raise getattr(errors, thing["error"])(where=thing["where"], **thing["facts"])
        else:
            return _source(thing, sheets, rows)
    raise WorkbookDamaged(where=where, reason="reading it ended before the last row")


def _source(
    told: dict[str, Any], sheets: list[dict[str, Any]], rows: list[list[tuple[Value, ...]]]
) -> Source:
    grids = tuple(
        Grid(s["sheet"], tuple(r), s["hidden"], tuple(s["notes"])) for s, r in zip(sheets, rows, strict=True)
    )
    day = date.fromisoformat(told["on"])
    return Source(told["file"], told["sha256"], day, grids, told["encoding"], told["delimiter"])
