"""How the gallery lays its parts out: sections, stacks, rows, swatches."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csdesk.ui.kit.labels import Label, label, on_baseline, paragraph
from csdesk.ui.theme import height, ink, px


class Tip(QWidget):
    """A tool tip as it looks."""

    def __init__(self) -> None:
        super().__init__()
        text = "31 Jan 2026 less 60 calendar days, the end day not counted; a weekend moves it earlier"
        words = paragraph(f"Notice deadline Tue 2 Dec 2025\n{text}", "small", "text.inverse")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(6), px(10), px(6))
        column.addWidget(words)
        self.setFixedWidth(px(312))
        self.setFixedHeight(words.heightForWidth(px(292)) + px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("surface.tooltip"))
        painter.drawRoundedRect(self.rect(), px(4), px(4))


class Swatch(QWidget):
    """A patch of one colour."""

    def __init__(self, role: str, wide: int, tall: int = 14) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(px(wide), px(tall))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(self._role))
        painter.drawRoundedRect(self.rect(), 2, 2)


def section(title: str, content: QWidget, above: int) -> list[QWidget | int]:
    """A heading, a gap and what stands under it."""
    return [above, label(title, "small", "text.tertiary", weight=500), 6, content]


def stack(parts: Sequence[QWidget | int], gap: int = 0) -> QWidget:
    """Parts below each other; a number is a gap in px."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(gap) if gap else 0)
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(px(part))
        else:
            column.addWidget(part)
    if any(isinstance(part, int) for part in parts):
        column.addStretch(1)
    return holder


def in_row(parts: Sequence[QWidget], gap: int = 8) -> QWidget:
    """Parts side by side, from the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(gap))
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    return holder


def baseline(first: Label, second: Label, tall: int) -> QWidget:
    """Two labels on one baseline, in the middle of `tall` px."""
    holder = QWidget()
    holder.setFixedHeight(tall)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    row = on_baseline(first, second, gap=4 if tall < height("page_header") else 8)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return holder


def grid(row_height: int) -> tuple[QGridLayout, QWidget]:
    """A grid of four rows, and the widget that it is in."""
    holder = QWidget()
    lines = QGridLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for number in range(4):
        lines.setRowMinimumHeight(number, row_height)
    return lines, holder
