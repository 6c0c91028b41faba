"""The curve of one measure over the book: its points are dragged, or moved by keys, and each move is told at once."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.health.bands import Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.points import added, moved, removed
from csdesk.domain.health.spread import Spread
from csdesk.ui.health.curve_paint import (
    Frame,
    frame_of,
    paint_axis,
    paint_bands,
    paint_bars,
    paint_curve,
    paint_edges,
    paint_points,
    paint_said,
)
from csdesk.ui.health.scale import Scale, axis_of
from csdesk.ui.theme import px

_NEAR = 12
_FAR = 10
"""So many steps at once with Shift."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class CurveView(QWidget):
    """`shaped(points)`: they are others now; `rested()`: a drag or a key's move is over; `chosen(number)`;
    `left()`: Esc. Tab goes from point to point, arrows move one, Ins adds one beside it, Del takes it away.
    """

    shaped = Signal(object)
    rested = Signal()
    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.points: Points = ((0.0, 0.0), (1.0, 100.0))
        self.scale, self.bands, self.spread = Scale(), Bands(), Spread((), 0)
        self.number = 0
        """Which point is chosen."""
        self.axis = axis_of(self.points, self.spread, self.scale)
        self._held: QPointF | None = None
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(190))
        self.setAccessibleName("Curve")

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(px(520), px(260))

    def begin(self, name: str, points: Points, scale: Scale, spread: Spread) -> None:
        """Show the curve of another measure; its first point is chosen."""
        self._name, self.scale, self.spread, self.number = name, scale, spread, 0
        self._held = None
        self.points = points
        self._settle()
        self.chosen.emit(0)

    def show_points(self, points: Points, bands: Bands) -> None:
        """Show the same measure with other points and edges."""
        self.points, self.bands = points, bands
        self.number = min(self.number, len(points) - 1)
        if self._held is None:
            self._settle()
        self._say()

    def _settle(self) -> None:
        """Give the axis room for what there is; not while a point is held, which would run away from the hand."""
        self.axis = axis_of(self.points, self.spread, self.scale)
        self._say()

    def _say(self) -> None:
        said = "; ".join(f"{self.scale.text(x)} gives {y:g}" for x, y in self.points)
        self.setAccessibleName(f"Curve of {self._name}" if self._name else "Curve")
        at = f"Point {self.number + 1} of {len(self.points)}"
        self.setAccessibleDescription(f"{at}. {said}.")
        self.update()

    def frame(self) -> Frame:
        """Where what is drawn."""
        return frame_of(self.width(), self.height(), self.axis)

    def place(self, number: int) -> QPointF:
        """Where a point is drawn."""
        x, y = self.points[number]
        return QPointF(self.frame().x(x), self.frame().y(y))

    @property
    def step(self) -> float:
        """By how much a reading moves at least."""
        return self.scale.step(self.points)

    def choose(self, number: int) -> None:
        """Choose another point."""
        if number != self.number:
            self.number = number
            self.rested.emit()
            self._say()
            self.chosen.emit(number)

    def move_to(self, reading: float, worth: float) -> None:
        """Move the chosen point."""
        self._take(moved(self.points, self.number, reading, worth, self.step))

    def add(self, reading: float | None = None, worth: float | None = None) -> None:
        """Add a point: at a place, or on the curve half way to the next one."""
        self.rested.emit()
        points, number = added(self.points, self._beside() if reading is None else reading, worth, self.step)
        self._take(points)
        self.choose(number)
        self.rested.emit()

    def remove(self) -> None:
        """Take the chosen point away; two stay."""
        self.rested.emit()
        points, number = removed(self.points, self.number), self.number
        self._take(points)
        self.number = min(number, len(points) - 1)
        self.chosen.emit(self.number)
        self.rested.emit()
        self._settle()

    def _beside(self) -> float:
        last = self.number == len(self.points) - 1
        left, right = (self.number - 1, self.number) if last else (self.number, self.number + 1)
        middle = (self.points[left][0] + self.points[right][0]) / 2
        return round(middle / self.step) * self.step

    def _take(self, points: Points) -> None:
        if points != self.points:
            self.points = points
            self._say()
            self.shaped.emit(points)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the point under the pointer."""
        number = self._near(event.position())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(number)
            self._held = event.position() - self.place(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the point that is held."""
        if self._held is None:
            near = self._near(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)
            return
        reading, worth = self.frame().at(event.position() - self._held)
        shown, step = self.scale.shown(reading), self.step * self.scale.factor
        self.move_to(self.scale.reading(round(shown / step) * step), round(worth))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        del event
        if self._held is not None:
            self._held = None
            self.rested.emit()
            self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a point where there is none."""
        if self.frame().plot.contains(event.position()) and self._near(event.position()) is None:
            reading, worth = self.frame().at(event.position())
            self.add(round(reading / self.step) * self.step, round(worth))

    def _near(self, at: QPointF) -> int | None:
        far = [(self.place(n) - at).manhattanLength() for n in range(len(self.points))]
        nearest = min(range(len(far)), key=far.__getitem__)
        return nearest if far[nearest] <= px(_NEAR) * 1.5 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen point, Ins adds, Del removes, Esc goes back."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            times = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            across, up = _ARROWS[key]
            x, y = self.points[self.number]
            self.move_to(x + across * times * self.step, round(y) + up * times if up else y)
            self._settle()
        elif key is Qt.Key.Key_Insert:
            self.add()
        elif key is Qt.Key.Key_Delete:
            self.remove()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from point to point, and on from the last."""
        number = self.number + (1 if forward else -1)
        if 0 <= number < len(self.points):
            self.choose(number)
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab begins at the first point, and Shift+Tab at the last."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.choose(0)
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.choose(len(self.points) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What comes after is a step of its own."""
        super().focusOutEvent(event)
        self.rested.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bands, bars, the curve, and its points."""
        del event
        painter, frame = QPainter(self), self.frame()
        paint_bands(painter, frame, self.bands, self.spread.counts(self.points, self.bands))
        paint_bars(painter, frame, self.spread.bars(self.axis.edges, self.points, self.bands))
        paint_edges(painter, frame, self.points, self.bands)
        paint_axis(painter, frame, self.scale)
        paint_curve(painter, frame, self.points)
        paint_points(painter, frame, self.points, self.number, focused=self.hasFocus())
        if self.hasFocus() or self._held is not None:
            paint_said(painter, frame, self.points[self.number], self.scale)
