"""Every key of the program, read from the catalogue of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from csdesk.ui.actions.catalogue import ACTIONS, Scope
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import px

_TITLES = {
    Scope.PROGRAM: "Everywhere",
    Scope.WEEK: "Week",
    Scope.ACCOUNTS: "Accounts",
    Scope.IMPORT: "Import",
}


class KeysSheet(Sheet):
    """A list of keys, by where they work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Keys", 420)
        for scope, title in _TITLES.items():
            specs = [a for a in ACTIONS if a.scope is scope]
            if not specs:
                continue
            self.column.addWidget(label(title, "section"))
            grid = QGridLayout()
            grid.setVerticalSpacing(px(4))
            grid.setColumnStretch(0, 1)
            for number, spec in enumerate(specs):
                grid.addWidget(
                    label(spec.text[:1].upper() + spec.text[1:], "body", "text.secondary"), number, 0
                )
                grid.addWidget(KeyHint(*spec.caps), number, 1, Qt.AlignmentFlag.AlignRight)
            self.column.addLayout(grid)

    @classmethod
    def open_over(cls, window: QWidget) -> "KeysSheet":
        """Show the keys over a window."""
        sheet = cls(window)
        sheet.open()
        return sheet
