"""The name sheet: one name, for a view or a scorecard that is saved under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.ui.desk import Desk
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet


class NameSheet(SavingSheet):
    """Asks for a name. `named(str)`: it was given; the sheet closes when the book has it, and says why not."""

    named = Signal(str)

    def __init__(
        self, window: QWidget, desk: Desk, title: str, text: str = "", hint: str = "My customers in Boston"
    ) -> None:
        super().__init__(window, desk, title, 360)
        self.column.addWidget(label(title, "section"))
        self.name = Field(text, name="Name", hint=hint)
        self.name.edit.selectAll()
        self.column.addWidget(self.name)
        self.finish("Save", self.keep)
        self.name.setFocus()

    def keep(self) -> None:
        """Give the name."""
        self._sent = True
        self.named.emit(self.name.text())

    def show_refusal(self, error: CsdeskError) -> None:
        """Say why at the name."""
        self.name.refuse(wording.sentence(error))
