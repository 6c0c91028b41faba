"""Whose week is shown: that of the whole book, or of one of several CSMs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.menus import Menu

ALL = "Everybody"
_LONGEST = 14


class Whose(Button):
    """A button that names the CSM, and offers all of them; hidden where the book has only one."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ALL, chevron=True, name="Whose week")
        self.setParent(parent)
        self.csm = ""
        """Whose accounts are planned; empty for everybody's."""
        self._csms: tuple[str, ...] = ()
        self.clicked.connect(self.offer)
        self.hide()

    def know(self, csms: tuple[str, ...]) -> None:
        """Learn who looks after customers."""
        self._csms = csms
        self.setVisible(len(csms) > 1 or bool(self.csm))

    def offer(self) -> Menu:
        """Offer everybody, and each CSM."""
        menu = Menu("Whose week", self)
        for csm in ("", *self._csms):
            menu.offer(csm or ALL, _Choice(self, csm), checked=csm == self.csm)
        menu.open_below(self)
        return menu

    def turn(self, csm: str) -> None:
        """Plan the week of this CSM."""
        if csm != self.csm:
            self.csm = csm
            name = csm or ALL
            self.set_label(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")
            self.setAccessibleDescription(name)
            self.turned.emit()


class _Choice:
    """What an entry of the menu does."""

    def __init__(self, whose: Whose, csm: str) -> None:
        self._whose, self._csm = whose, csm

    def __call__(self) -> None:
        self._whose.turn(self._csm)
