"""A baseline is what a workbook said when it went out, carried in a hidden sheet of it, with a checksum."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from csdesk.domain.errors import BaselineDamaged, BaselineMissing
from csdesk.domain.imports.cells.grid import Source

_MARK = "csdesk baseline 1"
_PIECE, _WIDE = 32_000, 8
"""Signs of one cell, and cells of one row: no cell is longer than any program allows."""
_STEP = 1 << 18
_SMALL, _RATIO = 16 << 20, 40
"""How large a baseline may be unpacked: real ones are some six times as large as they were packed."""


class Packer:
    """Packs a baseline piece by piece; the same facts give the same bytes."""

    def __init__(self) -> None:
        self._pack = zlib.compressobj(1)
        self._parts: list[bytes] = []

    def add(self, fact: object) -> None:
        """One more fact, as a line of JSON."""
        line = json.dumps(fact, ensure_ascii=True, separators=(",", ":")) + "\n"
        self._parts.append(self._pack.compress(line.encode("ascii")))

    def packed(self) -> bytes:
        """All of it."""
        return b"".join([*self._parts, self._pack.flush()])


def baseline_cells(packed: bytes) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet: its mark and checksum, then the text in pieces."""
    text = base64.b64encode(packed).decode("ascii")
    yield _MARK, hashlib.sha256(text.encode("ascii")).hexdigest()
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    for at in range(0, len(pieces), _WIDE):
        yield tuple(pieces[at : at + _WIDE])


def baseline_in(source: Source) -> Iterator[Any]:
    """The facts of a workbook's baseline. Raises: BaselineMissing, BaselineDamaged."""
    grid = next((g for g in source.grids if g.rows and g.rows[0][:1] == (_MARK,)), None)
    if grid is None:
        raise BaselineMissing(where=source.file)
    cells = [cell for row in grid.rows[1:] for cell in row if cell is not None]
    text = "".join(str(cell) for cell in cells)
    told = str(grid.rows[0][1]) if len(grid.rows[0]) > 1 else ""
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != told:
        raise BaselineDamaged(where=source.file)
    return _facts(text, source.file)


def _lines(packed: bytes) -> Iterator[bytes]:
    """The lines as they are unpacked, so that they are not held together. Raises: zlib.error, ValueError."""
    reader, rest, left = zlib.decompressobj(), b"", _SMALL + _RATIO * len(packed)
    for at in range(0, len(packed), _STEP):
        piece = reader.decompress(packed[at : at + _STEP], left)
        left -= len(piece)
        if left <= 0:
            raise ValueError(len(packed))
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _facts(text: str, where: str) -> Iterator[Any]:
    try:
        packed = base64.b64decode(text, validate=True)
        yield from map(json.loads, _lines(packed))
    except (ValueError, zlib.error) as error:
        raise BaselineDamaged(where=where) from error
