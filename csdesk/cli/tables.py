"""Aligned text: rows of cells under each other, for a terminal as for a pipe.

On a terminal that is narrower than its table, words go on below, each in its column; figures and days stay whole.
"""

import sys
import unicodedata
from collections.abc import Collection, Sequence
from itertools import zip_longest

_SHORT, _PROSE, _LONG = 12, 40, 36
"""Up to how many columns words are never folded; from how many on they are prose; what prose, and a very long word,
keep at least."""


def terminal_room() -> int | None:
    """The columns of the terminal that shows what is said; None where no terminal does."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: wide signs two, combining marks none."""
    return sum(_width(c) for c in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def aligned(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    header: Sequence[str] | None = None,
    indent: int = 0,
    room: int | None = None,
) -> list[str]:
    """The rows as lines, two spaces between columns; those in `right` are right-aligned.

    `room` are the columns there are, those of the terminal where nothing is said. `indent` spaces begin each line.
    Control characters of the data never reach the terminal.
    """
    table = [[_plain(c) for c in row] for row in ([header, *rows] if header else rows)]
    widths = [max(width_of(row[i]) for row in table) for i in range(len(table[0]))] if table else []
    room = terminal_room() if room is None else room
    if room is not None and len(widths) > 1 and _whole(widths) > room - indent:
        lines = _folded(table, widths, right, room - indent, headed=header is not None)
    else:
        lines = [_line(row, widths, right) for row in table]
        if header:
            lines.insert(1, _rule(widths))
    return [" " * indent + line for line in lines] if indent else lines


def _rule(widths: Collection[int], gap: str = "  ") -> str:
    return gap.join("─" * w for w in widths)


def _whole(widths: Collection[int], gap: str = "  ") -> int:
    return sum(widths) + len(gap) * (len(widths) - 1)


def _gap(widths: Collection[int], room: int) -> str:
    """What stands between columns: less where there is no room."""
    return "  " if _whole(widths) <= room else " "


def _folded(
    table: list[list[str]], widths: list[int], right: Collection[int], room: int, *, headed: bool
) -> list[str]:
    """The lines of a table in its room; what is too wide for it, whatever the width of the others, is below its row."""
    within = _fitting(table, widths, right, room, headed=headed)
    below = [i for i in range(len(widths)) if i not in within]
    aside = {n for n, i in enumerate(within) if i in right}
    gap = _gap(within.values(), room)
    lines: list[str] = []
    for row in table:
        cells = [wrapped(row[i], w) if width_of(row[i]) > w else [row[i]] for i, w in within.items()]
        lines += (_line(line, [*within.values()], aside, gap) for line in zip_longest(*cells, fillvalue=""))
        more = " · ".join(row[i].strip() for i in below if row[i].strip())
        lines += (f"    {line}" for line in wrapped(more, room - 4))
        if headed and row is table[0]:
            lines.append(_rule(within.values(), gap))
    return lines


def _fitting(
    table: list[list[str]], widths: list[int], right: Collection[int], room: int, *, headed: bool
) -> dict[int, int]:
    """The columns that stay, with their widths: the first two and figures do, the widest of the others goes first."""
    kept = {i: min(w, _least([row[i] for row in table], w, i in right, headed)) for i, w in enumerate(widths)}
    words = {i: w for i, w in enumerate(widths) if i > 1 and i not in right}
    while words and _whole(kept.values(), " ") > room:
        widest = max(words, key=words.__getitem__)
        del words[widest], kept[widest]
    within = {i: widths[i] for i in kept}
    gap = _gap(kept.values(), room)
    while _whole(within.values(), gap) > room and (slack := {i: w for i, w in within.items() if w > kept[i]}):
        within[max(slack, key=slack.__getitem__)] -= 1
    return within


def _least(cells: Sequence[str], width: int, figures: bool, headed: bool) -> int:
    """How narrow a column may become: its heading is folded at words, and long words are; figures and days are not."""
    longest = max((width_of(word) for cell in cells for word in cell.split()), default=0)
    said = [width_of(cell) for cell in cells[headed:]]
    if figures:
        return max([longest, *said])
    short = max((w for w in said if w <= _SHORT), default=0)
    return _LONG if width >= _PROSE else max(short, min(longest, _LONG))


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int], gap: str = "  ") -> str:
    cells = []
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - width_of(cell))
        cells.append(space + cell if i in right else cell + space)
    return gap.join(cells).rstrip()


def _plain(text: str) -> str:
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of so many columns; none where it is empty. Too long a word is broken."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) > room and line:
            lines.append(line)
            longer = word
        while width_of(longer) > max(room, 2):
            cut = _cut(longer, max(room, 2))
            lines.append(longer[:cut])
            longer = longer[cut:]
        line = longer
    return [*lines, line] if line else lines


def _cut(text: str, room: int) -> int:
    """How many signs of a text fit, one at least."""
    return next((n - 1 for n in range(2, len(text) + 1) if width_of(text[:n]) > room), len(text))
