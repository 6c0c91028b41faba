"""Text from data, shown letter by letter where Qt would read marks into it."""

import html

ABSENT = "–"


def literal(text: str) -> str:
    """The text for a button, a menu, a tab or a label with a buddy: `&` stays `&` and makes no shortcut."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """The text for a tool tip: nothing in it becomes markup, lines break where they are too long."""
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>' if text else ""


def one_line(text: str) -> str:
    """The text without line breaks, tabs and control characters, for a cell or a card's line."""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
