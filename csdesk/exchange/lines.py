"""A line is how a block or a sheet crosses from the reading process: JSON with its types, no pickle."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from csdesk.domain import errors
from csdesk.domain.errors import CsdeskError, WorkbookDamaged, WorkbookTooLarge
from csdesk.domain.imports.cells.grid import Fault, Grid, Shown, Source, Value
from csdesk.exchange.blocks import Block, blocks_of


def _packed(value: Value) -> dict[str, str]:
    """A value that JSON lacks, as an object of a letter and a text. Raises: KeyError for anything else."""
    letter, text = _PACKERS[type(value)]
    return {letter: text(value)}


def _packed_column(cells: Sequence[Value]) -> object:
    """A column; where JSON lacks all of its values, it says once of what type they are."""
    kinds = set(map(type, cells)) - {type(None)}
    if len(kinds) != 1 or (kind := kinds.pop()) not in _PACKERS:
        return cells
    letter, text = _PACKERS[kind]
    return {letter: [None if cell is None else text(cell) for cell in cells]}


_PACKERS: dict[type, tuple[str, Callable[[Any], str]]] = {
    Decimal: ("n", str),
    datetime: ("i", datetime.isoformat),
    date: ("d", date.isoformat),
    time: ("t", time.isoformat),
    Fault: ("f", lambda fault: str(fault.text)),
}


def _unpacked(pair: dict[str, Any]) -> Any:
    """The value of such an object, or the column. Raises: ValueError, KeyError, TypeError for anything else."""
    ((letter, said),) = pair.items()
    make = _MAKERS[letter]
    return make(said) if isinstance(said, str) else [None if text is None else make(text) for text in said]


_MAKERS: dict[str, Callable[[str], Value]] = {
    "n": Decimal,
    "i": datetime.fromisoformat,
    "d": lru_cache(maxsize=1 << 12)(date.fromisoformat),
    "t": time.fromisoformat,
    "f": Fault,
}


def lines_of(source: Source) -> Iterator[str]:
    """A source as lines: each sheet's rows, a block to a line, then its head; the file's own facts come last."""
    for grid in source.grids:
        yield from map(line_of_block, blocks_of(grid.rows))
        yield line_of_sheet(grid)
    yield line_of_file(source)


def line_of_block(block: Block) -> str:
    """Rows of one sheet: how many they are, and their columns."""
    return _as_json([block.height, *map(_packed_column, block.columns)]) + "\n"


def block_of_line(line: bytes) -> Block:
    """The block again; equal texts in a column are one text, so that a large sheet takes a third less memory."""
    height, *columns = _of_json(line.decode("ascii"))
    return Block(height, [*map(_sharing, columns)])


def _sharing(cells: list[Value]) -> list[Value]:
    known: dict[Value, Value] = {}
    one = known.setdefault
    return [one(cell, cell) if type(cell) is str else cell for cell in cells]


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


_NAMES = "hidden notes hidden_rows filtered merged shown coloured".split()
_SHEET = {"sheet": "name"} | {name: name for name in _NAMES}
"""What a sheet's line says, by what the grid calls it."""
_as_json = json.JSONEncoder(separators=(",", ":"), check_circular=False, default=_packed).encode
_of_json = json.JSONDecoder(object_hook=_unpacked).decode


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


def part_line(name: str) -> str:
    """The library without which no file can be read, as the last line."""
    return _line({"part": name})


def _line(thing: object) -> str:
    return json.dumps(thing, separators=(",", ":")) + "\n"


def source_of(lines: Iterable[bytes], where: str) -> Source:
    """The source that the lines tell.

    Raises: the CsdeskError that they tell; ImportError where a library is missing; WorkbookDamaged when they end
    too early.
    """
    sheets: list[dict[str, Any]] = []
    rows: list[list[tuple[Value, ...]]] = [[]]
    for line in lines:
        if line.startswith(b"["):
            rows[-1] += block_of_line(line).rows()
            continue
        thing = json.loads(line)
        if "sheet" in thing:
            sheets.append(thing)
            rows.append([])
        elif "error" in thing:
            raise getattr(errors, thing["error"])(where=thing["where"], **thing["facts"])
        elif "part" in thing:
            raise ImportError(f"no library {thing['part']}", name=thing["part"])
        else:
            return _source(thing, sheets, rows)
    raise WorkbookDamaged(where=where, reason="reading it ended before the last row")


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
            filtered=s["filtered"],
            merged=tuple((top, left, bottom, right) for top, left, bottom, right in s["merged"]),
            shown=_pieces(s["shown"]),
            coloured=_pieces(s["coloured"]),
        )
        for s, r in zip(sheets, rows, strict=False)
    )
    day = date.fromisoformat(told["on"])
    return Source(told["file"], told["sha256"], day, grids, told["encoding"], told["delimiter"])


def _pieces(told: Iterable[tuple[int, int, int, str]]) -> tuple[Shown, ...]:
    return tuple((top, column, bottom, said) for top, column, bottom, said in told)
