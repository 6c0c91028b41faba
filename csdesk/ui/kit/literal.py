"""Text from data, shown letter by letter where Qt would read marks into it."""

import re

ABSENT = "–"
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_EITHER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def literal(text: str) -> str:
    """The text for a button, a menu, a tab or a label with a buddy: `&` stays `&` and makes no shortcut."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """The text for a tool tip: nothing in it becomes markup, lines break where they are too long."""
    return f'<p style="white-space: pre-wrap">{text.translate(_MARKUP)}</p>' if text else ""


def one_line(text: str) -> str:
    """The text for a cell or a card's line: breaks and control characters become one space, and what turns the
    direction of all that follows is left out. Joiners and narrow spaces stay: names and figures need them.
    """
    return _TURNS.sub("", _BREAKS.sub(" ", text)) if _EITHER.search(text) else text
