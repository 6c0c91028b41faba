"""The note of amounts that are not known: of which accounts and products, and the way to the first of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from csdesk.domain.revenue.unpriced import Unpriced, unpriced_text
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.notes import Note


class AmountNote(Note):
    """Above the figures while an amount that they need is not known."""

    opening = Signal(object)

    def __init__(self) -> None:
        self.open = Button("Open the account", small=True)
        super().__init__("", "watch", self.open)
        self._rows: Sequence[Unpriced] = ()
        self.open.clicked.connect(self._open)
        self.hide()

    def show_rows(self, rows: Sequence[Unpriced]) -> None:
        """Say what is unpriced; nothing hides the note."""
        self._rows = rows
        self.setVisible(bool(rows))
        if rows:
            self.say(f"There is {unpriced_text(rows)}: what rests on it is not known.", "watch")

    def _open(self) -> None:
        self.opening.emit(self._rows[0].account)
