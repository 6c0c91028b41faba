"""Every key of the program, read from the catalogue of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csdesk.ui.actions.catalogue import ACTIONS, Scope
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.shell.sheets import Sheet
from csdesk.ui.theme import px

_TITLES = {
    Scope.PROGRAM: "Everywhere",
    Scope.WEEK: "Week",
    Scope.ACCOUNTS: "Accounts",
    Scope.ACCOUNT: "Account",
    Scope.RENEWALS: "Renewals",
    Scope.IMPORT: "Import",
}
_HALVES = ((Scope.PROGRAM, Scope.RENEWALS), (Scope.WEEK, Scope.ACCOUNTS, Scope.ACCOUNT, Scope.IMPORT))


class KeysSheet(Sheet):
    """A list of keys, by where they work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Keys", 680)
        self.column.addWidget(label("Keys", "title"))
        halves = QHBoxLayout()
        halves.setSpacing(px(40))
        for scopes in _HALVES:
            half = QVBoxLayout()
            half.setSpacing(px(8))
            for scope in scopes:
                half.addWidget(label(_TITLES[scope], "section"))
                half.addLayout(_keys_of(scope))
                half.addSpacing(px(8))
            half.addStretch(1)
            halves.addLayout(half, 1)
        self.column.addLayout(halves)
        self.column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.shut = Button("Close", keys=("Esc",))
        self.shut.clicked.connect(self.close)
        row.addWidget(self.shut)
        return row

    @classmethod
    def open_over(cls, window: QWidget) -> "KeysSheet":
        """Show the keys over a window."""
        sheet = cls(window)
        sheet.open()
        return sheet


def _keys_of(scope: Scope) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(0, 1)
    for number, spec in enumerate(a for a in ACTIONS if a.scope is scope):
        words = label(spec.text[:1].upper() + spec.text[1:], "body", "text.secondary")
        caps = KeyHint(*spec.caps)
        caps.setAccessibleName(f"{words.text()}: {'+'.join(spec.caps)}")
        grid.addWidget(words, number, 0)
        grid.addWidget(caps, number, 1, Qt.AlignmentFlag.AlignRight)
    return grid
