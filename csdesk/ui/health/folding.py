"""Parts side by side, or one below the other where there is no room for all."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Folding(QWidget):
    """`spread`: the first takes what room is left, so that the others stand at the right."""

    def __init__(self, *parts: QWidget, spread: bool = True) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for part in parts:
            self._box.addWidget(part, int(spread and part is parts[0]))
        if not spread:
            self._box.addStretch(1)

    @property
    def folded(self) -> bool:
        """Whether one stands below the other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part alone."""
        hints = [part.minimumSizeHint() for part in self._parts]
        tall = [hint.height() for hint in hints]
        return QSize(max(hint.width() for hint in hints), sum(tall) if self.folded else max(tall))

    def event(self, event: QEvent) -> bool:
        """Other words in a part want other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where it is narrower than all of them."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        wide = sum(part.minimumSizeHint().width() for part in self._parts)
        way = QBoxLayout.Direction.TopToBottom if self.width() < wide else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not way:
            self._box.setDirection(way)
            self.updateGeometry()
