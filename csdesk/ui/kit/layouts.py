"""Parts in a row or in a column, with the room between them and around them."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from csdesk.ui.theme import px

Edges = tuple[int, int, int, int]
"""The room at the left, the top, the right and the bottom, px at 100 %."""
_Box = TypeVar("_Box", bound=QBoxLayout)


def in_row(
    *parts: QWidget | QLayout, on: QWidget | None = None, gap: int = 0, edges: Edges = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Parts from left to right, on a widget or to stand in another layout; `gap`, px at 100 %, lies between them."""
    return _laid(QHBoxLayout() if on is None else QHBoxLayout(on), parts, gap, edges)


def in_column(
    *parts: QWidget | QLayout, on: QWidget | None = None, gap: int = 0, edges: Edges = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Parts from top to bottom, as in a row."""
    return _laid(QVBoxLayout() if on is None else QVBoxLayout(on), parts, gap, edges)


def _laid(box: _Box, parts: tuple[QWidget | QLayout, ...], gap: int, edges: Edges) -> _Box:
    left, top, right, bottom, between = (px(room) if room else 0 for room in (*edges, gap))
    box.setContentsMargins(left, top, right, bottom)
    box.setSpacing(between)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    return box
