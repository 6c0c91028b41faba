"""A workbook with a password asks for it; the password goes to the reading process and is kept nowhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px


class PasswordAsk(Panel):
    """One line above the page. `given(password)`: it is to be tried."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__("sunken", line="bottom")
        row = in_row(on=self, gap=8, edges=(16, 8, 16, 8))
        self._words = paragraph("", "body")
        self.field = Field(name="Password of the workbook", hint="Password")
        self.field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFixedWidth(px(220))
        self.open = Button("Open", kind=Kind.PRIMARY)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.field)
        row.addWidget(self.open)
        self.open.clicked.connect(self._give)
        self.field.edit.returnPressed.connect(self._give)
        self.hide()

    def ask(self, file: str, *, wrong: bool) -> None:
        """Ask for the password of a file; `wrong`: one was tried."""
        self._words.setText(f"{file} is protected with a password.")
        self.field.set_text("")
        if wrong:
            self.field.refuse("It does not open with this. Capitals count.")
        self.show()
        self.field.edit.setFocus()

    def words(self) -> str:
        """What is said beside the field."""
        return self._words.text()

    def _give(self) -> None:
        password = self.field.text()
        if password:
            self.hide()
            self.field.set_text("")
            self.given.emit(password)
