"""Fitting is how much room a text takes in a face with Arial's metrics, and where it has to be cut."""

import json
import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from csdesk.paths import resource

LINE = 1.2
"""Line height as a multiple of the size."""
SAFETY = 1.01
"""Room kept for renderers that set text a little wider."""
_WIDE = 1000
_OTHER = 640
_PICTURE = 1300
_PICTURES = 0x1F000
"""Where pictures begin, as smileys are."""
_CLOSES = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Me", "Cf"})
_OPENS = frozenset({"Ps", "Pi"})


@lru_cache(maxsize=2)
def _table(bold: bool) -> dict[str, int]:
    table = json.loads(resource("templates", "widths.json").read_text(encoding="utf-8"))
    widths: dict[str, int] = table["bold" if bold else "regular"]
    return widths


def _width(char: str, table: dict[str, int]) -> int:
    known = table.get(char)
    if known is not None:
        return known
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if ord(char) >= _PICTURES:
        return _PICTURE
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


def width(text: str, points: float, *, bold: bool = False) -> float:
    """The width of a text in inches, at a size in points."""
    table = _table(bold)
    return sum(_width(c, table) for c in text) / 1000 * points / 72 * SAFETY


def height(lines: int, points: float) -> float:
    """The height of so many lines in inches."""
    return lines * points * LINE / 72


def wrapped(text: str, room: float, points: float, *, bold: bool = False) -> list[str]:
    """The text as the lines that a room of so many inches gives; too long a word is broken, spaces at the end hang."""
    lines: list[str] = []
    line = ""
    for gap, word in _words(text.rstrip(" ")):
        longer = f"{line}{gap}{word}" if line else word
        if width(longer, points, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        pieces = _broken(word, room, points, bold)
        lines.extend(pieces[:-1])
        line = pieces[-1]
    return [*lines, line]


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The parts that no line divides, each with what stands before it. Signs as wide as Chinese ones part anywhere."""
    for word in text.split(" "):
        gap, part = " ", ""
        if word.isascii():
            yield gap, word
            continue
        for char in word:
            if part and _may_part(part[-1], char):
                yield gap, part
                gap, part = "", ""
            part += char
        yield gap, part


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two signs without a space: not before a full stop, not after a bracket."""
    return (_is_wide(before) or _is_wide(after)) and not (
        unicodedata.category(after) in _CLOSES or unicodedata.category(before) in _OPENS
    )


def _is_wide(char: str) -> bool:
    return 0x1100 <= ord(char) < _PICTURES and unicodedata.east_asian_width(char) in "WF"


def _broken(word: str, room: float, points: float, bold: bool) -> list[str]:
    if width(word, points, bold=bold) <= room:
        return [word]
    pieces, piece = [], ""
    for char in word:
        if piece and width(piece + char, points, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def fitted(text: str, room: float, points: float, lines: int, *, bold: bool = False, tail: str = "") -> str:
    """The text with its tail, cut with … before the tail where it takes more than so many lines."""
    if len(wrapped(text + tail, room, points, bold=bold)) <= lines:
        return text + tail
    low, high = 0, len(text)
    while low < high:
        middle = math.ceil((low + high) / 2)
        if len(wrapped(_cut(text, middle) + tail, room, points, bold=bold)) <= lines:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low) + tail


def _cut(text: str, length: int) -> str:
    part = text[:length]
    at_word = part.rsplit(" ", 1)[0]
    kept = at_word if len(at_word) > length * 0.7 else part
    return kept.rstrip(" ,;:.\u200d") + "…"


def balanced(text: str, room: float, points: float, *, bold: bool = False) -> list[str]:
    """The lines of a title, so that no word stands alone on the last one."""
    lines = wrapped(text, room, points, bold=bold)
    while len(lines) > 1 and lines[-2].count(" ") > 2 and width(lines[-1], points, bold=bold) < room * 0.13:
        rest, _, last = lines[-2].rpartition(" ")
        lines[-2:] = [rest, f"{last} {lines[-1]}"]
    return lines
