"""Lines: a text broken over three at most, the first and the last with room for what stands beside them."""

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from csdesk.ui.kit.literal import one_line

_MOST = 3


def wrapped(text: str, metrics: QFontMetrics, first: int, rest: int, beside: int = 0) -> list[str]:
    """The text in three lines at most; only a text longer than that is cut.

    `first`, `rest`: px for the first line and for the others; `beside`: px that the last line leaves free.
    """
    words, lines = one_line(text).split(), list[str]()
    while words:
        room, left = rest if lines else first, " ".join(words)
        if metrics.horizontalAdvance(left) <= room - beside:
            return [*lines, left]
        if len(lines) == _MOST - 1:
            return [*lines, metrics.elidedText(left, Qt.TextElideMode.ElideRight, room - beside)]
        lines.append(_taken(words, metrics, room))
    return [*lines[:-1], *_halved(lines[-1], metrics, rest - beside)] if lines else [""]


def _taken(words: list[str], metrics: QFontMetrics, width: int) -> str:
    """As many words as fit a line, taken from the front of the list; a word wider than the line is broken."""
    line = words.pop(0)
    if metrics.horizontalAdvance(line) > width:
        ends = range(1, len(line))
        fits = max(1, bisect_right(ends, width, key=lambda end: metrics.horizontalAdvance(line[:end])))
        words.insert(0, line[fits:])
        return line[:fits]
    while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
        line = f"{line} {words.pop(0)}"
    return line


def _halved(line: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A line that leaves too little free as two, so that what stands beside the last never stands alone."""
    words = line.split()
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    fitting = [(a, b) for a, b in halves if metrics.horizontalAdvance(b) <= room]
    above, below = min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])), default=(line, ""))
    return [above, below]
