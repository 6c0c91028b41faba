"""Colours on a terminal: headings stand out, bands and what is mandatory have a colour; a pipe never sees them."""

import os
import re

import click

_BANDS = {"at risk": "red", "watch": "yellow", "healthy": "green"}
_BAND = re.compile(rf"(?<=\d |, |  )({'|'.join(_BANDS)})(?=  |,|$)")

_DAY = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}  |Week of |Not doing: |Leave alone: "
)
"""How the headings of a week begin."""
_MUST = re.compile(r"^( +\d+:\d\d  )!(?=  )")


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
    if _is_rule(under) or _DAY.match(line):
        return click.style(line, bold=True)
    if must := _MUST.match(line):
        return f"{must[1]}{click.style('!', fg='red')}{line[must.end() :]}"
    return _BAND.sub(lambda found: click.style(found[0], fg=_BANDS[found[0]]), line)


def _is_rule(line: str) -> bool:
    return line.startswith("─") and not line.strip("─ ")
