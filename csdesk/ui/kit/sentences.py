"""Sentences to be read and copied: one a line, wrapped, under the names of what they speak of; and what opens them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.literal import one_line
from csdesk.ui.theme import font, ink, px

_BORDER, _BETWEEN, _ABOVE_HEAD = 2, 4, 8
_LETTERS = 96
"""As wide as they grow, in letters."""
Under = Sequence[tuple[str, str]]
"""Sentences, each with the name under which it stands; those without one stand alone."""


class Sentences(QTextEdit):
    """Plain sentences that can be selected. They are as high as they need, and scroll from `most` px on."""

    _told: Under = ()

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setProperty("bare", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font("body"))
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._most = 0

    def show_sentences(self, told: Under) -> None:
        """Show them from the first on."""
        self._told = told
        self.clear()
        cursor, head, first = QTextCursor(self.document()), "", True
        for under, text in told:
            if under and under != head:
                self._write(cursor, under, first, _ABOVE_HEAD, "text.secondary")
                head, first = under, False
            self._write(cursor, text, first, _BETWEEN)
            first = False
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def lines(self) -> list[str]:
        """What stands there, line by line."""
        return self.toPlainText().split("\n")

    def set_most(self, tall: int) -> None:
        """Scroll what is higher than this; 0: nothing is."""
        if tall != self._most:
            self._most = tall
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Write in the inks of another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._told:
            self.show_sentences(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the sentences are at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @staticmethod
    def _write(cursor: QTextCursor, text: str, first: bool, above: int, role: str = "") -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(0 if first else px(above))
        letters.setFont(font("small" if role else "body"))
        if role:
            letters.setForeground(ink(role))
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(one_line(text), letters)

    def _fit(self) -> None:
        """Measure beside the scroll bar, so that its coming changes nothing."""
        bar = self.verticalScrollBar().sizeHint().width()
        widest = self.fontMetrics().averageCharWidth() * _LETTERS
        room = max(1, min(widest, self.width() - 2 * _BORDER - bar))
        self.setLineWrapColumnOrWidth(room)
        document = self.document().clone()
        document.setTextWidth(room)
        needed = round(document.size().height() + 0.5) + 2 * _BORDER
        self.setFixedHeight(min(needed, self._most) if self._most else needed)


class Opener(Button):
    """A line of words with a chevron before them that opens what stands below it, and closes it again."""

    def __init__(self) -> None:
        super().__init__("", kind=Kind.LINK, icon="chevron-right")
        self.opened = False

    def show_as(self, text: str, of: str, *, opened: bool) -> None:
        """Say what it opens, read aloud with what that is of, and whether it is open."""
        self.opened = opened
        self.set_icon("chevron-down" if opened else "chevron-right")
        self.set_label(text)
        self.setAccessibleName(f"{text}{of}, {'open' if opened else 'closed'}")

    def _ink(self) -> str:
        return "accent.text" if self._state() == "hover" else "text.primary"

    def _words_font(self) -> tuple[str, int]:
        return ("body", 500)
