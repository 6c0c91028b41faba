"""Whose week or numbers are shown: those of the whole book, or of one of several CSMs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.menus import Menu

ALL = "Everybody"
_LONGEST = 14


class Whose(Button):
    """A button that names the CSM, and offers all of them; hidden where the book has only one."""

    turned = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(ALL, chevron=True, name=title)
        self.setParent(parent)
        self._title = title
        self.csm = ""
        """Whose accounts are shown; empty for everybody's."""
        self._from_before = False
        self._csms: tuple[str, ...] = ()
        self.clicked.connect(self.offer)
        self.hide()

    def begin_with(self, csm: str) -> None:
        """Show who was chosen when the book was open before."""
        self._show(csm)
        self._from_before = bool(csm)
        self.setVisible(self._from_before)

    def know(self, csms: tuple[str, ...]) -> None:
        """Learn who looks after customers; who was chosen before and is not there any more is left."""
        self._csms = csms
        if self._from_before and self.csm not in csms:
            self.turn("")
        self._from_before = False
        self.setVisible(len(csms) > 1 or bool(self.csm))

    def offer(self) -> Menu:
        """Offer everybody, and each CSM."""
        menu = Menu(self._title, self)
        for csm in ("", *self._csms):
            menu.offer(csm or ALL, _Choice(self, csm), checked=csm == self.csm)
        menu.open_below(self)
        return menu

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
