"""Colours on a terminal: headings stand out, bands have the colour of their meaning; a pipe never sees them."""

import os
import re

import click

_BANDS = {"at risk": "red", "watch": "yellow", "healthy": "green"}
_BAND = re.compile(rf"(?<=\d |, |  )({'|'.join(_BANDS)})(?=  |,|$)")


def wanted() -> bool:
    """Whether this person's terminal shows colours, and they did not ask for none."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(lines: list[str]) -> list[str]:
    """The lines of a table or a page with headings in bold, their rules dim, and bands in colour."""
    below = [*lines[1:], ""]
    return [_line(line, under) for line, under in zip(lines, below, strict=True)]


def _line(line: str, under: str) -> str:
    if _is_rule(line):
        return click.style(line, dim=True)
    if _is_rule(under):
        return click.style(line, bold=True)
    return _BAND.sub(lambda found: click.style(found[0], fg=_BANDS[found[0]]), line)


def _is_rule(line: str) -> bool:
    return line.startswith("─") and not line.strip("─ ")
