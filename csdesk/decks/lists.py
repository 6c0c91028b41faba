"""Lists on slides: which parts of a line make which columns, and what stands under the last line."""

from collections.abc import Sequence
from dataclasses import replace

from csdesk.decks import fitting, tables
from csdesk.decks.ink import INK2, Box, Run
from csdesk.decks.page import Page
from csdesk.decks.tables import Cell, Column, Grid
from csdesk.domain.reviews.values import Line

MOST_LINES = 40
"""Lines of one list; what is beyond is counted, not shown."""


class Layout:
    """Which parts of a line make which columns, with their share of the width and their side.

    `lines` are those that the detail under a line may take.
    """

    def __init__(
        self,
        *parts: tuple[str, float, str],
        size: float = tables.MAIN,
        close: float = 0.085,
        lines: int = tables.SECOND_LINES,
    ) -> None:
        self.parts = parts
        self.lines = lines
        self.size = size
        self.close = close

    def made(self, heads: tuple[str, str, str, str]) -> tuple[Column, ...]:
        """The columns under a listing's heads."""
        names = dict(zip(("group", "what", "who", "when"), heads, strict=True))
        return tuple(Column(names[part], share, align) for part, share, align in self.parts)

    def row(self, line: Line, group: str) -> tuple[Cell, ...]:
        """The cells of a line; `group` is empty where it is that of the line above."""
        cells = {
            "group": Cell(group, colour=INK2),
            "what": Cell(line.what, line.detail, line.strong, size=self.size, lines=self.lines),
            "who": Cell(line.who, size=self.size),
            "when": Cell(line.when),
        }
        return tuple(cells[part] for part, _, _ in self.parts)


PLAIN = Layout(("what", 10.2, "l"), ("when", 1.8, "r"))
WITH_PERSON = Layout(("what", 7.4, "l"), ("who", 2.8, "l"), ("when", 1.8, "r"))
WITH_ANSWER = Layout(("what", 8.6, "l"), ("who", 1.6, "r"), ("when", 1.8, "r"))
GROUPED = Layout(("group", 1.55, "l"), ("what", 6.2, "l"), ("who", 2.5, "l"), ("when", 1.75, "r"))
QUESTIONS = Layout(("what", 12.0, "l"))
DEFINITIONS = Layout(("what", 9.2, "l"), ("who", 2.8, "l"), size=12, close=0.035, lines=6)


def table_room(page: Page, below: float = 0.1) -> Box:
    """Where a table may stand; `below` is kept free under it, inches."""
    area = page.area
    return Box(area.left, area.top + 0.22, area.width, area.height - 0.22 - below)


def rows_of(
    lines: Sequence[Line], columns: Layout, most: int = MOST_LINES
) -> tuple[list[tuple[Cell, ...]], int]:
    """The cells of every shown line, a group named once; and how many lines are beyond those."""
    rows, above = [], ""
    for line in lines[:most]:
        rows.append(columns.row(line, "" if line.group == above else line.group))
        above = line.group
    return rows, len(lines) - len(rows)


def group_again(grid: Grid, columns: Layout, line: Line) -> Grid:
    """A continued list names its group again in its first row."""
    if columns.parts[0][0] != "group":
        return grid
    first = (replace(grid.rows[0][0], main=line.group), *grid.rows[0][1:])
    return replace(grid, rows=(first, *grid.rows[1:]))


def after(page: Page, sentence: str, beyond: int) -> None:
    """One sentence under the list: its words before a colon are bold."""
    words = f"{sentence}  And {beyond:,} more.".strip() if beyond else sentence
    if not words:
        return
    points = 15 * page.metric
    fitted = fitting.fitted(words, page.head.width, points, 1, bold=True)
    head, colon, tail = fitted.partition(": ")
    runs = [Run(head + colon, 15, bold=True), Run(tail, 15)] if colon else [Run(fitted, 15)]
    page.text(Box(page.head.left, page.top + 0.2, page.head.width, 0.32), runs)


def line_words(line: Line) -> str:
    """A line in full, for the notes."""
    return " · ".join(part for part in (line.group, line.what, line.detail, line.who, line.when) if part)
