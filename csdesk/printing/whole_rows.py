"""A row of a table stands whole on one sheet of paper: what a page's end would part begins on the next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

_TRIES = 400
"""Rows moved in one document at most: far more than a week or an account prints."""


def keep_rows_whole(document: "QTextDocument", high: float) -> int:
    """Push every row that crosses the end of a sheet of that height to the next one; how many were.

    A row that is higher than a sheet is left as it is.
    """
    moved = 0
    for table in _tables(document.rootFrame()):
        for row in range(table.rows()):
            if moved < _TRIES and _is_parted(document, table, row, high):
                _push(document, table, row, high)
                moved += 1
    return moved


def _tables(frame: Any) -> Iterator[Any]:
    from PySide6.QtGui import QTextTable

    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _span(document: "QTextDocument", table: Any, row: int) -> tuple[float, float]:
    """The upper and the lower edge of a row's words, in the whole document."""
    layout, tops, bottoms = document.documentLayout(), [], []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            tops.append(box.top())
            bottoms.append(box.bottom())
            if block == last:
                break
            block = block.next()
    return min(tops, default=0.0), max(bottoms, default=0.0)


def _is_parted(document: "QTextDocument", table: Any, row: int, high: float) -> bool:
    top, bottom = _span(document, table, row)
    return int(top // high) != int((bottom - 1) // high) and _height(document, table, row, high) < high


def _height(document: "QTextDocument", table: Any, row: int, high: float) -> float:
    """The height of a row's words without the gap that the end of a sheet leaves in them."""
    tall = 0.0
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last, lines = cell.firstCursorPosition().block(), cell.lastCursorPosition().block(), 0.0
        while block.isValid():
            held = block.layout()
            lines += sum(held.lineAt(n).height() for n in range(held.lineCount()))
            if block == last:
                break
            block = block.next()
        tall = max(tall, lines)
    return tall


def _push(document: "QTextDocument", table: Any, row: int, high: float) -> None:
    """Give the row's cells so much room above that it begins on the next sheet."""
    from PySide6.QtGui import QGuiApplication

    device = document.documentLayout().paintDevice()
    scale = device.logicalDpiY() / QGuiApplication.primaryScreen().logicalDotsPerInchY()
    top, _ = _span(document, table, row)
    room = ((int(top // high) + 1) * high - top) / scale
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        look = cell.format().toTableCellFormat()
        look.setTopPadding(look.topPadding() + room)
        cell.setFormat(look)
