"""A table on paper: a line a row, its head again on every sheet, drawn sheet by sheet however many rows there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csdesk.domain.errors import PrintingStopped
from csdesk.domain.progress import Progress, tell
from csdesk.domain.values import dataclass
from csdesk.printing.none import hold_none

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

_MARGIN_MM, _SAMPLE = 14, 200
_TITLE_PT, _NEXT_PT, _SMALL_PT, _LINE = 14, 10.5, 7.5, 1.75
_TITLED, _SAYING, _BETWEEN, _FEWEST = 1.7, 1.3, 1.0, 3
"""Lines for a title, for its sentence, between two tables, and of rows below which a table begins on the next sheet."""
_TEXT_PT = (8.5, 8.0, 7.5, 7.0, 6.5)
"""The first of these sizes at which every word stands on the sheet; where none does, the first."""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """What is printed: its title, what is shown of it, and columns as (header, stands right)."""

    title: str
    said: str
    columns: tuple[tuple[str, bool], ...]
    rows: Sequence[Sequence[str]]
    foot: str = ""


def paint_tables(
    tables: Sequence[PaperTable], device: "QPagedPaintDevice", progress: Progress | None = None
) -> int:
    """Draw tables below each other on A4 sheets across; how many it takes. Rows are asked for a sheet at a time.

    Raises: PrintingStopped where `progress` says False; what was drawn by then is worth nothing.
    """
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter

    hold_none()
    margins = QMarginsF(*[_MARGIN_MM] * 4)
    across = QPageLayout.Orientation.Landscape
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), across, margins, QPageLayout.Unit.Millimeter)
    )
    painter = QPainter(device)
    try:
        size = device.pageLayout().paintRectPixels(device.logicalDpiX()).size()
        sheets = _placed([_Drawn(table, painter, size, first=not at) for at, table in enumerate(tables)])
        for number, parts in enumerate(sheets):
            tell(progress, number, len(sheets), PrintingStopped)
            if number:
                device.newPage()
            for part in parts:
                part.table.draw(part.rows, part.top)
            parts[0].table.foot(number + 1, len(sheets))
    finally:
        painter.end()
    return len(sheets)


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a table on a sheet, and how far down they begin; the first of a table come below its title."""

    table: "_Drawn"
    rows: range
    top: float


def _placed(tables: "Sequence[_Drawn]") -> list[list[_Part]]:
    """What stands on each sheet: a table begins below the one before, where its title and some rows have room."""
    sheets: list[list[_Part]] = [[]]
    top = 0.0
    for table in tables:
        if sheets[-1]:
            top += _BETWEEN * table.line
            if table.room(top, titled=True) < min(_FEWEST, table.count):
                sheets.append([])
                top = 0.0
        begin = 0
        while True:
            end = min(table.count, begin + max(1, table.room(top, titled=not begin)))
            sheets[-1].append(_Part(table, range(begin, end), top))
            top += table.head_high(titled=not begin) + (end - begin) * table.line
            if end >= table.count:
                break
            begin = end
            sheets.append([])
            top = 0.0
    return sheets


class _Drawn:
    """One table on one painter: its sizes, and its rows drawn where they are placed."""

    def __init__(self, table: PaperTable, painter: Any, size: Any, *, first: bool = True) -> None:
        self._table, self._painter = table, painter
        self._wide, self._high = float(size.width()), float(size.height())
        self._small, self._title = _font(_SMALL_PT), _font(_TITLE_PT if first else _NEXT_PT, 600)
        self._sample = table.rows[:_SAMPLE]
        whole = (points for points in _TEXT_PT if sum(self._wanted(points)) <= self._wide)
        self._widths = self._fitted(self._wanted(next(whole, _TEXT_PT[0])))

    def _wanted(self, points: float) -> list[float]:
        """How wide every column would be for its words at a size, which is taken."""
        from PySide6.QtGui import QFontMetricsF

        self._text, self._head = _font(points), _font(points, 600)
        text, head = (QFontMetricsF(font, self._painter.device()) for font in (self._text, self._head))
        self.line = text.height() * _LINE / 1.2
        self._gap = text.horizontalAdvance("mm")
        self._heads = [head.horizontalAdvance(header) + self._gap + 1 for header, _ in self._table.columns]
        return [
            max(least, *(text.horizontalAdvance(row[at]) * 1.06 + self._gap for row in self._sample), 0.0)
            for at, least in enumerate(self._heads)
        ]

    def _fitted(self, wanted: list[float]) -> list[float]:
        """Every column with a part of what is spare; where there is too little the widest give way first, and no
        header while another column can."""
        while sum(wanted) > self._wide:
            giving = [n for n, wide in enumerate(wanted) if wide > self._heads[n]] or range(len(wanted))
            widest = max(giving, key=wanted.__getitem__)
            wanted[widest] -= max(1.0, min(wanted[widest] * 0.05, sum(wanted) - self._wide))
        spare = max(0.0, self._wide - sum(wanted)) / max(1, len(wanted))
        return [wide + min(spare, 2 * self._gap) for wide in wanted]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._table.rows)

    def head_high(self, *, titled: bool) -> float:
        """How high its head is, with its title or alone."""
        said = _SAYING if self._table.said else 0.0
        return self.line * (1.0 + (_TITLED + said if titled else 0.0))

    def room(self, top: float, *, titled: bool) -> int:
        """How many rows have room between its head and the foot of the sheet."""
        return int((self._high - self.line - top - self.head_high(titled=titled)) // self.line)

    def draw(self, rows: range, top: float) -> None:
        """Draw some rows under the head; the first of them below the title."""
        if not rows.start:
            box = (0.0, top, self._wide, 1.6 * self.line)
            self._words(self._table.title, box, self._title, "text.primary")
            box = (0.0, top + _TITLED * self.line, self._wide, self.line)
            self._words(self._table.said, box, self._text, "text.secondary")
            top += self.head_high(titled=True) - self.line
        self._row([header for header, _ in self._table.columns], top, self._head, "text.secondary")
        for row in self._table.rows[rows.start : rows.stop]:
            top += self.line
            self._row(row, top, self._text, "text.primary")

    def foot(self, number: int, of: int) -> None:
        """Draw the foot of a sheet."""
        box = (0.0, self._high - self.line, self._wide, self.line)
        self._words(self._table.foot, box, self._small, "text.tertiary")
        self._words(f"{number} of {of}", box, self._small, "text.tertiary", right=True)

    def _row(self, texts: Sequence[str], top: float, font: Any, ink: str) -> None:
        from PySide6.QtCore import QLineF
        from PySide6.QtGui import QColor

        from csdesk.tokens import tokens

        left = 0.0
        for text, (_, right), wide in zip(texts, self._table.columns, self._widths, strict=True):
            self._words(text, (left, top, wide - self._gap, self.line), font, ink, right=right)
            left += wide
        self._painter.setPen(QColor(tokens("light").border.subtle))
        self._painter.drawLine(QLineF(0, top + self.line, left - self._gap, top + self.line))

    def _words(
        self, text: str, box: tuple[float, float, float, float], font: Any, ink: str, *, right: bool = False
    ) -> None:
        from PySide6.QtCore import QRectF, Qt
        from PySide6.QtGui import QColor, QFontMetricsF

        from csdesk.tokens import tokens

        self._painter.setFont(font)
        self._painter.setPen(QColor(tokens("light").colour(ink)))
        metrics = QFontMetricsF(font, self._painter.device())
        shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box[2])
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine
        self._painter.drawText(QRectF(*box), flags, shown)


def _font(points: float, weight: int = 400) -> Any:
    from PySide6.QtGui import QFont

    from csdesk.printing.pages import FAMILIES

    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight(weight))
    return made
