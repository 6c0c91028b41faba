"""Aligned text: rows of cells under each other, for a terminal as for a pipe."""

import unicodedata
from collections.abc import Collection, Sequence


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: wide signs two, combining marks none."""
    return sum(_width(c) for c in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def aligned(
    rows: Sequence[Sequence[str]], *, right: Collection[int] = (), header: Sequence[str] | None = None
) -> list[str]:
    """The rows as lines, two spaces between columns; those in `right` are right-aligned.

    Control characters of the data never reach the terminal.
    """
    table = [[_plain(c) for c in row] for row in ([header, *rows] if header else rows)]
    widths = [max(width_of(row[i]) for row in table) for i in range(len(table[0]))] if table else []
    lines = [_line(row, widths, right) for row in table]
    if header:
        lines.insert(1, "  ".join("─" * w for w in widths))
    return lines


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    cells = []
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - width_of(cell))
        cells.append(space + cell if i in right else cell + space)
    return "  ".join(cells).rstrip()


def _plain(text: str) -> str:
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
