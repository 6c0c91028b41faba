"""The name sheet: one name, for a view or a scorecard that is saved under it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label
from csdesk.ui.shell.sheets import Sheet


class NameSheet(Sheet):
    """Asks for a name. `named(str)`: it was given; the sheet closes when the book has it, and says why not."""

    named = Signal(str)

    def __init__(
        self, window: QWidget, desk: Desk, title: str, text: str = "", hint: str = "My customers in Boston"
    ) -> None:
        super().__init__(window, title, 360)
        self._sent = False
        self.column.addWidget(label(title, "section"))
        self.name = Field(text, name="Name", hint=hint)
        self.name.edit.selectAll()
        self.column.addWidget(self.name)
        self.save = Button("Save", kind=Kind.PRIMARY, keys=("Enter",))
        self.save.setDefault(True)
        self.save.clicked.connect(self.keep)
        self.end_with(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)
        self.name.setFocus()

    def keep(self) -> None:
        """Give the name."""
        self._sent = True
        self.named.emit(self.name.text())

    def _changed(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        if self._sent:
            self._sent = False
            self.name.refuse(wording.sentence(error))
