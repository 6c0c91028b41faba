"""Panels part by a line of 1 px, not by boxes in boxes."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QSplitterHandle, QWidget

from csdesk.ui.theme import ink

Side = Literal["", "top", "bottom", "left", "right"]


class Hairline(QWidget):
    """A line of 1 px between panels, or lying between parts of one (`subtle`)."""

    def __init__(self, *, upright: bool = False, subtle: bool = False) -> None:
        super().__init__()
        self._role = "border.subtle" if subtle else "border.default"
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, free)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(free, fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        del event
        QPainter(self).fillRect(self.rect(), ink(self._role))


class Panel(QFrame):
    """A ground for widgets: `window`, `base`, `raised` or `sunken`, with a line on one side if wanted."""

    def __init__(
        self,
        ground: Literal["window", "base", "raised", "sunken"] = "base",
        line: Side = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground, self._line = f"surface.{ground}", line
        if line:
            self.set_line(line)

    def set_line(self, line: Side) -> None:
        """Have the line on another side."""
        self._line = line
        margins = [int(side == line) for side in ("left", "top", "right", "bottom")]
        self.setContentsMargins(*margins)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line."""
        painter, box = QPainter(self), self.rect()
        painter.fillRect(event.rect(), ink(self._ground))
        colour = ink("border.default")
        if self._line in ("top", "bottom"):
            painter.fillRect(0, 0 if self._line == "top" else box.height() - 1, box.width(), 1, colour)
        elif self._line:
            painter.fillRect(0 if self._line == "left" else box.width() - 1, 0, 1, box.height(), colour)


class Split(QSplitter):
    """Panels one above the other whose border can be moved; the border is a hairline."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """A handle of 1 px."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(event.rect(), ink("border.default"))


def scrolling(content: QWidget, name: str = "") -> QScrollArea:
    """A widget in an area that scrolls it up and down, never sideways."""
    area, port = QScrollArea(), QWidget()
    area.setViewport(port)  # one that Python made; for Qt's own every kind of widget is looked through first
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setWidget(content)
    area.setProperty("clear", "true")
    content.setAutoFillBackground(False)
    port.setAutoFillBackground(False)
    return area
