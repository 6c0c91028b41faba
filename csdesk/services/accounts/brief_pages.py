"""A call brief on paper: one sheet, whatever the account holds; what has no room is cut, and counted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.services.accounts.briefs import Brief, Point, brief_html

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

_STEPS = ((8, 600, 60), (8, 280, 40), (6, 200, 30), (5, 140, 20), (4, 100, 16), (3, 70, 14), (2, 40, 8))
"""How many lines of a part, and how many letters of each and of what stands left of it, from roomy to tight."""
_NAME = 90
"""Letters of an account's name in the title of a page that is cut."""


def fitted(brief: Brief, fits: Callable[[Brief], bool]) -> Brief:
    """The brief as it is where it fits, else cut step by step until it does."""
    if fits(brief):
        return brief
    for step in _STEPS:
        cut = _cut(brief, *step)
        if fits(cut):
            return cut
    return _cut(brief, *_STEPS[-1])


def save_brief(brief: Brief, path: Path) -> str:
    """Write a brief as a PDF of one page; what is said when it is done. Raises: NotWritten."""
    from csdesk.printing.pages import write_pdf

    one = on_one_sheet(brief)
    write_pdf(brief_html(one), path, title=one.title)
    return f"{brief.kind.capitalize()} written: {path.name}"


def print_brief(brief: Brief, device: "QPagedPaintDevice") -> int:
    """Set a brief on a printer's page; how many sheets it took, which is one."""
    from csdesk.printing.pages import Page, paint

    one = on_one_sheet(brief)
    return paint(Page(brief_html(one), one.title), device)


def on_one_sheet(brief: Brief) -> Brief:
    """The brief, cut where it would not fit an A4 sheet."""
    from csdesk.printing.pages import Page, sheets_of

    def fits(one: Brief) -> bool:
        return sheets_of(Page(brief_html(one), one.title)) == 1

    return fitted(brief, fits)


def _cut(brief: Brief, lines: int, letters: int, left: int) -> Brief:
    parts = tuple((title, _few(points, lines, letters, left)) for title, points in brief.parts)
    return replace(
        brief,
        account=_short(brief.account, min(_NAME, letters)),
        outcome=_short(brief.outcome, letters),
        experience=_short(brief.experience, letters),
        facts=_few(brief.facts, lines + 2, letters, left),
        parts=parts,
    )


def _few(points: tuple[Point, ...], lines: int, letters: int, left: int) -> tuple[Point, ...]:
    """The first lines, each at most so long; what is left out is counted in one more."""
    kept = [replace(p, left=_short(p.left, left), says=_short(p.says, letters)) for p in points[:lines]]
    more = len(points) - lines
    return (*kept, Point("", f"and {more:,} more")) if more > 0 else tuple(kept)


def _short(text: str, letters: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"
