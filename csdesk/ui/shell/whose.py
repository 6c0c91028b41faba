"""Whose week or numbers are shown: those of the whole book, or of one of several CSMs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.csms import NOBODY, Csms
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.menus import Menu

if TYPE_CHECKING:
    from csdesk.ui.shell.sheets.csms_sheet import CsmsSheet

ALL = "Everybody"
_LONGEST = 14


class Whose(Button):
    """A button that names the CSM, and offers all of them; hidden where the book has only one."""

    turned = Signal()

    def __init__(self, title: str, parent: QWidget, desk: Desk) -> None:
        super().__init__(ALL, chevron=True, name=title)
        self.setParent(parent)
        self._title, self._desk = title, desk
        self.csm = ""
        """Whose accounts are shown; empty for everybody's."""
        self._from_before = False
        self._csms = NOBODY
        self.clicked.connect(self.offer)
        self.hide()

    def begin_with(self, csm: str) -> None:
        """Show who was chosen when the book was open before."""
        self._show(csm)
        self._from_before = bool(csm)
        self.setVisible(self._from_before)

    def know(self, csms: Csms) -> None:
        """Learn who looks after customers; who was chosen before and is not there any more is left."""
        self._csms = csms
        if self._from_before and self.csm not in csms.names:
            self.turn("")
        self._from_before = False
        self.setVisible(len(csms.names) > 1 or bool(self.csm))

    def offer(self) -> Menu:
        """Offer everybody, and each CSM."""
        menu = Menu(self._title, self)
        for csm in ("", *self._csms.names):
            menu.offer(csm or ALL, _Choice(self, csm), checked=csm == self.csm)
        if self._csms.same and self._desk.writable:
            menu.addSeparator()
            menu.offer("The same people?", self.ask_who_is_one)
        menu.open_below(self)
        return menu

    def ask_who_is_one(self) -> "CsmsSheet":
        """Ask whether those who are written in several ways are one person each."""
        from csdesk.ui.shell.sheets.csms_sheet import CsmsSheet

        sheet = CsmsSheet(self.window(), self._desk, self._csms.same)
        sheet.made.connect(self._follow)
        sheet.open()
        return sheet

    def _follow(self, names: dict[str, str]) -> None:
        """Whoever is shown is shown under the new name."""
        self.turn(names.get(self.csm, self.csm))

    def turn(self, csm: str) -> None:
        """Show what is this CSM's."""
        if csm != self.csm:
            self._show(csm)
            self.turned.emit()

    def _show(self, csm: str) -> None:
        self.csm = csm
        name = csm or ALL
        self.set_label(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")
        self.setAccessibleDescription(name)


class _Choice:
    """What an entry of the menu does."""

    def __init__(self, whose: Whose, csm: str) -> None:
        self._whose, self._csm = whose, csm

    def __call__(self) -> None:
        self._whose.turn(self._csm)
