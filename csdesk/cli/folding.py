"""A line that is wider than the terminal is folded: its words go on below, beside the name, and nothing is cut."""

from collections.abc import Sequence
from itertools import zip_longest

from csdesk.cli.tables import width_of, wrapped

_LEAST = 24
"""Columns below which words stand under the name and not beside it."""
_GAP = 2


def folded(lead: str, left: Sequence[str], right: Sequence[str], *, at: int, room: int) -> list[str]:
    """Lines that begin with a lead: `left` under each other, and from column `at` on `right` beside them.

    Where that leaves too little room, `right` stands below the first of `left`. Columns are counted from 0.
    """
    indent = width_of(lead)
    if room - at < _LEAST:
        texts = [left[0], *right, *left[1:]]
        lines = [line for text in texts for line in wrapped(text, room - indent)]
        return [_said(lead if not n else " " * indent, line) for n, line in enumerate(lines)]
    names = [line for text in left for line in wrapped(text, at - indent - _GAP)]
    words = [line for text in right for line in wrapped(text, room - at)]
    return [
        _said(lead if not n else " " * indent, name + " " * (at - indent - width_of(name)) + more)
        for n, (name, more) in enumerate(zip_longest(names, words, fillvalue=""))
    ]


def _said(lead: str, text: str) -> str:
    return f"{lead}{text}".rstrip()
