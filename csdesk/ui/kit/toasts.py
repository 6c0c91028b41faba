"""A toast: what has just been done, with Undo, instead of a question before it."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.literal import tip
from csdesk.ui.theme import height, ink, motion_ms, paint_icon, px, width

STAYS_MS = 8000
_ABOVE = 40  # the hint line stays to be read
_LINES, _LETTERS = 2, 16
"""How many lines what was written takes, and to how many letters the name of its file is shortened before more is."""


class Toast(QWidget):
    """The toast of one window: at its bottom, in the middle, for 8 seconds, or while the pointer is on it.

    Put it on the window once and call `say`; the next one takes the place of the last.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._host = window
        self._undo: Callable[[], object] | None = None
        self._icon = "check"
        self._whole = self._file = ""
        self._words = paragraph("", "body", "text.inverse")
        self._button = Button("Undo", kind=Kind.INVERSE, keys=("Ctrl Z",))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(38), px(6), px(4), px(6))
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAYS_MS)
        self._clock.timeout.connect(self.hide)
        self._button.clicked.connect(self._undone)
        self._rise = QPropertyAnimation(self, b"pos", self)
        window.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        keys: Sequence[str] = ("Ctrl Z",),
        button: str = "Undo",
        icon: str = "check",
        file: str = "",
    ) -> None:
        """Show `text`; `undo` is called by its button. The key itself is bound by the window's own action.

        `file`: a name in the text. With it there are two lines at most, the name is shortened in its middle where they
        do not hold it, and the tip has all of it.
        """
        self._undo, self._icon = undo, icon
        self._whole, self._file = text, file
        self._words.setText(text)
        self._button.set_label(button)
        self._button.set_keys(keys)
        self._button.setVisible(undo is not None)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.show()
        self.raise_()
        self._place(moving=True)
        self._clock.start()

    def text(self) -> str:
        """What it says, or last said: all of it."""
        return self._whole

    def shown(self) -> str:
        """As much of it as there is room for."""
        return self._words.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go 8 seconds after the pointer has gone."""
        super().leaveEvent(event)
        if self.isVisible():
            self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window's bottom."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place(moving=False)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground and the icon."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("surface.tooltip"))
        painter.drawRoundedRect(QRectF(self.rect()), px(6), px(6))
        paint_icon(painter, QRectF(px(11), 0, px(16), self.height()), self._icon, "text.inverse")

    def _place(self, *, moving: bool) -> None:
        host = self._host
        wide = min(width("toast"), host.width() - px(32))
        inner = wide - px(42) - (self._button.sizeHint().width() + px(6) if self._undo else 0)
        self._words.setText(next(t for t in self._shorter() if self._fits(t, inner)))
        self._words.setToolTip(tip(self._whole) if self._words.text() != self._whole else "")
        tall = max(px(40), self._words.heightForWidth(inner) + px(20))
        self.resize(wide, tall)
        place = QPoint((host.width() - wide) // 2, host.height() - height("status") - px(_ABOVE) - tall)
        self._rise.stop()
        if moving and motion_ms():
            self._rise.setDuration(motion_ms())
            self._rise.setStartValue(place + QPoint(0, px(8)))
            self._rise.setEndValue(place)
            self._rise.start()
        else:
            self.move(place)

    def _fits(self, text: str, wide: int) -> bool:
        self._words.setText(text)
        return not self._file or not text or len(self._words.lines_at(wide)) <= _LINES

    def _shorter(self) -> Iterator[str]:
        """The text, then with the name of its file ever shorter, then with ever fewer words of that."""
        yield self._whole
        name, text = self._file, self._whole
        for letters in range(len(name) - 1, _LETTERS - 1, -1):
            text = self._whole.replace(name, f"{name[: letters - letters // 2]}…{name[-(letters // 2) :]}")
            yield text
        words = text.split(" ")
        yield from (" ".join(words[:n]).rstrip(".,:") + "…" for n in range(len(words) - 1, 0, -1))
        yield ""

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()
