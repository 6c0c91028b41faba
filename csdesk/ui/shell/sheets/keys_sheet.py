"""Every key of the program, read from the catalogue of actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.phrases import upper
from csdesk.ui.actions.catalogue import ACTIONS, Scope
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

_TITLES = {
    Scope.PROGRAM: "Everywhere",
    Scope.WEEK: "Week",
    Scope.ACCOUNTS: "Accounts",
    Scope.ACCOUNT: "Account",
    Scope.RENEWALS: "Renewals",
    Scope.HEALTH: "Health",
    Scope.NUMBERS: "Numbers",
    Scope.IMPORT: "Import",
    Scope.ANOTHER_DAY: "Another day",
}
_COLUMNS = (
    (Scope.PROGRAM, Scope.IMPORT, Scope.ANOTHER_DAY),
    (Scope.WEEK, Scope.RENEWALS, Scope.HEALTH),
    (Scope.ACCOUNTS, Scope.ACCOUNT, Scope.NUMBERS),
)
_NARROW = (
    (Scope.PROGRAM, Scope.WEEK, Scope.RENEWALS, Scope.HEALTH),
    (Scope.ACCOUNTS, Scope.ACCOUNT, Scope.NUMBERS, Scope.IMPORT, Scope.ANOTHER_DAY),
)
"""Where three columns would not be whole."""
_BESIDE, _MARGINS = 80, 150
"""The sheet's own margins and those of the window, from side to side and from top to bottom."""


class KeysSheet(Sheet):
    """A list of keys, by where they work."""

    def __init__(self, window: QWidget) -> None:
        room = window.width() - px(_BESIDE)
        inner = _laid_out(_COLUMNS)
        if inner.sizeHint().width() > room:
            inner = _laid_out(_NARROW)
        super().__init__(window, "Keys", 1)
        self.column.addWidget(label("Keys", "title"))
        area = scrolling(inner, "Keys")
        wide = inner.sizeHint().width() + area.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(min(wide + px(_BESIDE) // 2, self._room().width()))
        area.setFixedHeight(min(inner.sizeHint().height(), window.height() - px(_MARGINS)))
        self.column.addWidget(area)
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


def _laid_out(scopes: Sequence[Sequence[Scope]]) -> QWidget:
    inner = QWidget()
    columns = in_row(on=inner, gap=32, edges=(0, 0, 12, 0))
    for some in scopes:
        columns.addLayout(_column_of(some), 1)
    return inner


def _column_of(scopes: Sequence[Scope]) -> QVBoxLayout:
    column = in_column(gap=8)
    for scope in scopes:
        column.addWidget(label(_TITLES[scope], "section"))
        column.addLayout(_keys_of(scope))
        column.addSpacing(px(8))
    column.addStretch(1)
    return column


def _keys_of(scope: Scope) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(0, 1)
    for number, spec in enumerate(a for a in ACTIONS if a.scope is scope):
        words = label(upper(spec.text), "body", "text.secondary")
        caps = KeyHint(*spec.caps)
        caps.setAccessibleName(f"{words.text()}: {'+'.join(spec.caps)}")
        grid.addWidget(words, number, 0)
        grid.addWidget(caps, number, 1, Qt.AlignmentFlag.AlignRight)
    return grid
