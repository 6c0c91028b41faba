"""An opening that takes a moment is told: a book of an older csdesk is backed up and brought up to date first."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.theme import px

_WIDE = 560
_SAYS = "It was written by an older csdesk: it is backed up, then brought up to date. That is done once."


class Opening(QWidget):
    """Stands over a whole window, which can do nothing else meanwhile; `end` takes it away."""

    def __init__(self, window: QWidget, book: Path) -> None:
        super().__init__(window)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = f"Opening {book.name}"
        self.setAccessibleName(title)
        self.setAccessibleDescription(_SAYS)
        column = QVBoxLayout(self)
        column.setSpacing(px(4))
        column.addStretch(3)
        for words in (elided(title, "figure"), paragraph(_SAYS, "body", "text.secondary")):
            words.setFixedWidth(px(_WIDE))
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window, whatever size it is given."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def end(self) -> None:
        """Go."""
        self.hide()
        self.deleteLater()
