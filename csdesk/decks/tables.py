"""A table on a slide: measured rows under one ink rule, continued on a further slide where it is long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from csdesk.decks import fitting
from csdesk.decks.ink import INK, INK2, RULE, Box, Run, describe, paragraph_of
from csdesk.decks.page import Page

MAIN, SECOND, HEAD = 15.0, 12.0, 12.0
"""Points."""
HEAD_HEIGHT = 0.34
_AIRY, _EVEN, _CLOSE = 0.21, 0.17, 0.085
"""Room above and below the words of a row, inches; even rows carry bars, whose height follows the row's."""
_GAP = 0.15
"""Room between two columns, inches."""
_APART = 2.0
"""Points between the words of a cell and its second line."""
_MAIN_LINES = SECOND_LINES = 2
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, its side."""

    head: str
    share: float
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, a second line in small, and whether it is bold."""

    main: str
    second: str = ""
    bold: bool = False
    colour: str = INK
    size: float = MAIN
    """Points of the main words."""
    lines: int = SECOND_LINES
    """Those that the second line may take."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one slide, cut to fit: words, heights, and the room above the words."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]
    padding: float

    @property
    def height(self) -> float:
        """With the head, inches."""
        return HEAD_HEIGHT + sum(self.heights)


def widths(columns: Sequence[Column], room: float) -> list[float]:
    """The width of each column in inches; the shares need not sum to 1."""
    total = sum(c.share for c in columns)
    return [room * c.share / total for c in columns]


def pages(
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    room: Box,
    scale: float,
    *,
    even: bool = False,
    close: float = _CLOSE,
) -> Iterator[Grid]:
    """The rows on as many slides as they need; airy where all fit on one, else as `close` as is said.

    `even` makes rows equally high.
    """
    fitted = [_fitted(columns, row, room.width, scale) for row in rows]
    for padding in ((_EVEN if even else _AIRY) * scale, close * scale):
        heights = _heights(columns, fitted, room.width, scale, padding, even)
        if HEAD_HEIGHT + sum(heights) <= room.height:
            yield Grid(columns, tuple(fitted), tuple(heights), padding)
            return
    for start, end in _shared_out(heights, room.height - HEAD_HEIGHT):
        yield Grid(columns, tuple(fitted[start:end]), tuple(heights[start:end]), padding)


def _shared_out(heights: list[float], room: float) -> list[tuple[int, int]]:
    """From which row to which each slide goes: as few slides as can be, about equally full."""
    left = _greedy(heights, room, len(heights))
    spans, start = [], 0
    while start < len(heights):
        most = -(-(len(heights) - start) // max(1, left))
        end = _end(heights, start, room, most)
        spans.append((start, end))
        start, left = end, left - 1
    return spans


def _greedy(heights: list[float], room: float, most: int) -> int:
    count = start = 0
    while start < len(heights):
        start, count = _end(heights, start, room, most), count + 1
    return count


def _end(heights: list[float], start: int, room: float, most: int) -> int:
    used, end = 0.0, start
    while end < len(heights) and end - start < most and (end == start or used + heights[end] <= room):
        used += heights[end]
        end += 1
    return end


def _fitted(columns: Sequence[Column], row: tuple[Cell, ...], room: float, scale: float) -> tuple[Cell, ...]:
    cells = []
    for given, column, wide in zip(row, columns, widths(columns, room), strict=True):
        inner = wide - _GAP
        cell = _on_one_line(given, inner, scale) if column.align == "r" else given
        main = fitting.fitted(cell.main, inner, cell.size * scale, _MAIN_LINES, bold=cell.bold)
        second = fitting.fitted(cell.second, inner, SECOND * scale, cell.lines)
        cells.append(replace(cell, main=main, second=second))
    return tuple(cells)


def _on_one_line(cell: Cell, room: float, scale: float) -> Cell:
    """A number or a day is never broken: it is set smaller, to 9 points."""
    wide = fitting.width(cell.main, cell.size * scale, bold=cell.bold)
    if wide <= room:
        return cell
    return replace(cell, size=max(9.0, int(cell.size * room / wide * 2) / 2))


def _heights(
    columns: Sequence[Column],
    rows: list[tuple[Cell, ...]],
    room: float,
    scale: float,
    padding: float,
    even: bool,
) -> list[float]:
    wide = widths(columns, room)
    heights = [
        2 * padding + max(_cell_height(c, w - _GAP, scale) for c, w in zip(row, wide, strict=True))
        for row in rows
    ]
    return [max(heights)] * len(heights) if even and heights else heights


def _cell_height(cell: Cell, room: float, scale: float) -> float:
    main = len(fitting.wrapped(cell.main, room, cell.size * scale, bold=cell.bold)) if cell.main else 1
    second = len(fitting.wrapped(cell.second, room, SECOND * scale)) if cell.second else 0
    apart = _APART / 72 if second else 0.0
    return fitting.height(main, cell.size * scale) + apart + fitting.height(second, SECOND * scale)


def draw(page: Page, grid: Grid, alt: str) -> Box:
    """Draw the rows at the top of the page's free area. Returns where they stand."""
    from pptx.util import Inches

    area = page.area
    box = Box(area.left, area.top, area.width, grid.height)
    sizes = (Inches(v) for v in (box.left, box.top, box.width, box.height))
    frame = page.slide.shapes.add_table(len(grid.rows) + 1, len(grid.columns), *sizes)
    describe(frame, alt)
    table: Any = frame.table
    _unstyle(table)
    for column, wide in zip(list(table.columns), widths(grid.columns, box.width), strict=True):
        column.width = Inches(wide)
    table.rows[0].height = Inches(HEAD_HEIGHT)
    for index, column in enumerate(grid.columns):
        head = [[Run(column.head, HEAD, colour=INK2)]]
        last = index == len(grid.columns) - 1
        _write(table.cell(0, index), head, column.align, page.scale, 0.06, last=last, rule=(INK, 1.0))
    for number, (row, high) in enumerate(zip(grid.rows, grid.heights, strict=True), 1):
        table.rows[number].height = Inches(high)
        for index, cell in enumerate(row):
            last = index == len(row) - 1
            align = grid.columns[index].align
            _write(
                table.cell(number, index),
                _words(cell),
                align,
                page.scale,
                grid.padding,
                last=last,
                rule=(RULE, 0.75),
            )
    page.top = box.bottom
    return box


def _words(cell: Cell) -> list[list[Run]]:
    words = [[Run(cell.main, cell.size, bold=cell.bold, colour=cell.colour)]]
    if cell.second:
        words.append([Run(cell.second, SECOND, colour=INK2)])
    return words


def _unstyle(table: Any) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001  # no API for table styles
    for name in ("firstRow", "bandRow"):
        properties.set(name, "0")
    properties.find("{*}tableStyleId").text = _NO_STYLE
    properties.set("firstRow", "1")


def _write(
    cell: Any,
    paragraphs: list[list[Run]],
    align: str,
    scale: float,
    padding: float,
    *,
    last: bool,
    rule: tuple[str, float],
) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches, Pt

    cell.margin_left, cell.margin_right = Inches(0), Inches(0 if last else _GAP)
    cell.margin_top, cell.margin_bottom = Inches(padding), Inches(min(padding, 0.05))
    cell.vertical_anchor = MSO_ANCHOR.TOP
    frame = cell.text_frame
    frame.word_wrap = True
    for index, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph_of(paragraph, runs, scale, align=align)
        if index:
            paragraph.space_before = Pt(_APART)
    _rule_under(cell, *rule)


def _rule_under(cell: Any, colour: str, points: float) -> None:
    from lxml import etree

    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  # no API for borders
    role = {"TEXT_1": "tx1", "BACKGROUND_2": "bg2"}[colour]
    lines = ""
    for side in ("lnL", "lnR", "lnT"):
        lines += f'<a:{side} w="0"><a:noFill/></a:{side}>'
    lines += (
        f'<a:lnB w="{round(points * 12700)}" cap="flat" cmpd="sng"><a:solidFill><a:schemeClr val="{role}"/>'
        '</a:solidFill><a:prstDash val="solid"/></a:lnB><a:noFill/>'
    )
    for element in etree.fromstring(f'<x xmlns:a="{space}">{lines}</x>'):
        properties.append(element)
