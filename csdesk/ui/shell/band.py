"""A band under the top bar says what is not as usual with the book, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.theme import ink, paint_icon, px


class Band(QWidget):
    """32 px on a tint: an icon, a sentence, and a button for each offer. `asked(id)`: an offer was taken."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tone, self._icon = "info", "lock"
        self._words = elided("")
        self._buttons: list[Button] = []
        self.setFixedHeight(px(32))
        self._row = in_row(on=self, gap=16, edges=(40, 0, 12, 0))
        self._row.addWidget(self._words, 1)
        self.hide()

    def say(
        self, text: str, offers: Sequence[tuple[str, str]], *, tone: str = "info", icon: str = "lock"
    ) -> None:
        """Show a sentence with its offers, each an id and a word."""
        self._tone, self._icon = tone, icon
        self._words.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._offer(*one) for one in offers]
        self.update()
        self.show()

    def text(self) -> str:
        """What it says; empty while it is not there."""
        return "" if self.isHidden() else self._words.text()

    def offers(self) -> list[Button]:
        """The buttons of the offers."""
        return list(self._buttons)

    def _offer(self, id_: str, word: str) -> Button:
        made = Button(word, kind=Kind.LINK, small=True)
        made.setObjectName(id_)
        made.clicked.connect(self._clicked)
        self._row.addWidget(made)
        return made

    def _clicked(self) -> None:
        asked = self.sender()
        if asked is not None:
            self.asked.emit(asked.objectName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the icon."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink(f"{self._tone}.tint"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(px(16), 0, px(16), self.height())
        paint_icon(painter, box, self._icon, f"{self._tone}.text", 14)
