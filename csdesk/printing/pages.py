"""A page is text set for A4, with its number at the foot, and written as PDF or sent to a printer."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csdesk.domain.errors import NotWritten
from csdesk.domain.values import dataclass
from csdesk.printing.none import hold_none
from csdesk.printing.whole_rows import keep_rows_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice, QTextDocument

MARGIN_MM, FOOT_MM = 16, 8
FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", "sans-serif")
_FAMILIES = ", ".join(f"'{name}'" if " " in name else name for name in FAMILIES)


@dataclass(frozen=True, slots=True)
class Page:
    """Simple HTML, and what stands at the foot of each of its pages beside the number."""

    html: str
    title: str
    foot: str = ""
    landscape: bool = False


def write_pdf(html: str, path: Path, *, title: str) -> None:
    """Write a page of simple HTML as PDF, upright, all or nothing. Raises: NotWritten."""
    write_page(Page(html, title), path)


def write_page(page: Page, path: Path) -> int:
    """Write a page as PDF, all or nothing; how many sheets of paper it takes. Raises: NotWritten."""
    return write_sheets(path, page.title, partial(paint, page))


def write_sheets(path: Path, title: str, draw: "Callable[[QPagedPaintDevice], int]") -> int:
    """Write what `draw` draws as PDF, all or nothing; what it returns. Raises: NotWritten."""
    from PySide6.QtCore import QSaveFile
    from PySide6.QtGui import QGuiApplication, QPdfWriter

    alive = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise NotWritten(why=file.errorString(), where=str(path))
    writer = QPdfWriter(file)
    writer.setTitle(title)
    writer.setCreator("csdesk")
    writer.setResolution(300)
    count = draw(writer)
    del writer, alive
    if not file.commit():
        raise NotWritten(why=file.errorString(), where=str(path))
    return count


def sheets_of(page: Page) -> int:
    """How many sheets of paper a page takes before its rows are kept whole, without writing it."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QGuiApplication, QPdfWriter

    alive = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    count = _laid_out(page, writer)[0].pageCount()
    del writer, alive
    return count


def _laid_out(page: Page, device: "QPagedPaintDevice") -> "tuple[QTextDocument, Any, Any]":
    """The document on A4 sheets of a device, the room for its text on a sheet, and that inside the margins."""
    from PySide6.QtCore import QMarginsF, QRectF
    from PySide6.QtGui import QPageLayout, QPageSize

    turned = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter)
    )
    dots = device.logicalDpiX()
    inside = device.pageLayout().paintRectPixels(dots)
    foot = round(FOOT_MM * dots / 25.4)
    room = QRectF(0, 0, inside.width(), inside.height() - foot)
    return _document(page, device, room), room, inside


def paint(page: Page, device: "QPagedPaintDevice") -> int:
    """Set a page on A4 sheets of a PDF or a printer; how many it takes."""
    from PySide6.QtCore import QEventLoop, QPointF
    from PySide6.QtGui import QPainter

    hold_none()
    timers = QEventLoop()  # a text starts one while it is laid out; a thread of Python's has none by itself
    document, room, inside = _laid_out(page, device)
    keep_rows_whole(document, room.height())
    painter = QPainter(device)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        painter.save()
        painter.translate(QPointF(0, -number * room.height()))
        shown = room.translated(0, number * room.height())
        painter.setClipRect(shown)
        document.drawContents(painter, shown)
        painter.restore()
        _paint_foot(painter, page, inside.width(), inside.height(), (number + 1, document.pageCount()))
    painter.end()
    count = document.pageCount()
    del document, timers
    return count


def _document(page: Page, device: "QPagedPaintDevice", room: Any) -> "QTextDocument":
    from PySide6.QtGui import QFont, QTextDocument

    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    base = QFont()
    base.setFamilies(list(FAMILIES))
    base.setPointSizeF(9.5)
    document.setDefaultFont(base)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_sheet())
    document.setHtml(page.html)
    document.setPageSize(room.size())
    return document


def _paint_foot(painter: Any, page: Page, wide: int, high: int, place: tuple[int, int]) -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QFont

    from csdesk.tokens import tokens

    small = QFont()
    small.setFamilies(list(FAMILIES))
    small.setPointSizeF(8)
    painter.setFont(small)
    painter.setPen(QColor(tokens("light").text.tertiary))
    line = QRectF(0, 0, wide, high)
    bottom = Qt.AlignmentFlag.AlignBottom
    words = page.foot or page.title
    painter.drawText(line, bottom | Qt.AlignmentFlag.AlignLeft, words)
    painter.drawText(line, bottom | Qt.AlignmentFlag.AlignRight, f"{place[0]} of {place[1]}")


def _sheet() -> str:
    """The look of a printed page: ink and its lighter strengths, as the screen has them by day."""
    from csdesk.tokens import tokens

    def pt(count: float) -> str:
        return f"{round(count * 96 / 72)}px"

    ink = tokens("light")
    line = f"1px solid {ink.border.subtle}"
    cell = f"padding-top: {pt(1.5)}; padding-bottom: {pt(1.5)}; padding-right: {pt(8)}; vertical-align: top;"
    return f"""
body {{ font-family: {_FAMILIES}; color: {ink.text.primary}; }}
table {{ border-collapse: collapse; }}
h1 {{ font-size: 16pt; font-weight: 600; margin-top: 0; margin-bottom: {pt(3)}; }}
h2 {{ font-size: 11pt; font-weight: 600; margin-top: {pt(12)}; margin-bottom: {pt(3)}; }}
p {{ margin-top: 0; margin-bottom: {pt(4)}; }}
td {{ {cell} }}
th {{ {cell} font-weight: 500; text-align: left; color: {ink.text.tertiary}; }}
td.line {{ {cell} border-bottom: {line}; }}
td.number {{ {cell} border-bottom: {line}; white-space: nowrap; }}
td.head {{ padding-left: {pt(4)}; padding-top: {pt(2)}; padding-bottom: {pt(2)}; }}
.head {{ background-color: {ink.surface.sunken}; }}
.quiet {{ color: {ink.text.secondary}; }}
.faint {{ color: {ink.text.tertiary}; }}
.late {{ color: {ink.bad.text}; }}
"""
