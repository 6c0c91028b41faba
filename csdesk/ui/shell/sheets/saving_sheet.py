"""A saving sheet asks for one thing: it goes when it is saved, and keeps what was typed when it is refused."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.shell.sheets.sheets import Sheet


class SavingSheet(Sheet):
    """Subclasses fill `column`, call `finish`, and `send` what is to be saved. Ctrl+Enter saves, Enter where `keys` say
    so."""

    def __init__(self, window: QWidget, desk: Desk, title: str, wide: int) -> None:
        super().__init__(window, title, wide)
        self._desk, self._sent = desk, False
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.cancel = Button("Cancel", keys=("Esc",))
        self.cancel.clicked.connect(self.close)

    def finish(self, word: str, save: Callable[[], object], *, keys: Sequence[str] = ("Enter",)) -> None:
        """Put the place for a refusal and the buttons below what was filled in; `save` is a bound method."""
        self.save = Button(word, kind=Kind.PRIMARY, keys=keys)
        self.save.setDefault("Ctrl" not in keys)
        self.save.clicked.connect(save)
        row = in_row(gap=8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        self.column.addWidget(self._refusal)
        self.column.addLayout(row)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(save)
        self._desk.changed.connect(self._saved)
        self._desk.refused.connect(self._refused)

    def send(
        self, service: Callable[..., ChangeSet | None], *given: Any, say: str = "", **named: Any
    ) -> None:
        """Run the service; the sheet goes when it is done, or says what is in the way."""
        self._refusal.hide()
        self._sent = True
        self._desk.do(service, *given, say=say, **named)

    def _saved(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        if self._sent:
            self._sent = False
            self.show_refusal(error)

    def show_refusal(self, error: CsdeskError) -> None:
        """Say why, and keep what was typed."""
        self._refusal.setText(f"{wording.sentence(error)} {wording.next_step(error)}")
        self._refusal.show()
        self.fit()
