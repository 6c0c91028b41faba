"""The sheet that asks whether CSMs who are written in several ways are one person each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.csms import Same
from csdesk.services.accounts.csms import make_one
from csdesk.ui.desk import Desk
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet
from csdesk.wording import count

_ASKED = "The accounts of a name that is ticked get the other one as their CSM. One undo takes it back."


class CsmsSheet(SavingSheet):
    """Lists the names, each with whom it may mean. `made(names)`: which were made another's."""

    made = Signal(dict)

    def __init__(self, window: QWidget, desk: Desk, same: tuple[Same, ...]) -> None:
        super().__init__(window, desk, "The same people?", 560)
        self.column.addWidget(label("The same people?", "title"))
        self.column.addWidget(paragraph(_ASKED, "body", "text.secondary"))
        self.checks = {one: Check(_line(one)) for one in same}
        for check in self.checks.values():
            check.setChecked(True)
            check.toggled.connect(self._ticked)
            self.column.addWidget(check)
        self.finish("Make them one", self.keep)
        next(iter(self.checks.values())).setFocus()

    def names(self) -> dict[str, str]:
        """The names that are ticked, each with the one that it becomes."""
        return {one.said: one.full for one, check in self.checks.items() if check.isChecked()}

    def keep(self) -> None:
        """Make them one; whoever shows one of them follows the name."""
        names = self.names()
        if names:
            self.made.emit(names)
            self.send(make_one, names)

    def _ticked(self) -> None:
        self.save.setEnabled(bool(self.names()))


def _line(one: Same) -> str:
    return f"{one.said} is {one.full} ({count(one.accounts, 'account')})"
