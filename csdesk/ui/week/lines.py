"""Lines: a text broken over a few, the first and the last with room for what stands beside them."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.rulers import Ruler, ruler

_USUAL = 3
_COUNTED = re.compile(r"(?<=\d) (?=\w)|(?<=\d [A-Z][a-z]{2}) (?=\d{4}\b)")


def together(text: str) -> str:
    """The text with every number tied to the word that it counts: *3 Nov 2025*, *41 days*."""
    return _COUNTED.sub("\N{NO-BREAK SPACE}", text)


def wrapped(text: str, font: QFont, first: int, rest: int, beside: int = 0, most: int = _USUAL) -> list[str]:
    """The text in so many lines at most; only a text longer than that is cut.

    `first`, `rest`: px for the first line and for the others; `beside`: px that the last line leaves free.
    """
    words, lines, measure = one_line(text).split(" "), list[str](), ruler(font)
    while words:
        room, left = rest if lines else first, " ".join(words)
        if measure.width(left) <= room - beside:
            return [*lines, left]
        if len(lines) == most - 1:
            return [
                *lines,
                QFontMetrics(font).elidedText(left, Qt.TextElideMode.ElideRight, room - beside),
            ]
        lines.append(_taken(words, measure, room))
    return [*lines[:-1], *_halved(lines[-1], measure, rest - beside)] if lines else [""]


def _taken(words: list[str], measure: Ruler, width: int) -> str:
    """As many words as fit a line, taken from the front of the list; a word wider than the line is broken."""
    line = words.pop(0)
    if measure.width(line) > width:
        fits = measure.fitting(line, width)
        words.insert(0, line[fits:])
        return line[:fits]
    while words and measure.width(f"{line} {words[0]}") <= width:
        line = f"{line} {words.pop(0)}"
    return line


def _halved(line: str, measure: Ruler, room: int) -> list[str]:
    """A line that leaves too little free as two, so that what stands beside the last never stands alone.

    The first is as full as it can be: only as many words as need to go into the last.
    """
    words = line.split(" ")
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words) - 1, 0, -1)]
    return list(next((pair for pair in halves if measure.width(pair[1]) <= room), (line, "")))
