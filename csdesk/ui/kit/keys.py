"""A key as it stands on the keyboard, outlined, beside what it does."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.theme import font, ink, px


def keys_width(keys: Sequence[str]) -> int:
    """The px that these key caps take, side by side."""
    return sum(_cap_width(key) for key in keys) + px(4) * max(0, len(keys) - 1)


def paint_keys(
    painter: QPainter,
    left: float,
    middle: float,
    keys: Sequence[str],
    words: str = "text.secondary",
    line: str = "border.default",
    ground: str = "",
) -> None:
    """Draw key caps from `left`, centred on the height `middle`. `words`, `line`, `ground`: colour roles."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font("micro"))
    tall = px(16)
    for key in keys:
        cap = QRectF(left + 0.5, round(middle - tall / 2) + 0.5, _cap_width(key) - 1, tall - 1)
        painter.setPen(QPen(ink(line), 1))
        painter.setBrush(ink(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, px(3), px(3))
        painter.setPen(ink(words))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        left += _cap_width(key) + px(4)
    painter.restore()


class KeyHint(QWidget):
    """One key or several, to be pressed together: `KeyHint("Ctrl", "K")`."""

    def __init__(self, *keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName("+".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its caps."""
        return QSize(keys_width(self._keys), px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caps."""
        del event
        words = "text.secondary" if self.isEnabled() else "text.disabled"
        paint_keys(
            QPainter(self), 0, self.height() / 2, self._keys, words, "border.default", "surface.raised"
        )


def _cap_width(key: str) -> int:
    return max(px(16), QFontMetrics(font("micro")).horizontalAdvance(key) + px(10))
