"""A note inside a page: a fact, then what to do. And the box that stands where there is nothing yet."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.theme import ink, paint_icon, px

Tone = Literal["info", "watch", "bad", "good"]
_DOWN = 3
"""So far down the first line stands beside the middle of a button, px."""
_ICONS = {"info": "question", "watch": "warning", "bad": "alert", "good": "done"}


class Note(QWidget):
    """One or two sentences on a tint, with the icon of their tone, and one button at most."""

    def __init__(self, text: str, tone: Tone = "info", button: Button | None = None) -> None:
        super().__init__()
        self._tone = tone
        self._words = paragraph(text, "small")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(30), px(6), px(8), px(6))
        row.addWidget(self._words, 1)
        self._down = px(_DOWN) if button else 0
        self._words.setContentsMargins(0, self._down, 0, 0)
        if button:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self._tone = tone
        self._words.setText(text)
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the icon."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(f"{self._tone}.tint"))
        painter.drawRoundedRect(QRectF(self.rect()), px(4), px(4))
        paint_icon(
            painter,
            QRectF(px(7), px(6) + self._down, px(16), px(16)),
            _ICONS[self._tone],
            f"{self._tone}.text",
            14,
        )


class Empty(QWidget):
    """What will be here, one sentence on where it comes from, and the next step as one button with its key.

    Give it the top of the content's place (`AlignTop`); `clicked` comes from its button. `other` is a button of
    the page beside it, where there is another way.
    """

    clicked = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        button: str = "",
        *,
        other: Button | None = None,
        icon: str = "plus",
        keys: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(20), px(14))
        column.setSpacing(px(2))
        self._texts, self._caps = (title, sentence, button), keys
        self._words = words = paragraph(sentence, "body", "text.secondary")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = label(title, "strong")
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        self.button = Button(button, icon=icon, keys=keys) if button else None
        self._other = other
        if self.button:
            column.addSpacing(px(8))
            column.addLayout(self._ways(self.button))
            self.setFocusProxy(self.button)
        self._margin = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _ways(self, button: Button) -> QHBoxLayout:
        row = in_row(gap=8)
        row.addStretch(1)
        row.addWidget(button)
        button.clicked.connect(self.clicked)
        if self._other:
            row.addWidget(self._other)
        row.addStretch(1)
        return row

    def say_instead(self, title: str, sentence: str = "", button: str = "") -> None:
        """Say something else, and offer another step or none; an empty title says its own again."""
        words = (title, sentence, button) if title else self._texts
        self._title.setText(words[0])
        self._words.setText(words[1])
        for one in filter(None, (self.button, self._other)):
            one.setVisible(bool(words[2]))
        if self.button and words[2]:
            self.button.set_label(words[2])
            self.button.set_keys(() if title else self._caps)

    def stand_for(self, body: QWidget, *, shown: bool, instead: bool) -> None:
        """Show `body`, the box `instead` of it, or neither; a keyboard that was in the one is in the other."""
        keyboard = QApplication.focusWidget() or self.window()
        here = body.isAncestorOf(keyboard) or self.isAncestorOf(keyboard)
        self.setVisible(instead)
        body.setVisible(shown)
        if here and (shown or instead):
            (body if shown else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_margin(self, margin: int) -> None:
        """Keep px free around the box."""
        self._margin = margin
        sides, ends = px(20) + margin, px(14) + margin
        self._column.setContentsMargins(sides, ends, sides, ends)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("border.default"), 1))
        edge = self._margin + 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(6), px(6))
